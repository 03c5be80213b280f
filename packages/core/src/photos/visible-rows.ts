import { type Rights, sees, seesEverything } from '../access/rights.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { PhotoTable } from './photo.table.ts'

/** What has to be read of a photo to say who may see it. */
type Guarded = Readonly<Pick<PhotoTable, 'level' | 'deleted_at'> & { id: number }>

/** The rule of `visiblePhotos`, for a row and the albums that the photo is in, read after the row. */
export const isVisible = (rights: Rights, row: Guarded, albumIds: readonly number[]): boolean =>
  row.deleted_at === null &&
  (seesEverything(rights) ||
    (row.level <= rights.level &&
      (rights.photos
        ? rights.photos.ids.has(row.id) && isVisible(rights.photos.of, row, albumIds)
        : albumIds.some((id) => sees(rights, id)))))

/**
 * Those of a few photos, read by their ids, that the actor may see: the rule of `visiblePhotos`, for rows that are there already. Their
 * own few albums are looked up, instead of thousands of albums being named to the database for the sake of one photo.
 */
export const keepVisible = async <Row extends Guarded>(
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  rows: readonly Row[],
): Promise<Row[]> => {
  const alive = rows.filter((row) => row.deleted_at === null)
  if (seesEverything(rights)) return alive
  const within = alive.filter((row) => row.level <= rights.level)
  if (within.length === 0) return []
  if (rights.photos) {
    const { ids, of } = rights.photos
    return keepVisible(
      db,
      dialect,
      of,
      within.filter((row) => ids.has(row.id)),
    )
  }
  // After the rows: a photo that was hidden in between is left out.
  const links = await db
    .selectFrom('album_photos')
    .select(['photo_id', 'album_id'])
    .where('photo_id', 'in', dialect.idList(within.map((row) => row.id)))
    .execute()
  const seen = new Set(links.flatMap((link) => (sees(rights, link.album_id) ? [link.photo_id] : [])))
  return within.filter((row) => seen.has(row.id))
}
