import type { visiblePhotos } from '../access/predicate.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** Photos with the same bytes that are looked at; more of them than this are no accident. */
const maxTwins = 100

type Visible = ReturnType<typeof visiblePhotos>

/** Photos of ours with any of these bytes, oldest first. */
export const selectTwins = (db: Reader, dialect: DialectSupport, visible: Visible, digests: readonly string[]) =>
  db
    .selectFrom('photos')
    .select(['id', 'added_by'])
    .where(dialect.digestIn('photos.sha256', digests))
    .where('storage_key', 'is not', null)
    .where(visible)
    .orderBy('id')
    .limit(maxTwins)
    .execute()

/** The oldest photo of an album with this file name. */
export const selectNamesake = (
  db: Reader,
  visible: Visible,
  { albumId, fileName }: { albumId: number; fileName: string },
) =>
  db
    .selectFrom('photos')
    .innerJoin('album_photos', 'album_photos.photo_id', 'photos.id')
    .select('photos.id')
    .where('photos.file_name', '=', fileName)
    .where('album_photos.album_id', '=', albumId)
    .where(visible)
    .orderBy('photos.id')
    .limit(1)
    .executeTakeFirst()
