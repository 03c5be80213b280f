import { visiblePhotos } from '../access/predicate.ts'
import type { Rights } from '../access/rights.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** The last date among the photos of each album that the actor may see: one seek for each, in one statement. */
export const selectNewestDates = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
): Promise<Map<number, string>> => {
  const rows = await db
    .selectFrom('albums')
    .select('albums.id')
    .select((eb) =>
      eb
        .selectFrom('album_photos')
        .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
        .select('album_photos.sort_at')
        .whereRef('album_photos.album_id', '=', 'albums.id')
        .where('photos.deleted_at', 'is', null)
        .where('photos.level', '<=', rights.level)
        .orderBy('album_photos.sort_at', 'desc')
        .limit(1)
        .as('newest'),
    )
    .where('albums.id', 'in', dialect.idList(seenAlbums(rights)))
    .execute()
  return new Map(rows.flatMap((row) => (row.newest === null ? [] : [[row.id, row.newest] as const])))
}

const seenAlbums = ({ tree, view }: Rights): number[] =>
  Array.from(tree.ids).filter((_, place) => view.bits[place] !== 0)

export interface PhotoPlace {
  readonly photo_id: number
  readonly position: number
}

/** Of these photos, those in an album that the actor may see. */
export const selectPlacesOf = (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  { albumId, photoIds }: { albumId: number; photoIds: readonly number[] },
): Promise<PhotoPlace[]> =>
  db
    .selectFrom('photos')
    .innerJoin('album_photos', 'album_photos.photo_id', 'photos.id')
    .select(['album_photos.photo_id', 'album_photos.position'])
    .where('photos.id', 'in', dialect.idList(photoIds))
    .where('album_photos.album_id', '=', albumId)
    .where(visiblePhotos(rights, dialect))
    .execute()

/** Photos of an album in the order made by hand; `unplaced`: only those that nobody gave a place yet. */
export const selectPlaces = (db: Reader, albumId: number, which: 'all' | 'unplaced'): Promise<PhotoPlace[]> => {
  let query = db.selectFrom('album_photos').select(['photo_id', 'position']).where('album_id', '=', albumId)
  if (which === 'unplaced') query = query.where('position', '>=', 0)
  return query.orderBy('position').orderBy('photo_id').execute()
}

/** The last place given to a photo of an album by hand; `null` where there is none. */
export const selectLastPlace = async (db: Reader, albumId: number): Promise<number | null> => {
  const row = await db
    .selectFrom('album_photos')
    .select('position')
    .where('album_id', '=', albumId)
    .where('position', '<', 0)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.position ?? null
}

/** The nearest place before another, or the first of all, held by none of `except`. */
export const selectPlaceBeside = async (
  db: Reader,
  dialect: DialectSupport,
  { albumId, before, except }: { albumId: number; before: number | 'first'; except: readonly number[] },
): Promise<number | null> => {
  let query = db
    .selectFrom('album_photos')
    .select('position')
    .where('album_id', '=', albumId)
    .where(({ not, eb }) => not(eb('photo_id', 'in', dialect.idList(except))))
    .limit(1)
  query =
    before === 'first'
      ? query.orderBy('position', 'asc')
      : query.where('position', '<', before).orderBy('position', 'desc')
  return (await query.executeTakeFirst())?.position ?? null
}

export const writePlaces = async (
  db: Writer,
  dialect: DialectSupport,
  albumId: number,
  places: readonly (readonly [photoId: number, place: number])[],
): Promise<void> => {
  if (places.length === 0) return
  await dialect
    .placeRows({
      table: 'album_photos',
      key: 'photo_id',
      column: 'position',
      places,
      within: { column: 'album_id', value: albumId },
    })
    .execute(db)
}
