/** Signing in by way of another provider (OpenID Connect). */
export interface OidcOptions {
  /**
   * Address of the provider, such as `https://id.example.org/realms/family`. With https, but for `localhost`; at an address that the
   * gallery's option `outbound.allowedRanges` allows, where it is not public.
   */
  readonly issuer: string
  /** As the provider knows the gallery. Its redirect URI is `<baseUrl><basePath>/sign-in/oidc/callback`. */
  readonly clientId: string
  /** Default: none, where the provider knows the gallery as a public client. */
  readonly clientSecret?: string | undefined
  /** What the button says after “Sign in with”. Default: the host of the provider. */
  readonly name?: string | undefined
  /** What is asked for. Default `openid profile email`. */
  readonly scopes?: readonly string[] | undefined
  /** The claim that lists what the provider counts somebody among. Default `groups`. */
  readonly groupsClaim?: string | undefined
  /** Groups of the gallery, by what that claim calls them. Only these are changed, at each sign-in. Default: none. */
  readonly groups?: Readonly<Record<string, string>> | undefined
  /** Values of that claim that make an administrator. Default: none. */
  readonly administrators?: readonly string[] | undefined
  /** Makes an account for those who have none. Default `false`: users link theirs on their own page. */
  readonly createAccounts?: boolean | undefined
  /** The gallery asks nobody for a second factor who comes this way. Default `false`: unless the provider says that it did (`amr` holds `mfa`). */
  readonly trustsSecondFactor?: boolean | undefined
}
