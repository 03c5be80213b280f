import { capabilityBit } from '../access/capabilities.ts'
import { holds, managesEverything, type Rights, sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { requirePhoto } from '../photos/photo.guard.ts'
import { selectAlbumsOf, selectVisibleIds } from '../photos/photo.store.ts'
import { photoBits } from '../photos/photo.views.ts'
import type { ToldComment } from './comment.store.ts'
import type { CommentTarget } from './comment.types.ts'

export const targetOf = (row: Pick<ToldComment, 'photo_id' | 'album_id'>): CommentTarget =>
  row.photo_id === null ? { albumId: row.album_id as number } : { photoId: row.photo_id }

/**
 * What somebody wants to read about, or to write on.
 *
 * @returns Whether there can be comments: on what waits for its review there are none.
 * @throws {VitrineError} `PHOTO_NOT_FOUND`, `ALBUM_NOT_FOUND` where it is missing or not for this actor
 */
export const requireTarget = async (context: CallContext, target: CommentTarget): Promise<boolean> => {
  if ('photoId' in target) return (await requirePhoto(context, target.photoId)).deleted_at === null
  if (!isId(target.albumId) || !sees(context.rights, target.albumId)) throw new VitrineError('ALBUM_NOT_FOUND')
  return true
}

/** The same for writing. */
export const requireCommentable = async (context: CallContext, target: CommentTarget): Promise<void> => {
  if (!(await requireTarget(context, target)))
    throw new VitrineError('photoId' in target ? 'PHOTO_NOT_FOUND' : 'ALBUM_NOT_FOUND')
}

/** Administrators; on a photo whoever may edit it, and on an album whoever may edit that. Nobody who came by a link. */
export const moderatesTargets = async (
  context: CallContext,
  targets: readonly CommentTarget[],
): Promise<(target: CommentTarget) => boolean> => {
  const { gallery, rights } = context
  if (managesEverything(rights)) return () => true
  if (rights.linkId !== null) return () => false
  const photoIds = [...new Set(targets.flatMap((target) => ('photoId' in target ? [target.photoId] : [])))]
  const albumIds = new Map<number, number[]>(photoIds.map((id) => [id, []]))
  if (photoIds.length > 0)
    for (const place of await selectAlbumsOf(gallery.connections.read, gallery.dialect, photoIds))
      albumIds.get(place.photo_id)?.push(place.album_id)
  return (target) =>
    'albumId' in target
      ? holds(rights, target.albumId, capabilityBit.edit)
      : (photoBits(context, albumIds.get(target.photoId) ?? []) & capabilityBit.edit) !== 0
}

/** Whoever made the link of a conversation decides in it, and administrators. */
export const ownsConversation = (rights: Rights, { link_maker }: Pick<ToldComment, 'link_maker'>): boolean =>
  managesEverything(rights) || (rights.userId !== null && link_maker === rights.userId)

/** Who decides on comments. Those of a link are for those who made it, whoever may edit what they are about. */
export const moderates = async (
  context: CallContext,
  rows: readonly ToldComment[],
): Promise<(row: ToldComment) => boolean> => {
  const ofSite = await moderatesTargets(context, rows.filter((row) => row.link_id === null).map(targetOf))
  return (row) => (row.link_id === null ? ofSite(targetOf(row)) : ownsConversation(context.rights, row))
}

/** Those of the comments whose photo or album the actor sees. */
export const keepOnVisible = async (
  { gallery: { connections, dialect }, rights }: CallContext,
  rows: readonly ToldComment[],
): Promise<ToldComment[]> => {
  const photoIds = [...new Set(rows.flatMap(({ photo_id }) => photo_id ?? []))]
  const seen = new Set(photoIds.length === 0 ? [] : await selectVisibleIds(connections.read, dialect, rights, photoIds))
  return rows.filter((row) => (row.photo_id === null ? sees(rights, row.album_id as number) : seen.has(row.photo_id)))
}
