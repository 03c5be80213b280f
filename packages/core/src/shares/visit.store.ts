import type { Reader, Writer } from '../db/database.ts'
import type { ShareVisitRow } from './share-link.table.ts'

/** Counts a visit, where the link has one left. @returns Whether it had. */
export const countUse = async (db: Writer, linkId: number, at: string): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('share_links')
    .set((eb) => ({ uses: eb('uses', '+', 1), last_used_at: at }))
    .where('id', '=', linkId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('max_uses', 'is', null), eb('uses', '<', eb.ref('max_uses'))]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const insertVisit = async (db: Writer, visit: Omit<ShareVisitRow, 'id'>): Promise<void> => {
  await db.insertInto('share_visits').values(visit).execute()
}

/** Whether a visitor of this link was let in with this token. */
export const hasVisit = async (db: Reader, linkId: number, tokenHash: string): Promise<boolean> =>
  (await db
    .selectFrom('share_visits')
    .select('id')
    .where('token_hash', '=', tokenHash)
    .where('link_id', '=', linkId)
    .executeTakeFirst()) !== undefined

/** Deletes those of one link but the newest `kept`, and those of all links before a time. */
export const sweepVisits = async (
  db: Writer,
  { linkId, kept, before }: { linkId: number; kept: number; before: string },
): Promise<void> => {
  await db.deleteFrom('share_visits').where('visited_at', '<', before).execute()
  const last = await db
    .selectFrom('share_visits')
    .select('id')
    .where('link_id', '=', linkId)
    .orderBy('id', 'desc')
    .limit(1)
    .offset(kept)
    .executeTakeFirst()
  if (last) await db.deleteFrom('share_visits').where('link_id', '=', linkId).where('id', '<=', last.id).execute()
}

/** Whoever came by the link has to come in anew; what the log says stays. */
export const forgetVisitors = async (db: Writer, linkId: number): Promise<void> => {
  await db.updateTable('share_visits').set({ token_hash: null }).where('link_id', '=', linkId).execute()
}

export const selectVisits = (
  db: Reader,
  range: { linkId: number; since: string; beforeId?: number | undefined; limit: number },
): Promise<ShareVisitRow[]> => {
  let query = db
    .selectFrom('share_visits')
    .selectAll()
    .where('link_id', '=', range.linkId)
    .where('visited_at', '>=', range.since)
    .orderBy('id', 'desc')
    .limit(range.limit)
  if (range.beforeId !== undefined) query = query.where('id', '<', range.beforeId)
  return query.execute()
}

export const countVisits = async (db: Reader, linkId: number, since: string): Promise<number> => {
  const row = await db
    .selectFrom('share_visits')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('link_id', '=', linkId)
    .where('visited_at', '>=', since)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
