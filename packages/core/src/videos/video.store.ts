import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { PhotoRow } from '../photos/photo.table.ts'

/** A video that is not in the trash, whoever may see it: the caller shows it to nobody. */
export const selectVideo = (db: Reader, photoId: number): Promise<PhotoRow | undefined> =>
  db
    .selectFrom('photos')
    .selectAll()
    .where('id', '=', photoId)
    .where('media_type', '=', 'video')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

/** Hashes of those of the photos that are videos. */
export const selectVideoHashes = async (
  db: Reader,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<string[]> => {
  const rows = await db
    .selectFrom('photos')
    .select('sha256')
    .where('id', 'in', dialect.idList(photoIds))
    .where('media_type', '=', 'video')
    .execute()
  return rows.map((row) => row.sha256)
}
