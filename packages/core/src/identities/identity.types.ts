import type { OwnerPurpose } from '../accounts/account.types.ts'
import type { SessionOrigin, SignedIn } from '../sessions/session.types.ts'

/** An account at another provider that speaks for a user. */
export interface Identity {
  readonly id: number
  /** Address of the provider. */
  readonly issuer: string
  /** What it is called there. */
  readonly name: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

/** What a provider says of somebody. It must have been proven before: a signature, the audience, and that nobody sends it again. */
export interface IdentityClaims {
  /** Address of the provider: ASCII, 255 characters at most. */
  readonly issuer: string
  /** Whom the provider means, for ever: ASCII, 255 characters at most. */
  readonly subject: string
  /** What somebody would like to be called. */
  readonly username?: string | null | undefined
  readonly email?: string | null | undefined
  /** Whether the provider has made sure of the address. Default `false`. */
  readonly isEmailVerified?: boolean | undefined
  /** What the provider counts somebody among. */
  readonly groups?: readonly string[] | undefined
  /** When somebody signed in there (`auth_time`), in seconds since 1970. */
  readonly authenticatedAt?: number | null | undefined
  /** Whether more than one factor was shown there. Default `false`. */
  readonly isMultiFactor?: boolean | undefined
}

/** What the owner of the gallery lets a provider say. */
export interface IdentityRules {
  /** Makes an account for those who have none here. Default `false`. */
  readonly createAccounts?: boolean | undefined
  /**
   * Groups of the gallery, by what the provider calls them. Members of these are those of whom it says so, anew at each sign-in; other
   * groups are left alone.
   */
  readonly groups?: Readonly<Record<string, string>> | undefined
  /** Whoever is among one of these is an administrator, for as long as that is so. Default: nobody. */
  readonly administrators?: readonly string[] | undefined
  /** A second factor is the provider's business, whatever it says of it. Default `false`. */
  readonly trustsSecondFactor?: boolean | undefined
}

/** Somebody who comes back from a provider. */
export interface IdentityReturn {
  readonly data: string
  /** Who links an account; `null` for everybody else. */
  readonly link: { readonly userId: number; readonly session: string } | null
  /** Who confirms to be the owner of an account; `null` for everybody else. */
  readonly confirm: {
    readonly userId: number
    readonly session: string
    readonly purpose: OwnerPurpose
    readonly begunAt: string
  } | null
}

/** One's own accounts at other providers, in person: not for API keys. */
export interface IdentitiesService {
  list(): Promise<Identity[]>
  /**
   * Begins to link an account: whoever asks goes to the provider next.
   *
   * @param options.session - Id of the session that asks, which alone can finish.
   * @param options.data - What has to fit at the return; 3,900 characters at most.
   * @returns A token for {@link IdentityDoor.takeReturn}, for ten minutes.
   * @throws `PASSWORD_WRONG`, `CONFIRMATION_REQUIRED`, `RATE_LIMITED`, `FORBIDDEN` for shared accounts and without a session
   */
  beginLink(options: { currentPassword: string; session: string | undefined; data: string }): Promise<string>
  /**
   * Begins to confirm to be the owner of an account without a password: whoever asks signs in at the provider anew.
   *
   * @param options.purpose - What it is for, and nothing else.
   * @returns A token for {@link IdentityDoor.takeReturn}, for ten minutes.
   * @throws `FORBIDDEN` for those who have a password, and without a session; `IDENTITY_NOT_FOUND` without an account at the provider
   */
  beginConfirming(options: {
    issuer: string
    purpose: OwnerPurpose
    session: string | undefined
    data: string
  }): Promise<string>
  /**
   * @throws `IDENTITY_NOT_FOUND`, `PASSWORD_WRONG`, `CONFIRMATION_REQUIRED`, `RATE_LIMITED`; `LAST_WAY_IN` for the last one of those who
   * have no password
   */
  remove(id: number, proof: { currentPassword: string }): Promise<void>
}

/** Signing in by way of another provider; for the program that embeds the gallery, which speaks with it, not for actors. */
export interface IdentityDoor {
  /** Keeps what has to fit when somebody comes back to sign in. @returns A token for ten minutes. @throws `RATE_LIMITED` */
  begin(options: { data: string; address?: string | undefined }): Promise<string>
  /** Uses the token up: `null` where it is unknown, over or used. */
  takeReturn(token: string): Promise<IdentityReturn | null>
  /**
   * Signs in whoever the provider speaks of, brings the mapped groups in line, and makes an account where the rules say so. Nobody is
   * found by a name or an address: whoever has an account here links it while signed in.
   *
   * @throws `IDENTITY_NOT_LINKED` (nobody here, or disabled), `SECOND_FACTOR_REQUIRED`, `HOOK_REJECTED`, `INPUT_INVALID`
   */
  signIn(claims: IdentityClaims, rules: IdentityRules, origin: SessionOrigin): Promise<SignedIn>
  /**
   * Links the account of somebody who began it and came back in the same session.
   *
   * @throws `IDENTITY_TAKEN`, `UNAUTHENTICATED` where the session is over or another, `INPUT_INVALID`
   */
  link(claims: IdentityClaims, to: { token: string; link: NonNullable<IdentityReturn['link']> }): Promise<Identity>
  /**
   * Confirms to be the owner, for whoever began it and came back in the same session, and has signed in at the provider since.
   *
   * @returns What is given as `currentPassword`, once, within five minutes, for the purpose and in the session that asked.
   * @throws `IDENTITY_NOT_LINKED` where the provider speaks of somebody else, `CONFIRMATION_REQUIRED` where it does not say that somebody
   * signed in just now, `UNAUTHENTICATED`, `FORBIDDEN`, `INPUT_INVALID`
   */
  confirm(
    claims: IdentityClaims,
    to: { token: string; confirm: NonNullable<IdentityReturn['confirm']> },
  ): Promise<string>
}
