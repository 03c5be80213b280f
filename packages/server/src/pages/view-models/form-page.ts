import { type Issue, VitrineError } from '@vitrine/core'
import { toFailure } from '../../http/errors.ts'
import type { Managed } from './admin/manage.ts'
import type { ViewContext } from './view-context.ts'

export interface OptionView {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
  readonly isSelected: boolean
}

interface FieldBase {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | null | undefined
}

/** The language that is written in a field. */
export interface FieldLanguage {
  readonly code: string
  readonly direction: 'ltr' | 'rtl'
}

/** A field of a form, as it is shown. */
export type FormField =
  | (FieldBase & {
      readonly kind: 'text' | 'search' | 'email' | 'password' | 'date' | 'number'
      readonly value: string
      readonly maxLength: number
      readonly required?: boolean
      readonly isReadOnly?: boolean
      /** Default `off`. */
      readonly autocomplete?: string
      /** Values to choose from, while others may be typed. */
      readonly choices?: readonly { readonly value: string; readonly label: string }[]
      /** Address of suggestions for what is typed; for scripts. */
      readonly suggestUrl?: string
      readonly language?: FieldLanguage
    })
  | (FieldBase & {
      readonly kind: 'area'
      readonly value: string
      readonly maxLength: number
      readonly rows: number
      readonly language?: FieldLanguage
    })
  /** The same fields for each of several languages, folded away. */
  | (FieldBase & {
      readonly kind: 'translations'
      /** Languages that have a text. */
      readonly note: string | null
      readonly isOpen: boolean
      readonly groups: readonly (FieldLanguage & {
        readonly name: string
        readonly isOpen: boolean
        readonly fields: readonly FormField[]
      })[]
    })
  | (FieldBase & { readonly kind: 'select' | 'choice'; readonly options: readonly OptionView[] })
  | (FieldBase & { readonly kind: 'check'; readonly isChecked: boolean })
  /** Boxes to tick under one heading: each is sent as the name of the field with its own value. */
  | (FieldBase & { readonly kind: 'checks'; readonly options: readonly OptionView[] })
  | { readonly kind: 'hidden'; readonly name: string; readonly value: string }

export interface FormView {
  /** Unique on the page: ids of the fields begin with it. */
  readonly id: string
  readonly title: string | null
  readonly lead?: string | undefined
  readonly method: 'get' | 'post'
  readonly action: string
  readonly csrfToken: string | null
  /** What is wrong with the form as a whole. */
  readonly error: string | null
  readonly fields: readonly FormField[]
  readonly submit: string
  readonly isDangerous?: boolean
  readonly cancelUrl?: string | undefined
}

/** `FormPageView@1`: a page of forms, one below the other. */
export interface FormPageView extends Managed {
  readonly title: string
  readonly lead: string | null
  readonly marks: readonly string[]
  readonly breadcrumbs: readonly { readonly name: string; readonly url: string | null }[]
  readonly notice: string | null
  /** Other things to do. */
  readonly links: readonly {
    readonly name: string
    readonly url: string
    readonly icon: 'album' | 'tag' | 'lock' | 'trash' | 'next' | 'plus'
  }[]
  readonly forms: readonly FormView[]
}

/** What was wrong with what was sent: for the fields, for the form, and as a status. */
export interface FormFault {
  readonly status: number
  readonly message: string | null
  of(name: string): string | null
}

export const noFault: FormFault = { status: 200, message: null, of: () => null }

/** The form of a page that was refused, and why. */
export interface RefusedForm {
  readonly form: string
  readonly fault: FormFault
}

/** What is wrong with one form of a page of several. */
export const faultIn = (refused: RefusedForm | undefined, form: string): FormFault =>
  refused?.form === form ? refused.fault : noFault

const correctable = [
  'INPUT_INVALID',
  'NAME_TAKEN',
  'KEY_LIMIT_REACHED',
  'CONFLICT',
  'ALBUM_CYCLE',
  'ALBUM_TOO_DEEP',
  'ALBUM_READ_ONLY',
  'ALBUM_LOCKED',
  'FORBIDDEN',
  'PHOTO_NOT_FOUND',
  'PASSWORD_WRONG',
  'CONFIRMATION_REQUIRED',
  'LAST_WAY_IN',
  'CODE_INVALID',
  'LAST_ADMINISTRATOR',
  'RATE_LIMITED',
  'HOOK_REJECTED',
  'MAIL_UNAVAILABLE',
] as const

/** What somebody can set right in the form. @throws the error itself where it is nothing of the kind */
export const toFormFault = (
  error: unknown,
  { t }: Pick<ViewContext, 't'>,
  fieldOf: Readonly<Record<string, string>> = {},
): FormFault => {
  if (!VitrineError.has(error, ...correctable)) throw error
  const { status, message } = toFailure(error)
  // `synonyms.3` is about the field `synonyms`.
  const nameOf = ({ path }: Issue): string =>
    fieldOf[path] ?? fieldOf[path.split('.')[0] ?? ''] ?? path.split('.')[0] ?? ''
  const messages = new Map(error.issues.toReversed().map((issue) => [nameOf(issue), issue.message]))
  return {
    status,
    message: messages.size > 0 ? t('manage.fault') : message,
    of: (name) => messages.get(name) ?? null,
  }
}

/** A fault that the page found itself. */
export const faultAt = (name: string, message: string, { t }: Pick<ViewContext, 't'>): FormFault => ({
  status: 400,
  message: t('manage.fault'),
  of: (other) => (other === name ? message : null),
})
