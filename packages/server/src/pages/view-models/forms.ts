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
  /** What is wrong with the form as a whole. */
  readonly error: string | null
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
