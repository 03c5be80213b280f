import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { PhotoReviewRow } from './review.table.ts'
import type { ReviewState } from './review.types.ts'

export const insertReview = async (
  db: Writer,
  review: Pick<PhotoReviewRow, 'photo_id' | 'album_id' | 'user_id' | 'link_id' | 'sent_at'>,
): Promise<void> => {
  await db
    .insertInto('photo_reviews')
    .values({ ...review, state: 'waiting', note: null, decided_by: null, decided_at: null })
    .execute()
}

/** Those of one state; with `albumIds`, of these albums. The oldest first. */
export const selectReviews = (
  db: Reader,
  dialect: DialectSupport,
  range: { state: ReviewState; albumIds: readonly number[] | null; afterId?: number | undefined; limit: number },
): Promise<PhotoReviewRow[]> => {
  let query = db
    .selectFrom('photo_reviews')
    .selectAll()
    .where('state', '=', range.state)
    .orderBy('photo_id')
    .limit(range.limit)
  if (range.albumIds !== null) query = query.where('album_id', 'in', dialect.idList(range.albumIds))
  if (range.afterId !== undefined) query = query.where('photo_id', '>', range.afterId)
  return query.execute()
}

export const countReviews = async (
  db: Reader,
  dialect: DialectSupport,
  filter: { state: ReviewState; albumIds: readonly number[] | null },
): Promise<number> => {
  let query = db
    .selectFrom('photo_reviews')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', filter.state)
  if (filter.albumIds !== null) query = query.where('album_id', 'in', dialect.idList(filter.albumIds))
  return Number((await query.executeTakeFirstOrThrow()).count)
}

/** What one user sent in, the newest first. */
export const selectReviewsOf = (
  db: Reader,
  range: { userId: number; beforeId?: number | undefined; limit: number },
): Promise<PhotoReviewRow[]> => {
  let query = db
    .selectFrom('photo_reviews')
    .selectAll()
    .where('user_id', '=', range.userId)
    .orderBy('photo_id', 'desc')
    .limit(range.limit)
  if (range.beforeId !== undefined) query = query.where('photo_id', '<', range.beforeId)
  return query.execute()
}

export const countReviewsOf = async (db: Reader, userId: number): Promise<number> => {
  const row = await db
    .selectFrom('photo_reviews')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Kept from changing until the end of the transaction: two who decide at once do so one after the other. */
export const lockReviews = async (
  db: Writer,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<PhotoReviewRow[]> => {
  let query = db
    .selectFrom('photo_reviews')
    .selectAll()
    .where('photo_id', 'in', dialect.idValues(photoIds))
    .orderBy('photo_id')
  if (dialect.forUpdate) query = query.modifyEnd(dialect.forUpdate)
  return query.execute()
}

export const updateReviews = async (
  db: Writer,
  dialect: DialectSupport,
  photoIds: readonly number[],
  change: Partial<Pick<PhotoReviewRow, 'state' | 'note' | 'decided_by' | 'decided_at' | 'sent_at'>>,
): Promise<void> => {
  await db.updateTable('photo_reviews').set(change).where('photo_id', 'in', dialect.idValues(photoIds)).execute()
}

export const deleteReviews = async (
  db: Writer,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<void> => {
  await db.deleteFrom('photo_reviews').where('photo_id', 'in', dialect.idValues(photoIds)).execute()
}

/** Names of those who sent photos in. */
export const selectSenders = async (
  db: Reader,
  dialect: DialectSupport,
  rows: readonly PhotoReviewRow[],
): Promise<{ users: ReadonlyMap<number, string>; links: ReadonlyMap<number, string> }> => {
  const userIds = [...new Set(rows.flatMap((row) => row.user_id ?? []))]
  const linkIds = [...new Set(rows.flatMap((row) => row.link_id ?? []))]
  const [users, links] = await Promise.all([
    userIds.length === 0
      ? []
      : db.selectFrom('users').select(['id', 'username']).where('id', 'in', dialect.idList(userIds)).execute(),
    linkIds.length === 0
      ? []
      : db.selectFrom('share_links').select(['id', 'name']).where('id', 'in', dialect.idList(linkIds)).execute(),
  ])
  return {
    users: new Map(users.map(({ id, username }) => [id, username])),
    links: new Map(links.map(({ id, name }) => [id, name])),
  }
}
