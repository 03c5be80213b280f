import { sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import { selectAlbumsOf } from '../photos/photo.store.ts'
import type { CommentTarget } from './comment.types.ts'
import { hasConversation } from './commenter.ts'

type Context = Pick<CallContext, 'gallery' | 'rights'>

/** Whether one of these albums takes comments; of a photo that is in none that somebody sees, nobody said that it takes none. */
export const oneTakesNew = async ({ gallery, rights }: Context, albumIds: readonly number[]): Promise<boolean> => {
  // A link says for itself whether its visitors may write.
  if (albumIds.length === 0 || hasConversation(rights)) return true
  const albums = await gallery.lookups.albums(rights.commit, albumIds)
  return albumIds.some((id) => albums.get(id)?.allows_comments !== 0)
}

/**
 * Whether a photo or an album that somebody sees takes new comments. A photo does where one of its albums does; what was written stays to
 * be read.
 */
export const takesNew = async (context: Context, target: CommentTarget): Promise<boolean> => {
  if ('albumId' in target) return oneTakesNew(context, [target.albumId])
  const { connections, dialect } = context.gallery
  const places = await selectAlbumsOf(connections.read, dialect, [target.photoId])
  const albumIds = places.map(({ album_id }) => album_id)
  return oneTakesNew(
    context,
    albumIds.filter((id) => sees(context.rights, id)),
  )
}
