import { getCookie, type H3Event, setCookie } from 'h3'
import type { RequestIdentity } from '../auth/request-identity.ts'
import type { ServerContext } from '../context.ts'
import type { Links } from '../links.ts'
import { pathOf } from './path-of.ts'
import { type Density, type DensityChoice, isDensity } from './view-models/density.ts'

/** The script of the pages writes it, too. */
const cookie = 'vitrine_density'
const cookieSeconds = 365 * 24 * 60 * 60

export const readDensity = (event: H3Event): Density => {
  const chosen = getCookie(event, cookie)
  return isDensity(chosen) ? chosen : 'medium'
}

/** What a list offers to choose anew. */
export const densityOf = (
  { event, identity }: { readonly event: H3Event; readonly identity: Pick<RequestIdentity, 'csrfToken'> },
  pages: { readonly links: Links },
): DensityChoice => ({
  current: readDensity(event),
  returnTo: pathOf(pages, event),
  csrfToken: identity.csrfToken,
})

export const rememberDensity = (
  { server }: { readonly server: Pick<ServerContext, 'isSecure'> },
  event: H3Event,
  density: Density,
): void =>
  setCookie(event, cookie, density, {
    path: '/',
    maxAge: cookieSeconds,
    sameSite: 'lax',
    secure: server.isSecure(event),
  })
