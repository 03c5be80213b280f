import type { IdentityClaims } from '@vitrine/core'
import type { Configuration, CustomFetch } from 'openid-client'
import type { Allows } from '../outbound/guarded-agent.ts'
import { createGuardedFetch } from '../outbound/guarded-fetch.ts'
import type { OidcOptions } from './oidc.types.ts'

/** What has to fit when somebody comes back. */
export interface OidcChecks {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface OidcClient {
  /**
   * Where somebody is sent, and what has to fit at the return.
   *
   * @param options.anew - Whoever is signed in there signs in once more.
   */
  begin(options?: { anew?: boolean }): Promise<{ readonly url: URL; readonly checks: OidcChecks }>
  /** What the provider calls itself, which its tokens say. */
  issuer(): Promise<string>
  /** What the provider says of whoever came back. @throws where anything does not fit */
  finish(query: string, checks: OidcChecks): Promise<IdentityClaims>
}

/** Of each request to the provider. */
const timeoutSeconds = 10

/** Loaded when somebody signs in so. */
const library = () => import('openid-client')

/**
 * Speaks with one provider: the code flow with PKCE, a state and a nonce. The owner names its address, and the provider those of its
 * parts: all of them have to be allowed. Tokens are used at once, and kept nowhere.
 */
export const createOidcClient = (
  options: OidcOptions,
  { redirectUri, allows }: { redirectUri: string; allows: Allows },
): OidcClient => {
  const guardedFetch: CustomFetch = createGuardedFetch(allows)
  let known: Promise<Configuration> | null = null

  const discover = async (): Promise<Configuration> => {
    const oidc = await library()
    const { clientId, clientSecret } = options
    const issuer = new URL(options.issuer)
    const execute = [
      // The signature is looked at although the token came from the provider itself.
      oidc.enableNonRepudiationChecks,
      ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
    ]
    const found = await oidc.discovery(issuer, clientId, undefined, oidc.None(), {
      execute,
      timeout: timeoutSeconds,
      [oidc.customFetch]: guardedFetch,
    })
    if (clientSecret === undefined) return found
    const metadata = found.serverMetadata()
    // What the standard takes for granted where nothing is said.
    const { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = metadata
    const authenticate = methods.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost
    const configured = new oidc.Configuration(metadata, clientId, clientSecret, authenticate(clientSecret))
    configured.timeout = timeoutSeconds
    configured[oidc.customFetch] = guardedFetch
    for (const each of execute) each(configured)
    return configured
  }
  /** Once for all; a provider that was not there is asked again. */
  const configuration = (): Promise<Configuration> => {
    known ??= discover().catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }

  return {
    begin: async ({ anew = false } = {}) => {
      const [oidc, config] = [await library(), await configuration()]
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      }
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: (options.scopes ?? ['openid', 'profile', 'email']).join(' '),
        response_type: 'code',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
        // Both: some providers know one of them. That it was obeyed is seen in `auth_time`.
        ...(anew ? { prompt: 'login', max_age: '0' } : {}),
      })
      return { url, checks }
    },

    issuer: async () => (await configuration()).serverMetadata().issuer,

    finish: async (query, { state, nonce, verifier }) => {
      const [oidc, config] = [await library(), await configuration()]
      const url = new URL(redirectUri)
      url.search = query
      const tokens = await oidc.authorizationCodeGrant(config, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('The provider sent no claims')
      const groupsClaim = options.groupsClaim ?? 'groups'
      const isWhole = claims.email !== undefined && claims[groupsClaim] !== undefined
      const more =
        isWhole || config.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
      return toClaims({ ...more, ...claims }, groupsClaim)
    },
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 1_000) : undefined

const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

const toClaims = (said: Record<string, unknown>, groupsClaim: string): IdentityClaims => ({
  issuer: String(said.iss),
  subject: String(said.sub),
  username: textOf(said.preferred_username) ?? textOf(said.nickname) ?? textOf(said.name),
  email: textOf(said.email),
  // Some send text; nothing but what says so plainly counts.
  isEmailVerified: said.email_verified === true,
  groups: textsOf(said[groupsClaim]),
  authenticatedAt: typeof said.auth_time === 'number' ? said.auth_time : null,
  // RFC 8176.
  isMultiFactor: textsOf(said.amr).includes('mfa'),
})
