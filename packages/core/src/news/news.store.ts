import type { Reader, Writer } from '../db/database.ts'
import { createToken } from '../sessions/token.ts'
import type { NewsSubscriptionRow } from './news.table.ts'
import type { NewsRhythm } from './news.types.ts'

export const selectSubscription = (db: Reader, userId: number): Promise<NewsSubscriptionRow | undefined> =>
  db.selectFrom('news_subscriptions').selectAll().where('user_id', '=', userId).executeTakeFirst()

const withUsers = (db: Reader) =>
  db
    .selectFrom('news_subscriptions')
    .innerJoin('users', 'users.id', 'news_subscriptions.user_id')
    .selectAll('news_subscriptions')
    .select(['users.username', 'users.email', 'users.is_disabled'])

export type Subscription = NewsSubscriptionRow & { username: string; email: string | null; is_disabled: 0 | 1 }

export const selectSubscriptionByKey = (db: Reader, key: string): Promise<Subscription | undefined> =>
  withUsers(db).where('news_subscriptions.unsubscribe_key', '=', key).executeTakeFirst()

export const selectSubscriptionWithUser = (db: Reader, userId: number): Promise<Subscription | undefined> =>
  withUsers(db).where('news_subscriptions.user_id', '=', userId).executeTakeFirst()

/** Those whose letter is due, the longest first. Those who want none never are. */
export const selectDueSubscriptions = (db: Reader, now: string, limit: number): Promise<Subscription[]> =>
  withUsers(db)
    .where('news_subscriptions.next_at', '<=', now)
    .orderBy('news_subscriptions.next_at')
    .orderBy('news_subscriptions.user_id')
    .limit(limit)
    .execute()

/** Those who are written to first, whenever that is. */
export const selectFirstSubscriptions = (db: Reader, limit: number): Promise<Subscription[]> =>
  withUsers(db)
    .where('news_subscriptions.next_at', 'is not', null)
    .orderBy('news_subscriptions.next_at')
    .orderBy('news_subscriptions.user_id')
    .limit(limit)
    .execute()

export const selectSubscriptions = (
  db: Reader,
  range: { readonly limit: number; readonly afterId: number },
): Promise<Subscription[]> =>
  withUsers(db)
    .where('news_subscriptions.next_at', 'is not', null)
    .where('news_subscriptions.user_id', '>', range.afterId)
    .orderBy('news_subscriptions.user_id')
    .limit(range.limit)
    .execute()

export const countSubscriptions = async (
  db: Reader,
): Promise<{ readonly count: number; readonly nextAt: string | null }> => {
  const row = await db
    .selectFrom('news_subscriptions')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min<string | null>('next_at').as('next_at')])
    .where('next_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), nextAt: row.next_at }
}

/** Whoever asks for letters again is told what came in from then on. */
export const setRhythm = async (
  db: Writer,
  userId: number,
  { rhythm, nextAt, at }: { readonly rhythm: NewsRhythm; readonly nextAt: string | null; readonly at: string },
): Promise<NewsRhythm> => {
  await db
    .insertInto('news_subscriptions')
    .ignore()
    .values({ user_id: userId, rhythm: 'never', unsubscribe_key: createToken('vu'), since: at, next_at: null })
    .execute()
  const before = await selectSubscription(db, userId)
  const was = before?.rhythm ?? 'never'
  if (was !== rhythm)
    await db
      .updateTable('news_subscriptions')
      .set({ rhythm, next_at: nextAt, ...(was === 'never' ? { since: at } : {}) })
      .where('user_id', '=', userId)
      .execute()
  return was
}

/** Moves on what was told, unless somebody else did meanwhile. */
export const moveMark = async (
  db: Writer,
  seen: Pick<NewsSubscriptionRow, 'user_id' | 'since' | 'next_at'>,
  to: { readonly since: string; readonly nextAt: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('news_subscriptions')
    .set({ since: to.since, next_at: to.nextAt })
    .where('user_id', '=', seen.user_id)
    .where('since', '=', seen.since)
    .where('next_at', '=', seen.next_at)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Everybody's letter is due. */
export const makeAllDue = async (db: Writer, at: string): Promise<void> => {
  await db.updateTable('news_subscriptions').set({ next_at: at }).where('next_at', '>', at).execute()
}

export const selectFeed = (db: Reader, userId: number): Promise<{ made_at: string } | undefined> =>
  db.selectFrom('personal_feeds').select('made_at').where('user_id', '=', userId).executeTakeFirst()

export const selectUserOfFeed = async (db: Reader, keyHash: string): Promise<number | null> => {
  const row = await db.selectFrom('personal_feeds').select('user_id').where('key_hash', '=', keyHash).executeTakeFirst()
  return row?.user_id ?? null
}

export const replaceFeed = async (db: Writer, userId: number, keyHash: string, at: string): Promise<void> => {
  await deleteFeed(db, userId)
  await db.insertInto('personal_feeds').values({ user_id: userId, key_hash: keyHash, made_at: at }).execute()
}

export const deleteFeed = async (db: Writer, userId: number): Promise<boolean> => {
  const { numDeletedRows } = await db.deleteFrom('personal_feeds').where('user_id', '=', userId).executeTakeFirst()
  return numDeletedRows > 0n
}
