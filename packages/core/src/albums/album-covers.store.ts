import { type Expression, type SqlBool, sql } from 'kysely'
import { visiblePhotos } from '../access/predicate.ts'
import type { Rights } from '../access/rights.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { keepVisible } from '../photos/visible-rows.ts'
import { compileQuery } from '../query/compile.ts'
import type { Query } from '../query/query.types.ts'

/** Of these photos, those that the actor may see and that a picture can be made of. */
export const selectUsableCovers = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  photoIds: readonly number[],
): Promise<Set<number>> => {
  if (photoIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('photos')
    .select(['id', 'level', 'deleted_at'])
    .where('id', 'in', dialect.idList(photoIds))
    .where('is_renderable', '=', 1)
    .execute()
  return new Set((await keepVisible(db, dialect, rights, rows)).map((row) => row.id))
}

/** The newest photo of each of these albums, all of them seen, that the actor may see and that a picture can be made of. */
export const selectNewestPhotos = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  albumIds: readonly number[],
): Promise<Map<number, number>> => {
  if (albumIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('albums')
    .select('albums.id')
    .select((eb) =>
      // One seek along (album, sort_at) for each album, inside one statement.
      eb
        .selectFrom('album_photos')
        .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
        .select('album_photos.photo_id')
        .whereRef('album_photos.album_id', '=', 'albums.id')
        .where('photos.deleted_at', 'is', null)
        .where('photos.level', '<=', rights.level)
        .where('photos.is_renderable', '=', 1)
        .orderBy('album_photos.sort_at', 'desc')
        .orderBy('album_photos.photo_id', 'desc')
        .limit(1)
        .as('photo_id'),
    )
    .where('albums.id', 'in', dialect.idList(albumIds))
    .execute()
  return toMap(rows)
}

/** Parts that the ids of an album are cut into. */
const parts = 10_007

/**
 * A photo of each of these albums, all of them seen: the first one past a place among its ids that follows from the seed. Albums of
 * any size cost a few seeks along their key.
 */
export const selectPhotosBySeed = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  { albumIds, seed }: { albumIds: readonly number[]; seed: number },
): Promise<Map<number, number>> => {
  if (albumIds.length === 0) return new Map()
  const usable = (from?: Expression<number>) =>
    sql<number | null>`(select links.photo_id from album_photos as links inner join photos on photos.id = links.photo_id
      where links.album_id = albums.id and photos.deleted_at is null and photos.level <= ${rights.level} and photos.is_renderable = 1
      ${from ? sql`and links.photo_id >= ${from}` : sql``} order by links.photo_id limit 1)`
  const end = (which: 'min' | 'max') =>
    sql`(select ${sql.raw(which)}(ends.photo_id) from album_photos as ends where ends.album_id = albums.id)`
  const place = sql<number>`${end('min')} + (${end('max')} - ${end('min')}) * ((albums.id * 40503 + ${sql.lit(seed)}) % ${sql.lit(parts)}) / ${sql.lit(parts)}`
  const rows = await db
    .selectFrom('albums')
    .select('albums.id')
    .select(sql<number | null>`coalesce(${usable(place)}, ${usable()})`.as('photo_id'))
    .where('albums.id', 'in', dialect.idList(albumIds))
    .execute()
  return toMap(rows)
}

/** Questions of one statement. */
const queriesPerStatement = 25

/** The newest photo that fits each of these queries, that the actor may see and that a picture can be made of. */
export const selectNewestByQuery = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  queries: readonly { readonly id: number; readonly query: Query }[],
): Promise<Map<number, number>> => {
  const found = new Map<number, number>()
  for (let start = 0; start < queries.length; start += queriesPerStatement) {
    const [first, ...rest] = queries.slice(start, start + queriesPerStatement).map(({ id, query }) => {
      const fits = compileQuery(query, { rights, dialect })
      return db.selectNoFrom((eb) => [
        sql<number>`${sql.lit(id)}`.as('id'),
        eb
          .selectFrom('photos')
          .select('photos.id')
          .where('photos.is_renderable', '=', 1)
          .where(visiblePhotos(rights, dialect))
          .$if(fits !== null, (q) =>
            q.where((inner) => (fits as NonNullable<typeof fits>)(inner) as Expression<SqlBool>),
          )
          .orderBy('photos.sort_at', 'desc')
          .orderBy('photos.id', 'desc')
          .limit(1)
          .as('photo_id'),
      ])
    })
    if (!first) break
    const rows = await rest.reduce((all, one) => all.unionAll(one), first).execute()
    for (const [id, photoId] of toMap(rows)) found.set(id, photoId)
  }
  return found
}

const toMap = (rows: readonly { id: number; photo_id: number | null }[]): Map<number, number> =>
  new Map(rows.flatMap((row) => (row.photo_id === null ? [] : [[Number(row.id), row.photo_id] as const])))
