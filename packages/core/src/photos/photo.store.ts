import { type SelectQueryBuilder, sql } from 'kysely'
import type { Rights } from '../access/rights.ts'
import type { Database, Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { CursorKeys } from '../paging/cursor.ts'
import { type OrderKey, type PhotoOrder, past } from './photo.order.ts'
import { type CheckedScope, isAlbumAlone, isAlongAlbum, type PhotosQuery, scopedPhotos } from './photo.query.ts'
import { type ListedPhoto, listedColumns, type PhotoRow, type RenderedPhoto, renderedColumns } from './photo.table.ts'
import { keepVisible } from './visible-rows.ts'

export type ListedPhotoRow = ListedPhoto & { album_position?: number | undefined }

export interface PhotoRange {
  order: PhotoOrder
  limit: number
  /** Start past this place. */
  after?: CursorKeys | undefined
  /** Towards the beginning instead; rows come nearest first. */
  backwards?: boolean | undefined
}

export const selectPhotos = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  scope: CheckedScope,
  range: PhotoRange,
): Promise<ListedPhotoRow[]> =>
  inOrder(
    scopedPhotos(db, dialect, rights, scope, indexAlong(scope, range.order))
      .select(listedColumns)
      .$if(isAlongAlbum(scope), (q) => q.select('album_photos.position as album_position')),
    range,
  ).execute()

const indexesAlong: Partial<Record<OrderKey['name'], string>> = {
  takenAt: 'album_photos_album_id_sort_at_photo_id',
  position: 'album_photos_album_id_position_photo_id',
}

/** The index of an album's links that has the photos of a scope in an order. */
const indexAlong = (scope: CheckedScope, { keys: [key, second], isIdDescending }: PhotoOrder): string | undefined =>
  isAlongAlbum(scope) && isAlbumAlone(scope) && key && !second && key.isDescending === isIdDescending
    ? indexesAlong[key.name]
    : undefined

/**
 * The same for orders that no index serves: all photos of the scope are sorted to find one page. For where the photos cannot be read
 * into memory, and for several texts as keys.
 */
export const sortPhotos = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  scope: CheckedScope,
  range: PhotoRange,
): Promise<ListedPhotoRow[]> => inOrder(scopedPhotos(db, dialect, rights, scope).select(listedColumns), range).execute()

/** Of these photos, named by their ids, those of one page, whoever may see them: the caller picked them, and keeps those it may show. */
export const selectPickedPhotos = (
  db: Reader,
  dialect: DialectSupport,
  ids: readonly number[],
  range: PhotoRange,
): Promise<ListedPhotoRow[]> => inOrder(pickedPhotos(db, dialect, ids).select(listedColumns), range).execute()

/** How many of these photos, which the caller picked among those that the actor sees, come before a place. */
export const countPickedPhotos = async (
  db: Reader,
  dialect: DialectSupport,
  ids: readonly number[],
  before: { order: PhotoOrder; place: CursorKeys },
): Promise<number> => {
  const row = await pickedPhotos(db, dialect, ids)
    .where(past(before.order, before.place, true))
    .select((eb) => eb.fn.countAll<number>().as('photos'))
    .executeTakeFirstOrThrow()
  return Number(row.photos)
}

/** Ids and values along the index of one column, whoever may see them: the caller picks out those it may show. */
export const selectIdsInOrder = (db: Reader, range: PhotoRange): Promise<{ id: number; value: string | number }[]> => {
  const [key] = range.order.keys
  const value = key ? key.column : range.order.id
  const all = db.selectFrom('photos') as unknown as PhotosQuery
  return inOrder(all.select(['photos.id', sql<string | number>`${value}`.as('value')]), range).execute()
}

/** Those of the photos that the actor may see, in no order. */
export const selectVisibleIds = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  ids: readonly number[],
): Promise<number[]> => {
  const rows = await db
    .selectFrom('photos')
    .select(['id', 'level', 'deleted_at'])
    .where('photos.id', 'in', dialect.idList(ids))
    .execute()
  return (await keepVisible(db, dialect, rights, rows)).map(({ id }) => id)
}

const pickedPhotos = (db: Reader, dialect: DialectSupport, ids: readonly number[]): PhotosQuery =>
  db
    .selectFrom('photos')
    .where('photos.id', 'in', dialect.idList(ids))
    // The table of albums is not joined: orders that name it are read along an album.
    .where(dialect.unindexed<string | null>('photos.deleted_at'), 'is', null) as unknown as PhotosQuery

const inOrder = <Row>(
  query: SelectQueryBuilder<Database, 'photos' | 'album_photos', Row>,
  { order, limit, after, backwards = false }: PhotoRange,
): SelectQueryBuilder<Database, 'photos' | 'album_photos', Row> => {
  const toward = (isDescending: boolean) => (isDescending === backwards ? 'asc' : 'desc')
  let ordered = query
  for (const key of order.keys) ordered = ordered.orderBy(key.column, toward(key.isDescending))
  ordered = ordered.orderBy(order.id, toward(order.isIdDescending)).limit(limit)
  return after ? ordered.where(past(order, after, backwards)) : ordered
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
): Promise<PhotoRow | undefined> => {
  const rows = await db.selectFrom('photos').selectAll().where('photos.id', '=', id).execute()
  const [row] = await keepVisible(db, dialect, rights, rows)
  return row
}

/** The same, as far as its pictures follow from it. */
export const selectRenderedPhoto = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  id: number,
): Promise<RenderedPhoto | undefined> => {
  const rows = await db.selectFrom('photos').select(renderedColumns).where('photos.id', '=', id).execute()
  const [row] = await keepVisible(db, dialect, rights, rows)
  return row
}

/** Whoever may see them, those in the trash too: the caller keeps those it may show. */
export const selectAnyById = (db: Reader, dialect: DialectSupport, ids: readonly number[]): Promise<ListedPhoto[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db.selectFrom('photos').select(listedColumns).where('photos.id', 'in', dialect.idList(ids)).execute()

/** Those of the photos that the actor may see, in no order. */
export const selectPhotosById = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  ids: readonly number[],
): Promise<ListedPhoto[]> => {
  return keepVisible(db, dialect, rights, await selectAnyById(db, dialect, ids))
}

/** The same with all there is of them: for work on photos, not for showing them. */
export const selectWholePhotos = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  ids: readonly number[],
): Promise<PhotoRow[]> => {
  const rows = await db.selectFrom('photos').selectAll().where('photos.id', 'in', dialect.idList(ids)).execute()
  return keepVisible(db, dialect, rights, rows)
}

/** The photo within a scope, with what its place in that list depends on. */
export const selectPhotoInScope = (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  scope: CheckedScope,
  id: number,
): Promise<ListedPhotoRow | undefined> =>
  scopedPhotos(db, dialect, rights, scope)
    .select(listedColumns)
    .$if(isAlongAlbum(scope), (q) => q.select('album_photos.position as album_position'))
    .where('photos.id', '=', id)
    .executeTakeFirst()

/** What photos are joined to. */
export interface PhotoJoins {
  /** Of each photo, by their names. */
  readonly tags: ReadonlyMap<number, readonly TagOfPhoto[]>
  /** Ids of the albums of each photo, whoever may see them, in their order. */
  readonly albums: ReadonlyMap<number, readonly number[]>
}

interface TagOfPhoto {
  readonly id: number
  readonly name: string
  readonly slug: string
  readonly translations: string | null
}

/** Tags and albums of photos, by one statement. */
export const selectJoins = async (
  db: Reader,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<PhotoJoins> => {
  const rows = await db
    .selectFrom('photo_tags')
    .innerJoin('tags', 'tags.id', 'photo_tags.tag_id')
    .select((eb) => [
      'photo_tags.photo_id',
      'tags.id',
      eb.ref('tags.name').$castTo<string | null>().as('name'),
      eb.ref('tags.slug').$castTo<string | null>().as('slug'),
      eb.ref('tags.name_key').$castTo<string | null>().as('name_key'),
      eb.ref('tags.translations').$castTo<string | null>().as('translations'),
    ])
    .where('photo_tags.photo_id', 'in', dialect.idList(photoIds))
    .unionAll(
      db
        .selectFrom('album_photos')
        .select((eb) => [
          'album_photos.photo_id',
          'album_photos.album_id as id',
          eb.lit(null).$castTo<string | null>().as('name'),
          eb.lit(null).$castTo<string | null>().as('slug'),
          eb.lit(null).$castTo<string | null>().as('name_key'),
          eb.lit(null).$castTo<string | null>().as('translations'),
        ])
        .where('album_photos.photo_id', 'in', dialect.idList(photoIds)),
    )
    .execute()
  const tags = new Map<number, (TagOfPhoto & { key: string })[]>()
  const albums = new Map<number, number[]>()
  for (const { photo_id, id, name, slug, name_key, translations } of rows) {
    if (name === null || slug === null || name_key === null) addTo(albums, photo_id, id)
    else addTo(tags, photo_id, { id, name, slug, translations, key: name_key })
  }
  for (const ofOne of tags.values()) ofOne.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id))
  for (const ofOne of albums.values()) ofOne.sort((a, b) => a - b)
  return { tags, albums }
}

const addTo = <T>(groups: Map<number, T[]>, key: number, item: T): void => {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}

/** Ids of the albums of each of the photos, whoever may see them, in their order; no photos are no statement. */
export const selectAlbumIdsOf = async (
  db: Reader,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<Map<number, number[]>> => {
  const albumIds = new Map<number, number[]>(photoIds.map((id) => [id, []]))
  if (photoIds.length > 0)
    for (const { photo_id, album_id } of await selectAlbumsOf(db, dialect, photoIds))
      albumIds.get(photo_id)?.push(album_id)
  return albumIds
}

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
