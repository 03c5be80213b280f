import { type CapabilityBits, capabilityBit } from '../access/capabilities.ts'
import { refusal } from '../call.ts'
import type { CallContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { selectInReview } from '../reviews/may-review.ts'
import { selectAlbumIdsOf, selectPhoto } from './photo.store.ts'
import type { PhotoRow } from './photo.table.ts'
import { photoBits } from './photo.views.ts'

/** @throws {VitrineError} `PHOTO_NOT_FOUND` where it is missing, in the trash, or not for this actor. */
export const requirePhoto = async ({ gallery, rights }: CallContext, id: number): Promise<PhotoRow> => {
  const row = isId(id)
    ? ((await selectPhoto(gallery.connections.read, gallery.dialect, rights, id)) ??
      (await selectInReview({ gallery, rights }, id)))
    : undefined
  if (!row) throw new VitrineError('PHOTO_NOT_FOUND')
  return row
}

export const requireOnPhoto = (
  context: CallContext,
  row: PhotoRow,
  capability: keyof typeof capabilityBit,
): Promise<void> => requireOnPhotos(context, [row.id], capability)

/** Fails where the actor may not do that with one of these photos, all of which it sees; which one it is, is not said. */
export const requireOnPhotos = async (
  context: CallContext,
  ids: readonly number[],
  capability: keyof typeof capabilityBit,
): Promise<void> => {
  if ((await selectWithout(context, context.gallery.connections.read, ids, capabilityBit[capability])).length > 0)
    throw refusal(context.actor)
}

/** Photos by one statement. */
const photosPerStatement = 1_000

/** Those of the photos with which the actor may not do all that. */
export const selectWithout = async (
  context: CallContext,
  db: Reader,
  ids: readonly number[],
  bits: CapabilityBits,
): Promise<number[]> => {
  const without: number[] = []
  for (let start = 0; start < ids.length; start += photosPerStatement) {
    const liesIn = await selectAlbumIdsOf(db, context.gallery.dialect, ids.slice(start, start + photosPerStatement))
    for (const [id, albumIds] of liesIn) if ((photoBits(context, albumIds) & bits) !== bits) without.push(id)
  }
  return without
}

/** What every way to the bytes of a photo's files asks plugins. @throws {VitrineError} `HOOK_REJECTED` */
export const requireDownload = async ({ gallery, actor }: CallContext, photoId: number): Promise<void> => {
  const rejections = await gallery.hooks.check(
    'download.authorize',
    { photoIds: [photoId], rendition: 'original' },
    { actor },
  )
  if (rejections.length > 0) throw new VitrineError('HOOK_REJECTED', { details: { hook: 'download.authorize' } })
}
