import type { ViewContext } from '../view-context.ts'

export interface DoorField {
  readonly name: string
  readonly type: 'text' | 'email' | 'password'
  readonly label: string
  readonly note?: string | undefined
  readonly hint?: string | undefined
  readonly value: string
  readonly error: string | null
  readonly autocomplete: string
  readonly maxLength: number
  readonly required: boolean
  readonly focus?: boolean
}

/** `DoorView@1`: a page of few words and one form, for those who are not signed in. */
export interface DoorView {
  readonly title: string
  readonly lead: string
  readonly form: {
    readonly action: string
    readonly csrfToken: string | null
    readonly hidden: readonly { readonly name: string; readonly value: string }[]
    readonly fields: readonly DoorField[]
    readonly submit: string
    readonly error: string | null
  } | null
  readonly links: readonly { readonly name: string; readonly url: string }[]
}

/** A page that only says something, and leads back. */
export const toPlainDoor = (title: string, lead: string, { links, t }: Pick<ViewContext, 'links' | 't'>): DoorView => ({
  title,
  lead,
  form: null,
  links: [{ name: t('door.toSignIn'), url: links.signInUrl() }],
})
