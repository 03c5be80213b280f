import {
  type Gallery,
  type Identity,
  type IdentityClaims,
  type IdentityReturn,
  type IdentityRules,
  type OwnerPurpose,
  type SignedIn,
  VitrineError,
} from '@vitrine/core'
import type { H3Event } from 'h3'
import type { ServerContext } from '../context.ts'
import type { ServerOptions } from '../options.types.ts'
import { createConfirmation } from './confirmation.ts'
import { equalsInConstantTime } from './constant-time.ts'
import { createCookies } from './cookie.ts'
import { createIdentify, type IdentityCookies } from './identify.ts'
import type { RequestIdentity } from './request-identity.ts'
import { assertSameSite } from './same-site.ts'
import { flatten, toMark } from './view-as-mark.ts'

export type Authentication = Pick<
  ServerContext,
  | 'authenticate'
  | 'checkWrite'
  | 'signIn'
  | 'signInWithPasskey'
  | 'finishSignIn'
  | 'confirmedFor'
  | 'ownerProof'
  | 'confirmByPasskey'
  | 'setUp'
  | 'changePassword'
  | 'signOut'
  | 'lookAtLink'
  | 'openLink'
  | 'enterLink'
  | 'leaveLink'
  | 'faultOfLink'
  | 'cameByEndedLink'
  | 'startViewAs'
  | 'stopViewAs'
  | 'clientAddress'
  | 'isSecure'
> & {
  /** Remembers in the browser that it is expected back from a provider. */
  expectBack(event: H3Event, token: string): void
  /** What was remembered, which is forgotten by it. */
  takeExpected(event: H3Event): string | null
  /** Signs in whoever a provider speaks of. That they come from its pages is how it is meant: the cookie says that they began here. */
  signInByIdentity(event: H3Event, claims: IdentityClaims, rules: IdentityRules): Promise<SignedIn>
  /** Links an account at a provider with the one whose session this is. */
  linkIdentity(event: H3Event, claims: IdentityClaims, link: NonNullable<IdentityReturn['link']>): Promise<Identity>
  /** Confirms to be the owner of the account whose session this is, by what a provider says. */
  confirmByIdentity(
    event: H3Event,
    claims: IdentityClaims,
    confirm: NonNullable<IdentityReturn['confirm']>,
  ): Promise<OwnerPurpose>
  /** Who asks now: looked up anew, for answers that go on for long. */
  identifyAgain(event: H3Event): Promise<RequestIdentity>
}

/** Finds out who asks, and opens and ends sessions. Limits on guessing are the gallery's: it knows all its doors. */
export const createAuthentication = (gallery: Gallery, options: ServerOptions): Authentication => {
  const isSecure = (event: H3Event): boolean =>
    options.baseUrl === null ? event.url.protocol === 'https:' : options.baseUrl.startsWith('https:')
  const clientAddress = (event: H3Event): string | undefined => event.req.ip
  const cookie = createCookies({ basePath: options.basePath, isSecure })
  const cookies: IdentityCookies = { session: cookie('session'), link: cookie('link'), viewAs: cookie('view_as') }
  const provider = cookie('provider')
  const identify = createIdentify(gallery, options, cookies)
  const identities = new WeakMap<H3Event, Promise<RequestIdentity>>()

  const authenticate = (event: H3Event): Promise<RequestIdentity> => {
    const known = identities.get(event)
    if (known) return known
    const identity = identify(event)
    identities.set(event, identity)
    return identity
  }
  const confirmation = createConfirmation(cookie('confirmed'), authenticate)

  /** Nothing of who one was stays: neither the link one came by nor whose eyes one looked through. */
  const forget = (event: H3Event): void => {
    for (const each of [cookies.link, cookies.viewAs]) if (each.read(event) !== null) each.clear(event)
    identities.delete(event)
  }

  const begin = async <T extends SignedIn>(event: H3Event, open: () => Promise<T>): Promise<T> => {
    assertSameSite(event, options.baseUrl)
    return enter(event, open)
  }

  const enter = async <T extends SignedIn>(event: H3Event, open: () => Promise<T>): Promise<T> => {
    const before = cookies.session.read(event)
    const signedIn = await open()
    // The session that came along ends: a cookie planted before the sign-in must not be worth anything after it.
    if (before !== null) await gallery.sessions.signOut(before)
    cookies.session.write(event, signedIn.token, signedIn.remembered ? signedIn.expiresAt : null)
    forget(event)
    return signedIn
  }

  const origin = (event: H3Event) => ({
    address: clientAddress(event),
    userAgent: event.req.headers.get('user-agent')?.slice(0, 500),
  })

  /** The longer key that this browser was given for the link before, so that it is neither counted nor asked for the password again. */
  const keyHeld = (event: H3Event, key: string): string => {
    const held = cookies.link.read(event)
    return held?.startsWith(`${key}.`) ? held : key
  }

  const openLink: Authentication['openLink'] = async (event, entry) => {
    assertSameSite(event, options.baseUrl)
    return gallery.shares.enter({ ...entry, ...origin(event) })
  }

  return {
    isSecure,
    clientAddress,
    authenticate,
    identifyAgain: identify,

    async checkWrite(event, csrfToken = event.req.headers.get('x-csrf-token'), { inPreview = false } = {}) {
      assertSameSite(event, options.baseUrl)
      const identity = await authenticate(event)
      const { csrfToken: expected } = identity
      // A guest has no rights that another site could borrow, and a key in a header is sent by nobody but its owner.
      if (expected !== null && (csrfToken === null || !equalsInConstantTime(csrfToken, expected))) {
        throw new VitrineError('CSRF_REJECTED')
      }
      if (identity.viewAs !== null && !inPreview) throw new VitrineError('PREVIEW_READ_ONLY')
    },

    signIn: (event, { username, password, remember }) =>
      begin(event, () => gallery.sessions.signIn({ username, password, remember, ...origin(event) })),

    async changePassword(event, change) {
      const { actor, hasSession } = await authenticate(event)
      // Whoever comes by a link, or from the host application, whatever cookie comes along.
      if (!hasSession && actor.kind !== 'guest') throw new VitrineError('FORBIDDEN')
      return begin(event, () =>
        gallery.sessions.changePassword({ ...change, token: cookies.session.read(event) ?? '', ...origin(event) }),
      )
    },

    signInWithPasskey: (event, { ceremony, credential, remember }) =>
      begin(event, () => gallery.sessions.signInWithPasskey({ ceremony, credential, remember, ...origin(event) })),

    finishSignIn: (event, proof) => begin(event, () => gallery.sessions.finishSignIn({ ...proof, ...origin(event) })),

    expectBack: (event, token) => provider.write(event, token, null),
    takeExpected(event) {
      const token = provider.read(event)
      if (token !== null) provider.clear(event)
      return token
    },
    async signInByIdentity(event, claims, rules) {
      // Whoever signed in meanwhile stays who they are.
      if ((await authenticate(event)).hasSession) throw new VitrineError('FORBIDDEN')
      return enter(event, () => gallery.identities.signIn(claims, rules, origin(event)))
    },
    linkIdentity: (event, claims, link) =>
      gallery.identities.link(claims, { token: cookies.session.read(event) ?? '', link }),

    confirmedFor: confirmation.confirmedFor,
    ownerProof: confirmation.ownerProof,
    async confirmByPasskey(event, { purpose, ceremony, credential }) {
      const { gallery: own, sessionId } = await authenticate(event)
      const asked = { purpose, session: sessionId ?? undefined }
      confirmation.keep(event, purpose, await own.passkeys.confirm({ ceremony, credential, ...asked }))
    },
    async confirmByIdentity(event, claims, confirm) {
      const token = cookies.session.read(event) ?? ''
      confirmation.keep(event, confirm.purpose, await gallery.identities.confirm(claims, { token, confirm }))
      return confirm.purpose
    },

    setUp: (event, account) => begin(event, () => gallery.sessions.setUp(account)),

    async signOut(event) {
      const token = cookies.session.read(event)
      if (token !== null) {
        await gallery.sessions.signOut(token)
        cookies.session.clear(event)
      }
      forget(event)
    },

    lookAtLink: (event, key) => gallery.shares.look(keyHeld(event, key)),

    openLink,

    async enterLink(event, entry) {
      const opened = await openLink(event, { ...entry, key: keyHeld(event, entry.key) })
      if (opened === null) return null
      cookies.link.write(event, opened.key, null)
      identities.delete(event)
      return gallery.as(opened.actor)
    },

    leaveLink: (event) => cookies.link.clear(event),

    faultOfLink: async (event, key) =>
      new VitrineError((await gallery.shares.hasEnded(keyHeld(event, key))) ? 'LINK_ENDED' : 'LINK_NOT_FOUND'),

    async cameByEndedLink(event) {
      const key = cookies.link.read(event)
      return key !== null && (await gallery.shares.hasEnded(key))
    },

    async startViewAs(event, target) {
      const { own, hasSession } = await authenticate(event)
      const token = cookies.session.read(event)
      // It is bound to a session: the host application keeps its own people, and shows the gallery as it likes.
      if (!hasSession || token === null) throw new VitrineError('FORBIDDEN')
      const { name } = await gallery.as(own).viewAs(target).me()
      cookies.viewAs.write(event, toMark(token, target), null)
      identities.delete(event)
      return { ...flatten(target), name }
    },

    async stopViewAs(event) {
      cookies.viewAs.clear(event)
      identities.delete(event)
    },
  }
}
