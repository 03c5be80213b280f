import { visiblePhotos } from '../access/predicate.ts'
import type { Rights } from '../access/rights.ts'
import { type Visitor, visitorKey } from '../access/visitor.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { listedColumns } from '../photos/photo.table.ts'

/** The sum of a photo's ratings, and what one rater gave. */
export const selectScore = async (
  db: Reader,
  rater: Visitor | null,
  photoId: number,
): Promise<{ stars: number; ratings: number; own: number | null }> => {
  const row = await db
    .selectFrom('photo_scores')
    .select(['photo_scores.stars', 'photo_scores.ratings'])
    .$if(rater !== null, (query) => {
      const { column, id } = visitorKey(rater as Visitor)
      return query
        .leftJoin('photo_ratings', (join) =>
          join.onRef('photo_ratings.photo_id', '=', 'photo_scores.photo_id').on(`photo_ratings.${column}`, '=', id),
        )
        .select('photo_ratings.stars as own')
    })
    .where('photo_scores.photo_id', '=', photoId)
    .executeTakeFirst()
  return { stars: row?.stars ?? 0, ratings: row?.ratings ?? 0, own: row?.own ?? null }
}

export const selectOwnStars = async (db: Reader, rater: Visitor, photoId: number): Promise<number | null> => {
  const { column, id } = visitorKey(rater)
  const row = await db
    .selectFrom('photo_ratings')
    .select('stars')
    .where(column, '=', id)
    .where('photo_id', '=', photoId)
    .executeTakeFirst()
  return row?.stars ?? null
}

/** Changes one rating and the sum. Whoever rates the same photo at the same moment waits for the row of the sum. */
export const rate = async (
  db: Writer,
  dialect: DialectSupport,
  rater: Visitor,
  { photoId, stars, at }: { readonly photoId: number; readonly stars: number; readonly at: string },
): Promise<void> => {
  const { column, id } = visitorKey(rater)
  // One statement that makes the row or takes it, before anything is read: what is read then is what the one before has written.
  await db
    .insertInto('photo_scores')
    .values({ photo_id: photoId, stars: 0, ratings: 0 })
    .modifyEnd(dialect.addingTo('ratings', ['photo_id']))
    .execute()
  const before = await selectOwnStars(db, rater, photoId)
  if (before === null) {
    if (stars === 0) return
    const whose = { user_id: null, link_id: null, [column]: id }
    await db
      .insertInto('photo_ratings')
      .values({ ...whose, photo_id: photoId, stars, rated_at: at })
      .execute()
  } else if (stars === 0)
    await db.deleteFrom('photo_ratings').where(column, '=', id).where('photo_id', '=', photoId).execute()
  else
    await db
      .updateTable('photo_ratings')
      .set({ stars, rated_at: at })
      .where(column, '=', id)
      .where('photo_id', '=', photoId)
      .execute()
  const change = { stars: stars - (before ?? 0), ratings: (stars === 0 ? 0 : 1) - (before === null ? 0 : 1) }
  await db
    .updateTable('photo_scores')
    .set((eb) => ({ stars: eb('stars', '+', change.stars), ratings: eb('ratings', '+', change.ratings) }))
    .where('photo_id', '=', photoId)
    .execute()
}

/** Ratings that are taken back by one round of statements. */
const withdrawnAtOnce = 1_000

/** Takes back all that a user rated. */
export const withdrawRatings = async (db: Writer, dialect: DialectSupport, userId: number): Promise<void> => {
  for (;;) {
    const rows = await db
      .selectFrom('photo_ratings')
      .select(['id', 'photo_id', 'stars'])
      .where('user_id', '=', userId)
      .orderBy('id')
      .limit(withdrawnAtOnce)
      .execute()
    if (rows.length === 0) return
    for (const stars of new Set(rows.map((row) => row.stars))) {
      const photoIds = rows.filter((row) => row.stars === stars).map((row) => row.photo_id)
      await db
        .updateTable('photo_scores')
        .set((eb) => ({ stars: eb('stars', '-', stars), ratings: eb('ratings', '-', 1) }))
        .where('photo_id', 'in', dialect.idValues(photoIds))
        .execute()
    }
    const ids = rows.map((row) => row.id)
    await db.deleteFrom('photo_ratings').where('id', 'in', dialect.idValues(ids)).execute()
  }
}

const seenRatings = (db: Reader, dialect: DialectSupport, rights: Rights, linkId: number) =>
  db
    .selectFrom('photo_ratings')
    .innerJoin('photos', 'photos.id', 'photo_ratings.photo_id')
    .where('photo_ratings.link_id', '=', linkId)
    .where(visiblePhotos(rights, dialect))

/** Those of a link that are seen with these rights, the last rated first. */
export const selectRatingsOfLink = (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  linkId: number,
  range: { readonly beforeId?: number | undefined; readonly limit: number },
) => {
  let query = seenRatings(db, dialect, rights, linkId)
    .select(listedColumns)
    .select(['photo_ratings.id as rating_id', 'photo_ratings.stars'])
    .orderBy('photo_ratings.id', 'desc')
    .limit(range.limit)
  if (range.beforeId !== undefined) query = query.where('photo_ratings.id', '<', range.beforeId)
  return query.execute()
}

export const countRatingsOfLink = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  linkId: number,
): Promise<number> => {
  const row = await seenRatings(db, dialect, rights, linkId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** What a user rated, seen or not: for the export of an account. */
export const selectRatedBy = (db: Reader, userId: number, range: { afterId: number; limit: number }) =>
  db
    .selectFrom('photo_ratings')
    .select(['id', 'photo_id', 'stars', 'rated_at'])
    .where('user_id', '=', userId)
    .where('id', '>', range.afterId)
    .orderBy('id')
    .limit(range.limit)
    .execute()
