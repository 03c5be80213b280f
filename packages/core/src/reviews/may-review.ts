import { capabilityBit } from '../access/capabilities.ts'
import { holds, managesEverything, type Rights } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import type { PhotoReviewRow } from './review.table.ts'

/** Whoever may edit the album decides what comes into it. */
export const mayReview = (rights: Rights, { album_id }: Pick<PhotoReviewRow, 'album_id'>): boolean =>
  managesEverything(rights) || (album_id !== null && holds(rights, album_id, capabilityBit.edit))

/** Links and guests have no uploads of their own: others come by the same link. */
export const isSender = (rights: Rights, { user_id }: Pick<PhotoReviewRow, 'user_id'>): boolean =>
  rights.userId !== null && user_id === rights.userId

/**
 * A photo that waits for its review, or was sent back: for whoever sent it in, and for those who decide. To all others, and in every list
 * and count, it is as if it were in the trash.
 */
export const selectInReview = async (
  { gallery, rights }: Pick<CallContext, 'gallery' | 'rights'>,
  id: number,
): Promise<PhotoRow | undefined> => {
  const db = gallery.connections.read
  const review = await db
    .selectFrom('photo_reviews')
    .select(['album_id', 'user_id'])
    .where('photo_id', '=', id)
    .where('state', '!=', 'approved')
    .executeTakeFirst()
  if (!review || !(isSender(rights, review) || mayReview(rights, review))) return undefined
  return db.selectFrom('photos').selectAll().where('id', '=', id).where('deleted_at', 'is not', null).executeTakeFirst()
}
