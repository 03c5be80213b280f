import type { Actor } from './access/actor.ts'
import { type Capability, capabilityBit } from './access/capabilities.ts'
import { holds, managesEverything, sees } from './access/rights.ts'
import { hasScope, type Scope } from './access/scopes.ts'
import type { CallContext, GalleryContext } from './context.ts'
import { toDatabaseError } from './db/driver-errors.ts'
import { inputInvalid, VitrineError } from './errors/vitrine-error.ts'

/**
 * Starts a call: looks the actor's rights up as they are now, then does the work. Errors of the database get a code of ours.
 *
 * @throws {VitrineError} `GALLERY_CLOSED`, `UNAUTHENTICATED` (the user is gone or disabled, the link has ended, guests are shut out),
 * `DATABASE_UNAVAILABLE`
 */
export const call = async <T>(
  gallery: GalleryContext,
  actor: Actor,
  work: (context: CallContext) => Promise<T>,
): Promise<T> => {
  return guarded(gallery, async () => {
    const rights = await gallery.access.rightsOf(actor)
    if (rights.shutOut) throw new VitrineError('UNAUTHENTICATED')
    return work({ gallery, actor, rights })
  })
}

/** A call for administrators alone. @throws {VitrineError} `FORBIDDEN`, `UNAUTHENTICATED`, and what {@link call} throws */
export const callAsAdmin = <T>(
  gallery: GalleryContext,
  actor: Actor,
  work: (context: CallContext) => Promise<T>,
): Promise<T> =>
  call(gallery, actor, async (context) => {
    requireAdmin(context)
    return work(context)
  })

/**
 * Work on the database for somebody outside: refused once the gallery closes, waited for when it does.
 *
 * @throws {VitrineError} `GALLERY_CLOSED`, `DATABASE_*`
 */
export const guarded = async <T>(
  gallery: Pick<GalleryContext, 'signal' | 'underWay' | 'dialect'>,
  work: () => Promise<T>,
): Promise<T> => {
  if (gallery.signal.aborted) throw new VitrineError('GALLERY_CLOSED')
  const working = work()
  gallery.underWay.add(working)
  try {
    return await working
  } catch (error) {
    throw toDatabaseError(gallery.dialect, error)
  } finally {
    gallery.underWay.delete(working)
  }
}

/** A guest may be allowed once signed in; a user may not. */
export const refusal = (actor: Actor): VitrineError =>
  actor.kind === 'guest' ? new VitrineError('UNAUTHENTICATED') : new VitrineError('FORBIDDEN')

/**
 * Fails where the actor may not do that in an album.
 *
 * @throws {VitrineError} `ALBUM_NOT_FOUND` where it does not even see the album; `FORBIDDEN` or `UNAUTHENTICATED` where it does.
 */
export const requireInAlbum = ({ rights, actor }: CallContext, albumId: number, capability: Capability): void => {
  if (!sees(rights, albumId)) throw new VitrineError('ALBUM_NOT_FOUND')
  if (!holds(rights, albumId, capabilityBit[capability])) throw refusal(actor)
}

/** @throws {VitrineError} `FORBIDDEN` or `UNAUTHENTICATED` for anybody but administrators. */
export const requireAdmin = ({ rights, actor }: CallContext): void => {
  if (!managesEverything(rights)) throw refusal(actor)
}

/**
 * For what needs no capability in an album, and yet is not for every API key. Whoever comes without one is not asked.
 *
 * @throws {VitrineError} `SCOPE_MISSING`
 */
export const requireScope = ({ rights: { scopes } }: CallContext, scope: Scope): void => {
  if (scopes !== null && !hasScope(scopes, scope)) throw new VitrineError('SCOPE_MISSING', { details: { scope } })
}

/**
 * The user who asks in person: what concerns an account is for nobody who holds a key to it, nor for administrators in its place.
 *
 * @returns The id of the user.
 * @throws {VitrineError} `UNAUTHENTICATED` for guests; `FORBIDDEN` for everybody else who is no user, or comes with a key.
 */
export const requireInPerson = ({ rights, actor }: CallContext): number => {
  if (rights.userId === null || actor.kind === 'apiKey') throw refusal(actor)
  return rights.userId
}

/** Nobody hides a photo from itself: whoever does would neither find it again nor be able to take it back. */
export const requireOwnLevel = ({ rights }: CallContext, level: number): void => {
  if (level > rights.level) throw inputInvalid([{ path: 'level', message: 'Must not be above your own level.' }])
}
