import type { Actor } from '../access/actor.ts'
import type { NewPasskey, PasskeyCeremony, PasskeyProof } from '../passkeys/passkey.types.ts'
import type { TotpEnrolment } from '../second-factor/second-factor.types.ts'
import type { User } from '../users/user.types.ts'

/** Where a session is opened from. */
export interface SessionOrigin {
  readonly address?: string | undefined
  readonly userAgent?: string | undefined
  /** It outlives the browser's windows: the settings say how long. Default `false`. */
  readonly remember?: boolean | undefined
}

export interface SignedIn {
  /** The secret that proves the session: 256 random bits, base64url. Kept by the caller only; the database has its hash. */
  readonly token: string
  /** Must be sent back with each write made by cookie. */
  readonly csrfToken: string
  readonly user: User
  readonly expiresAt: string
  /** `true`: a browser should keep it when it is closed. */
  readonly remembered: boolean
}

export interface ResolvedSession {
  /** Names the session in lists; opens nothing. */
  readonly id: string
  readonly actor: Actor
  readonly user: User
  readonly csrfToken: string
  readonly expiresAt: string
}

export interface SessionsService {
  /**
   * @throws `CREDENTIALS_INVALID`, `RATE_LIMITED`; `SECOND_FACTOR_REQUIRED` where the password was right and is not enough: its details
   * have the token of the next `step`, which opens nothing by itself, what that step `needs`, a `code` or an `enrolment`, and whether a
   * `passkey` does as well
   */
  signIn(credentials: {
    username: string
    password: string
    address?: string | undefined
    userAgent?: string | undefined
    remember?: boolean | undefined
  }): Promise<SignedIn>
  /**
   * For those who must have a second factor and have none yet: a secret for an app, whose first code finishes the sign-in.
   *
   * @throws `SIGN_IN_STEP_INVALID`, `SECOND_FACTOR_EXISTS`, `SECOND_FACTOR_UNAVAILABLE`
   */
  enrol(options: { step: string }): Promise<TotpEnrolment>
  /**
   * The same with a passkey: what a browser is asked to make. Its answer finishes the sign-in, as `newPasskey`.
   *
   * @throws `SIGN_IN_STEP_INVALID`, `SECOND_FACTOR_EXISTS`, `PASSKEYS_UNAVAILABLE`, `RATE_LIMITED`
   */
  enrolPasskey(options: { step: string; address?: string | undefined }): Promise<PasskeyCeremony>
  /**
   * The second step. Whether the session is remembered was said at the first.
   *
   * @param proof.code - Six digits of the app, or a recovery code.
   * @param proof.passkey - What a passkey signed, in place of a code: see {@link askForPasskey}.
   * @param proof.newPasskey - One that was just made: see {@link enrolPasskey}.
   * @returns Recovery codes too, where the app or the passkey was just set up: told this once.
   * @throws `SIGN_IN_STEP_INVALID` (unknown, older than ten minutes, five wrong codes, another password), `CODE_INVALID`, `PASSKEY_INVALID`,
   * `PASSKEY_COPIED`, `RATE_LIMITED`
   */
  finishSignIn(
    proof: {
      step: string
      code?: string | undefined
      passkey?: PasskeyProof | undefined
      newPasskey?: NewPasskey | undefined
    } & Omit<SessionOrigin, 'remember'>,
  ): Promise<SignedIn & { readonly recoveryCodes: readonly string[] | null }>
  /** Whether passkeys can be used: the public address of the gallery is known. */
  takesPasskeys(): boolean
  /**
   * What a browser is asked to have a passkey sign.
   *
   * @param options.step - Of a sign-in that waits for its second step. Default: anybody, in place of a name and a password.
   * @throws `PASSKEYS_UNAVAILABLE`, `SIGN_IN_STEP_INVALID`, `RATE_LIMITED`
   */
  askForPasskey(options?: { step?: string | undefined; address?: string | undefined }): Promise<PasskeyCeremony>
  /**
   * Signs in with a passkey alone. It must have asked its owner for a PIN, a finger or a face, so that no second factor is asked for.
   *
   * @throws `PASSKEY_INVALID` (not known, not its answer, of a user who is disabled), `PASSKEY_COPIED`, `PASSKEYS_UNAVAILABLE`,
   * `INPUT_INVALID`, `RATE_LIMITED`
   */
  signInWithPasskey(proof: PasskeyProof & SessionOrigin): Promise<SignedIn>
  /** `null` where the token is unknown, expired or ended, its user disabled, or a second factor asked for that was not shown. */
  resolve(token: string): Promise<ResolvedSession | null>
  signOut(token: string): Promise<void>
  /**
   * Sets the password of the user whose session that is, ends all its sessions and opens a new one in place of this.
   *
   * @throws `UNAUTHENTICATED`, `PASSWORD_WRONG`, `INPUT_INVALID`, `RATE_LIMITED`, `FORBIDDEN` for shared accounts
   */
  changePassword(change: {
    token: string
    currentPassword: string
    password: string
    address?: string | undefined
    userAgent?: string | undefined
  }): Promise<SignedIn>
  /** A one-time token for making the first administrator; `null` where one exists already. */
  createSetupToken(): Promise<string | null>
  /** `true` while the gallery has no administrator and the token is the current one. */
  isSetupToken(token: string): Promise<boolean>
  /** Makes the first administrator and signs it in. @throws `SETUP_TOKEN_INVALID` */
  setUp(options: { token: string; username: string; password: string; email?: string | null }): Promise<SignedIn>
}
