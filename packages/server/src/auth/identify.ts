import { createHash } from 'node:crypto'
import { type Gallery, guest, userActor, type ViewAsTarget, VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import type { ServerOptions } from '../options.types.ts'
import type { SecretCookie } from './cookie.ts'
import { askHost } from './host-actor.ts'
import type { RequestIdentity } from './request-identity.ts'
import { fromMark } from './view-as-mark.ts'

export interface IdentityCookies {
  readonly session: SecretCookie
  readonly link: SecretCookie
  readonly viewAs: SecretCookie
}

/** Longest key that is looked at. */
const maxKeyLength = 200

/** The API key that a program sends along. */
const apiKeyFrom = (headers: Headers): string | null =>
  /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null

/** The key of a link that a program sends along. */
const keyFromHeaders = (headers: Headers): string | null => {
  const [, key] = /^Link\s+(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  return key ?? headers.get('x-vitrine-link')
}

/** Follows from the key, so that nothing more has to be kept; says nothing about it. */
const csrfTokenOf = (key: string): string => createHash('sha256').update(`csrf:${key}`).digest('base64url')

/**
 * Finds out who asks. In this order: the host application; a key in a header; a link that the browser came by; a session; nobody.
 * A link goes before a session, so that whoever opens one sees what others see by it, until they leave it.
 */
export const createIdentify =
  (gallery: Gallery, options: Pick<ServerOptions, 'resolveActor' | 'log'>, cookies: IdentityCookies) =>
  async (event: H3Event): Promise<RequestIdentity> => {
    const plain = (actor: RequestIdentity['own'], rest: Partial<RequestIdentity> = {}): RequestIdentity => ({
      actor,
      own: actor,
      user: null,
      csrfToken: null,
      viewAs: null,
      hasSession: false,
      sessionId: null,
      gallery: gallery.forRequest(actor),
      ...rest,
    })

    const fromHost = await askHost(options, event.req)
    if (fromHost?.kind === 'user') {
      const identity = plain(fromHost)
      return { ...identity, user: (await identity.gallery.me()).user }
    }
    if (fromHost) return plain(fromHost)

    const { headers } = event.req
    const apiKey = apiKeyFrom(headers)
    if (apiKey !== null) {
      // No cookie counts beside it: a program means what its key says.
      const actor = apiKey.length > maxKeyLength ? null : await gallery.keys.open(apiKey)
      if (actor === null) throw new VitrineError('UNAUTHENTICATED')
      const identity = plain(actor)
      return { ...identity, user: (await identity.gallery.me()).user }
    }
    const sentKey = keyFromHeaders(headers)
    if (sentKey !== null) {
      const actor = await openLink(gallery, sentKey)
      if (actor) return plain(actor)
    }
    // A wrong key is never taken for a guest: its owner believes to be somebody.
    if (sentKey !== null || headers.has('authorization')) throw new VitrineError('UNAUTHENTICATED')

    const key = cookies.link.read(event)
    const link = key === null ? null : await openLink(gallery, key)
    if (key !== null && link) return plain(link, { csrfToken: csrfTokenOf(key) })

    const token = cookies.session.read(event)
    const session = token === null ? null : await gallery.sessions.resolve(token)
    if (token === null || session === null) return plain(guest)
    const { user, csrfToken, id } = session
    const own = plain(userActor(user.id), { user, csrfToken, hasSession: true, sessionId: id })
    const mark = cookies.viewAs.read(event)
    const target = mark === null ? null : fromMark(token, mark)
    return target === null ? own : lookThrough(own, target)
  }

const openLink = async (gallery: Gallery, key: string): Promise<RequestIdentity['own'] | null> => {
  const actor = key.length > maxKeyLength ? null : await gallery.shares.open(key)
  return actor?.kind === 'link' ? actor : null
}

/** The target's view, or, where that is not to be had any more, one's own: whoever is no administrator now has lost it. */
const lookThrough = async (identity: RequestIdentity, target: ViewAsTarget): Promise<RequestIdentity> => {
  const preview = identity.gallery.viewAs(target)
  try {
    await preview.me()
  } catch (error) {
    if (VitrineError.has(error, 'FORBIDDEN', 'USER_NOT_FOUND', 'GROUP_NOT_FOUND', 'LINK_NOT_FOUND')) return identity
    throw error
  }
  return { ...identity, actor: preview.actor, gallery: preview, viewAs: target }
}
