import { visiblePhotos } from '../access/predicate.ts'
import type { Rights } from '../access/rights.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { CursorKeys } from '../paging/cursor.ts'
import { type PhotoOrder, past } from './photo.order.ts'
import { type CheckedScope, isAlongAlbum, scopedPhotos } from './photo.query.ts'
import type { PhotoRow } from './photo.table.ts'

export type ListedPhotoRow = PhotoRow & { album_position?: number | undefined }

export interface PhotoRange {
  order: PhotoOrder
  limit: number
  /** Start past this place. */
  after?: CursorKeys | undefined
  /** Towards the beginning instead; rows come nearest first. */
  backwards?: boolean
}

export const selectPhotos = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  scope: CheckedScope,
  range: PhotoRange,
): Promise<ListedPhotoRow[]> => {
  const { order, backwards = false } = range
  const direction = (order.direction === 'asc') !== backwards ? 'asc' : 'desc'
  let query = scopedPhotos(db, dialect, rights, scope)
    .selectAll('photos')
    .$if(isAlongAlbum(scope), (q) => q.select('album_photos.position as album_position'))
    .orderBy(order.column, direction)
    .orderBy(order.id, direction)
    .limit(range.limit)
  if (range.after) query = query.where(past(order, range.after, backwards))
  return query.execute()
}

export const countPhotos = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  scope: CheckedScope,
  before?: { order: PhotoOrder; keys: CursorKeys },
): Promise<number> => {
  let query = scopedPhotos(db, dialect, rights, scope).select((eb) => eb.fn.countAll<number>().as('photos'))
  if (before) query = query.where(past(before.order, before.keys, true))
  const row = await query.executeTakeFirstOrThrow()
  return Number(row.photos)
}

export const selectPhoto = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  id: number,
): Promise<PhotoRow | undefined> =>
  db
    .selectFrom('photos')
    .selectAll()
    .where('photos.id', '=', id)
    .where(visiblePhotos(rights, dialect))
    .executeTakeFirst()

/** Those of the photos that the actor may see, in no order. */
export const selectPhotosById = (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  ids: readonly number[],
): Promise<PhotoRow[]> =>
  db
    .selectFrom('photos')
    .selectAll()
    .where('photos.id', 'in', dialect.idList(ids))
    .where(visiblePhotos(rights, dialect))
    .execute()

/** The photo within a scope, with what its place in that list depends on. */
export const selectPhotoInScope = (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  scope: CheckedScope,
  id: number,
): Promise<ListedPhotoRow | undefined> =>
  scopedPhotos(db, dialect, rights, scope)
    .selectAll('photos')
    .$if(isAlongAlbum(scope), (q) => q.select('album_photos.position as album_position'))
    .where('photos.id', '=', id)
    .executeTakeFirst()

export const selectTagsOf = (db: Reader, dialect: DialectSupport, photoIds: readonly number[]) =>
  db
    .selectFrom('photo_tags')
    .innerJoin('tags', 'tags.id', 'photo_tags.tag_id')
    .select(['photo_tags.photo_id', 'tags.id', 'tags.name', 'tags.slug'])
    .where('photo_tags.photo_id', 'in', dialect.idList(photoIds))
    .orderBy('tags.name_key')
    .execute()

export const selectAlbumsOf = (db: Reader, dialect: DialectSupport, photoIds: readonly number[]) =>
  db
    .selectFrom('album_photos')
    .select(['photo_id', 'album_id'])
    .where('photo_id', 'in', dialect.idList(photoIds))
    .orderBy('album_id')
    .execute()

export const addViews = async (db: Reader, views: ReadonlyMap<number, number>): Promise<void> => {
  for (const [id, count] of [...views].sort(([a], [b]) => a - b)) {
    await db
      .updateTable('photos')
      .set((eb) => ({ views: eb('views', '+', count) }))
      .where('id', '=', id)
      .execute()
  }
}
