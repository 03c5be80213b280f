import type { Actor } from '../access/actor.ts'
import { call, requireInPerson } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { selectUser, type UserWithRole } from '../users/user.store.ts'

/** Whoever asks, in person. @throws {VitrineError} `UNAUTHENTICATED`, `FORBIDDEN` */
export const requireSelf = async (context: CallContext): Promise<UserWithRole> => {
  const user = await selectUser(context.gallery.connections.read, requireInPerson(context))
  if (!user) throw new VitrineError('UNAUTHENTICATED')
  return user
}

/** Calls about the account of the one who asks. */
export const createOwnAccount = (gallery: GalleryContext, actor: Actor) => {
  const asSelf = <T>(work: (user: UserWithRole) => Promise<T>): Promise<T> =>
    call(gallery, actor, async (context) => work(await requireSelf(context)))
  return {
    asSelf,
    /** The same for what is the owner's alone: also refused to those who look through the user's eyes. */
    asOwner: <T>(work: (user: UserWithRole) => Promise<T>): Promise<T> =>
      asSelf((user) => {
        if (actor.kind === 'preview') throw new VitrineError('PREVIEW_READ_ONLY')
        // Several people share such an account: none of them may take it from the others, nor see where they are.
        if (user.role_key === 'generic') throw new VitrineError('FORBIDDEN')
        return work(user)
      }),
  }
}
