/** Who must have a second factor to sign in with a password. Shared accounts never. */
export const secondFactorRules = ['nobody', 'administrators', 'everybody'] as const
export type SecondFactorRule = (typeof secondFactorRules)[number]

/** What somebody shows beside the password. */
export interface SecondFactor {
  /** Since when an app shows codes; `null`: none does. */
  readonly totpSince: string | null
  /** How many passkeys there are. */
  readonly passkeys: number
  readonly recoveryCodesLeft: number
  /** `true`: the gallery asks this user for one, so that the last one cannot be taken away. */
  readonly isRequired: boolean
  /** `false`: the program that embeds the gallery gave it no secret, so that no app can be added. */
  readonly isAvailable: boolean
  /** `false`: the public address of the gallery is not known, so that no passkey can be added. */
  readonly canAddPasskeys: boolean
}

export interface TotpEnrolment {
  /** Base 32, for people to type into an app. */
  readonly secret: string
  /** `otpauth://totp/…`, for a QR code. */
  readonly uri: string
}

export interface SecondFactorPolicy {
  readonly required: SecondFactorRule
}

/** One's own second factor, in person: not for API keys. */
export interface SecondFactorService {
  get(): Promise<SecondFactor>
  /**
   * Begins with an app that shows codes; nothing is asked for until {@link confirmTotp}.
   *
   * @throws `PASSWORD_WRONG`, `SECOND_FACTOR_EXISTS`, `SECOND_FACTOR_UNAVAILABLE`, `RATE_LIMITED`, `FORBIDDEN` for shared accounts
   */
  beginTotp(proof: { currentPassword: string }): Promise<TotpEnrolment>
  /**
   * Shows that the app has the secret: from now on it is asked for. Signs the user out everywhere else.
   *
   * @param proof.keepSession - Id of the session that asks.
   * @returns Ten codes that let one in once each, for when the app is lost: told this once.
   * @throws `CODE_INVALID`, `RATE_LIMITED`
   */
  confirmTotp(proof: {
    code: string
    keepSession?: string | undefined
  }): Promise<{ readonly recoveryCodes: readonly string[] }>
  /** Makes ten new recovery codes; the old ones are void. @throws `CODE_INVALID`, `RATE_LIMITED` */
  renewRecoveryCodes(proof: { code: string }): Promise<{ readonly recoveryCodes: readonly string[] }>
  /** Takes the app away: the password alone is asked for, where there is no passkey. @throws `PASSWORD_WRONG`, `CODE_INVALID`, `RATE_LIMITED`, `SECOND_FACTOR_REQUIRED_BY_POLICY` */
  remove(proof: { code: string; currentPassword: string }): Promise<void>
  /**
   * Takes away what somebody has lost: the password alone is asked for again, or another factor is set up at the next sign-in. The
   * user's sessions end. Administrators only, and only for those who hold no more than they do.
   *
   * @throws `USER_NOT_FOUND`, `FORBIDDEN`
   */
  reset(userId: number): Promise<void>
  /** Administrators only. */
  policy(): Promise<SecondFactorPolicy>
  /** Sessions of those who must have a factor now and did not show one, end. @throws `SECOND_FACTOR_UNAVAILABLE` */
  setPolicy(policy: SecondFactorPolicy): Promise<SecondFactorPolicy>
}
