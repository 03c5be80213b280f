import { errorMessages } from '@vitrine/core'
import type { PasskeyFormView } from './account/passkey-forms.ts'
import type { ViewContext } from './view-context.ts'

/** A field of a form, with what was typed and what is wrong with it. Passwords are never given back. */
export interface FieldView {
  readonly value: string
  readonly error: string | null
}

/** `SignInView@1` */
export interface SignInView {
  readonly action: string
  readonly returnTo: string
  readonly csrfToken: string | null
  readonly username: FieldView
  readonly password: FieldView
  readonly remember: boolean
  /** What is wrong with the form as a whole. */
  readonly error: string | null
  /** What was done before. */
  readonly notice: string | null
  /** `null` where the gallery takes no passkeys. */
  readonly passkey: PasskeyFormView | null
  /** Another way to sign in; `null` where there is none. */
  readonly provider: { readonly name: string; readonly url: string } | null
  /** Elsewhere for those who cannot sign in. */
  readonly links: readonly { readonly name: string; readonly url: string }[]
}

/** `SetUpView@1`; `form` is `null` where the link is not valid. */
export interface SetUpView {
  readonly homeUrl: string
  readonly form: {
    readonly action: string
    readonly token: string
    readonly csrfToken: string | null
    readonly username: FieldView
    readonly email: FieldView
    readonly password: FieldView
    readonly error: string | null
  } | null
}

/** `ErrorView@1` */
export interface ErrorView {
  readonly status: number
  readonly title: string
  readonly text: string
  readonly homeUrl: string
  readonly signInUrl: string | null
}

/** What is said where the owner wrote nothing: pages say it in the language of the visitor. */
const usualSentence = errorMessages.MAINTENANCE({ text: '', retryAfterSeconds: 1 })

const titles = { 400: true, 401: true, 403: true, 404: true, 410: true, 429: true, 500: true, 503: true } as const
const hasTitle = (status: number): status is keyof typeof titles => status in titles

export const toErrorView = (
  failure: { readonly status: number; readonly code: string; readonly message: string },
  visitor: { readonly isGuest: boolean; readonly path: string },
  { links, t }: ViewContext,
): ErrorView => {
  const { status, message } = failure
  const isClosed = failure.code === 'MAINTENANCE'
  const title = isClosed
    ? t('error.maintenance.title')
    : t(`error.${hasTitle(status) ? status : status >= 500 ? 500 : 400}.title`)
  const mayHelp = visitor.isGuest && (status === 401 || status === 403 || status === 404 || status === 410 || isClosed)
  const text =
    status === 404
      ? [t('error.404.text'), visitor.isGuest ? t('error.404.guest') : ''].join(' ').trim()
      : status === 500 || status === 410
        ? t(`error.${status}.text`)
        : isClosed && message === usualSentence
          ? t('error.maintenance.text')
          : message
  return { status, title, text, homeUrl: links.homeUrl(), signInUrl: mayHelp ? links.signInUrl(visitor.path) : null }
}
