import { userIdOf } from '../access/actor.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { Unit } from '../transaction.ts'
import { countUpload, quotaKeyOf, selectQuota } from './quota.store.ts'
import { insertReview } from './review.store.ts'

/** A photo that this transaction has written waits from now on. */
export const sendIn = async (
  { actor }: CallContext,
  unit: Unit,
  { photoId, albumId }: { photoId: number; albumId: number },
): Promise<void> => {
  await insertReview(unit.db, {
    photo_id: photoId,
    album_id: albumId,
    user_id: userIdOf(actor),
    link_id: actor.kind === 'link' ? actor.linkId : null,
    sent_at: unit.at,
  })
}

/**
 * Before any bytes are taken: what would be too much already is refused at once. What counts is asked again when they are there.
 *
 * @throws {VitrineError} `QUOTA_EXCEEDED`
 */
export const requireRoom = async ({ gallery, actor }: CallContext, bytes: number): Promise<void> => {
  const key = quotaKeyOf(actor)
  const quota = key ? await selectQuota(gallery.connections.read, key) : undefined
  if (!quota) return
  const isFull = quota.max_photos !== null && quota.photos >= quota.max_photos
  const isTooMuch = quota.max_bytes !== null && Number(quota.bytes) + bytes > Number(quota.max_bytes)
  if (isFull || isTooMuch) throw new VitrineError('QUOTA_EXCEEDED')
}

/** Counts a file of so many bytes against the limit of whoever adds it. @throws {VitrineError} `QUOTA_EXCEEDED` */
export const requireQuota = async ({ actor }: CallContext, { db }: Unit, bytes: number): Promise<void> => {
  const key = quotaKeyOf(actor)
  if (key && !(await countUpload(db, key, bytes))) throw new VitrineError('QUOTA_EXCEEDED')
}
