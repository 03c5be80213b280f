import { type Gallery, guest, type SignedIn, VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import type { RequestIdentity, ServerContext } from '../context.ts'
import type { ServerOptions } from '../options.types.ts'
import { equalsInConstantTime } from './constant-time.ts'
import { createSessionCookie } from './cookie.ts'
import { assertSameSite } from './same-site.ts'

export type Authentication = Pick<
  ServerContext,
  'authenticate' | 'checkWrite' | 'signIn' | 'setUp' | 'signOut' | 'clientAddress' | 'isSecure'
>

/** Finds out who asks, and opens and ends sessions. Limits on guessing are the gallery's: it knows all its doors. */
export const createAuthentication = (gallery: Gallery, options: ServerOptions): Authentication => {
  const isSecure = (event: H3Event): boolean =>
    options.baseUrl === null ? event.url.protocol === 'https:' : options.baseUrl.startsWith('https:')
  const clientAddress = (event: H3Event): string | undefined => event.req.ip
  const cookie = createSessionCookie({ basePath: options.basePath, isSecure })
  const identities = new WeakMap<H3Event, Promise<RequestIdentity>>()

  const identify = async (event: H3Event): Promise<RequestIdentity> => {
    // No keys exist yet, so none is known. A wrong key is never taken for a guest: its owner believes to be somebody.
    if (event.req.headers.has('authorization')) throw new VitrineError('UNAUTHENTICATED')
    const token = cookie.read(event)
    const session = token === null ? null : await gallery.sessions.resolve(token)
    if (session === null) return { actor: guest, user: null, csrfToken: null, gallery: gallery.as(guest) }
    const { actor, user, csrfToken } = session
    return { actor, user, csrfToken, gallery: gallery.as(actor) }
  }

  const authenticate = (event: H3Event): Promise<RequestIdentity> => {
    const known = identities.get(event)
    if (known) return known
    const identity = identify(event)
    identities.set(event, identity)
    return identity
  }

  const begin = async (event: H3Event, open: () => Promise<SignedIn>): Promise<SignedIn> => {
    assertSameSite(event, options.baseUrl)
    const before = cookie.read(event)
    const signedIn = await open()
    // The session that came along ends: a cookie planted before the sign-in must not be worth anything after it.
    if (before !== null) await gallery.sessions.signOut(before)
    cookie.write(event, signedIn.token, signedIn.expiresAt)
    identities.delete(event)
    return signedIn
  }

  return {
    isSecure,
    clientAddress,
    authenticate,

    async checkWrite(event, csrfToken = event.req.headers.get('x-csrf-token')) {
      assertSameSite(event, options.baseUrl)
      const identity = await authenticate(event)
      // A guest has no rights that another site could borrow.
      if (identity.csrfToken === null) return
      if (csrfToken === null || !equalsInConstantTime(csrfToken, identity.csrfToken)) {
        throw new VitrineError('CSRF_REJECTED')
      }
    },

    signIn: (event, { username, password }) =>
      begin(event, () =>
        gallery.sessions.signIn({
          username,
          password,
          address: clientAddress(event),
          userAgent: event.req.headers.get('user-agent')?.slice(0, 500),
        }),
      ),

    setUp: (event, account) => begin(event, () => gallery.sessions.setUp(account)),

    async signOut(event) {
      const token = cookie.read(event)
      if (token === null) return
      await gallery.sessions.signOut(token)
      cookie.clear(event)
      identities.delete(event)
    },
  }
}
