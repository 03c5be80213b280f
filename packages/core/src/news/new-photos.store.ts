import { type ExpressionBuilder, sql } from 'kysely'
import { visiblePhotos } from '../access/predicate.ts'
import { type Rights, visibleAlbumIds } from '../access/rights.ts'
import type { Database, Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** What came in at an instant or later, and before another one. */
export interface Span {
  readonly since: string
  readonly until: string
}

const cameIn =
  ({ since, until }: Span) =>
  (eb: ExpressionBuilder<Database, 'photos'>) =>
    eb.and([eb('photos.added_at', '>=', since), eb('photos.added_at', '<', until)])

/** Photos that are new to somebody. */
export const countNewPhotos = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  span: Span,
): Promise<number> => {
  const { count } = await db
    .selectFrom('photos')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(cameIn(span))
    .where(visiblePhotos(rights, dialect))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The same by the albums that they are in, those with the most first. A photo in two of them is in both. */
export const countNewByAlbum = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  { limit, ...span }: Span & { readonly limit: number },
): Promise<{ id: number; name: string; count: number }[]> => {
  const rows = await db
    .selectFrom('photos')
    .innerJoin('album_photos', 'album_photos.photo_id', 'photos.id')
    .innerJoin('albums', 'albums.id', 'album_photos.album_id')
    .select((eb) => ['albums.id', 'albums.name', eb.fn.countAll<number>().as('count')])
    .where(cameIn(span))
    .where(visiblePhotos(rights, dialect))
    .where(dialect.unindexed<number>('album_photos.album_id'), 'in', dialect.idList(visibleAlbumIds(rights)))
    .groupBy(['albums.id', 'albums.name'])
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('albums.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}
