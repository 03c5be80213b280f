import { type Gallery, type IdentityRules, VitrineError } from '@vitrine/core'
import type { Authentication } from '../auth/authentication.ts'
import { assertSameSite } from '../auth/same-site.ts'
import type { Links } from '../links.ts'
import type { ServerOptions } from '../options.types.ts'
import type { OidcOptions } from './oidc.types.ts'
import { createOidcClient, type OidcChecks } from './oidc-client.ts'
import type { OidcDesk } from './oidc-desk.types.ts'

export const createOidcDesk = (
  gallery: Gallery,
  { oidc, baseUrl, log }: ServerOptions & { readonly oidc: OidcOptions },
  { authentication, links }: { authentication: Authentication; links: Links },
): OidcDesk => {
  const name = oidc.name ?? new URL(oidc.issuer).host
  const client = createOidcClient(oidc, {
    redirectUri: `${baseUrl ?? ''}${links.path('/sign-in/oidc/callback')}`,
    allows: gallery.outbound.allows,
  })
  const rules: IdentityRules = {
    createAccounts: oidc.createAccounts,
    groups: oidc.groups,
    administrators: oidc.administrators,
    trustsSecondFactor: oidc.trustsSecondFactor,
  }
  const failed = (error: unknown): VitrineError => {
    // What a library says of an answer may hold parts of it: the kind of fault is enough.
    const { name: kind, code, error: said } = error as { name?: unknown; code?: unknown; error?: unknown }
    log('warn', 'Signing in by a provider failed.', {
      issuer: oidc.issuer,
      kind,
      code: innermostCode(error) ?? code,
      said,
    })
    return new VitrineError('SIGN_IN_FAILED', { details: { provider: name }, cause: error })
  }
  const ask = (options: { anew?: boolean } = {}) =>
    client.begin(options).catch((error: unknown) => {
      throw failed(error)
    })

  return {
    name,
    issuer: oidc.issuer,

    async begin(event, returnTo) {
      // Another site must not sign anybody in here, not even as themselves.
      assertSameSite(event, baseUrl)
      const { url, checks } = await ask()
      const data = JSON.stringify({ ...checks, returnTo })
      const address = authentication.clientAddress(event)
      authentication.expectBack(event, await gallery.identities.begin({ data, address }))
      return url.href
    },

    async beginLink(event, { currentPassword }) {
      const identity = await authentication.authenticate(event)
      const { url, checks } = await ask()
      const token = await identity.gallery.identities.beginLink({
        currentPassword,
        session: identity.sessionId ?? undefined,
        data: JSON.stringify({ ...checks, returnTo: '' }),
      })
      authentication.expectBack(event, token)
      return url.href
    },

    async beginConfirming(event, purpose) {
      const identity = await authentication.authenticate(event)
      const { url, checks } = await ask({ anew: true })
      const token = await identity.gallery.identities.beginConfirming({
        issuer: await client.issuer(),
        purpose,
        session: identity.sessionId ?? undefined,
        data: JSON.stringify({ ...checks, returnTo: '' }),
      })
      authentication.expectBack(event, token)
      return url.href
    },

    async comeBack(event) {
      const token = authentication.takeExpected(event)
      const back = token === null ? null : await gallery.identities.takeReturn(token)
      if (back === null) throw new VitrineError('ROUTE_NOT_FOUND')
      const { returnTo, ...checks } = JSON.parse(back.data) as OidcChecks & { returnTo: string }
      const isLink = back.link !== null
      const purpose = back.confirm?.purpose ?? null
      try {
        const claims = await client.finish(event.url.search, checks).catch((error: unknown) => {
          throw failed(error)
        })
        if (back.link !== null)
          return { kind: 'linked', identity: await authentication.linkIdentity(event, claims, back.link) }
        if (back.confirm !== null)
          return { kind: 'confirmed', purpose: await authentication.confirmByIdentity(event, claims, back.confirm) }
        return { kind: 'signedIn', signedIn: await authentication.signInByIdentity(event, claims, rules), returnTo }
      } catch (error) {
        if (!VitrineError.is(error)) throw error
        return { kind: 'refused', error, returnTo, isLink, purpose }
      }
    },
  }
}

/** What the library found wrong says less than what it found it by: that an address is not allowed, or nobody is there. */
const innermostCode = (error: unknown): string | undefined => {
  let found: string | undefined
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string') found = code
  }
  return found
}
