import { visiblePhotos } from '../access/predicate.ts'
import type { Rights } from '../access/rights.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** More photos of the names of one batch are not looked at. */
const maxFound = 10_000

/** Photos by what their bytes are. */
export const selectPhotosBySha256 = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  digests: readonly string[],
): Promise<{ id: number; key: string }[]> =>
  digests.length === 0
    ? []
    : db
        .selectFrom('photos')
        .select(['photos.id', 'photos.sha256 as key'])
        .where(dialect.digestIn('photos.sha256', digests))
        .where(visiblePhotos(rights, dialect))
        .limit(maxFound)
        .execute()

/** Photos by the names of their files: anywhere, or in one album. */
export const selectPhotosByFileName = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  { names, albumId }: { names: readonly string[]; albumId: number | null },
): Promise<{ id: number; key: string }[]> => {
  if (names.length === 0) return []
  let query = db
    .selectFrom('photos')
    .select(['photos.id', 'photos.file_name as key'])
    .where('photos.file_name', 'in', names)
    .where(visiblePhotos(rights, dialect))
  if (albumId !== null)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('album_photos')
          .select('album_photos.photo_id')
          .whereRef('album_photos.photo_id', '=', 'photos.id')
          .where('album_photos.album_id', '=', albumId),
      ),
    )
  return query.limit(maxFound).execute()
}
