import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** Ids of the tags of photos, in their order; photos without any are left out. */
export const selectTagsOf = async (
  db: Reader,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<Map<number, number[]>> => {
  const links = await db
    .selectFrom('photo_tags')
    .select(['photo_id', 'tag_id'])
    .where('photo_id', 'in', dialect.idList(photoIds))
    .orderBy('tag_id')
    .execute()
  const tags = new Map<number, number[]>()
  for (const { photo_id, tag_id } of links) {
    const own = tags.get(photo_id)
    if (own) own.push(tag_id)
    else tags.set(photo_id, [tag_id])
  }
  return tags
}
