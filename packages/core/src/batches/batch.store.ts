import type { Insertable } from 'kysely'
import { actorIdOf } from '../changes/change.store.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { Unit } from '../transaction.ts'
import type { BatchRow, BatchTable } from './batch.table.ts'

/** What one batch is told of, beside what it did to photos. */
export type NewBatch = Pick<Insertable<BatchTable>, 'batch_id' | 'kind' | 'change' | 'photos' | 'undoes'> & {
  readonly userId: number | null
}

export const insertBatch = async ({ db, at, actor }: Unit, { userId, ...batch }: NewBatch): Promise<void> => {
  await db
    .insertInto('batches')
    .values({ ...batch, at, actor_kind: actor.kind, actor_id: actorIdOf(actor), user_id: userId, undone_by: null })
    .execute()
}

/** Adds to the photos of a batch that is written in several transactions. */
export const addToBatch = async (unit: Unit, batch: NewBatch): Promise<void> => {
  const { numUpdatedRows } = await unit.db
    .updateTable('batches')
    .set((eb) => ({ photos: eb('photos', '+', batch.photos) }))
    .where('batch_id', '=', batch.batch_id)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) await insertBatch(unit, batch)
}

export const selectBatch = (db: Reader, batchId: string): Promise<BatchRow | undefined> =>
  db.selectFrom('batches').selectAll().where('batch_id', '=', batchId).executeTakeFirst()

/** The newest first. @param options.userId - Only those of this user; `null`: of everybody. */
export const selectBatches = (
  db: Reader,
  { userId, beforeId, limit }: { userId: number | null; beforeId: number | undefined; limit: number },
): Promise<BatchRow[]> => {
  let query = db.selectFrom('batches').selectAll().orderBy('id', 'desc').limit(limit)
  if (userId !== null) query = query.where('user_id', '=', userId)
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return query.execute()
}

/** @returns `false` where it was undone meanwhile. */
export const markUndone = async (db: Writer, batchId: string, by: string): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('batches')
    .set({ undone_by: by })
    .where('batch_id', '=', batchId)
    .where('undone_by', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** What was undone stands again, where that was undone in turn. */
export const unmarkUndone = async (db: Writer, by: string): Promise<void> => {
  await db.updateTable('batches').set({ undone_by: null }).where('undone_by', '=', by).execute()
}

/** An entry of the change log about a photo. */
export interface PhotoEntry {
  readonly id: number
  readonly photoId: number
  readonly action: string
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

/** What a batch did to photos, the last of it first. */
export const selectEntries = async (
  db: Reader,
  batchId: string,
  { beforeId, limit }: { beforeId: number; limit: number },
): Promise<PhotoEntry[]> => {
  const rows = await db
    .selectFrom('changes')
    .select(['id', 'subject_id', 'action', 'before', 'after'])
    .where('batch_id', '=', batchId)
    .where('subject', '=', 'photo')
    .where('id', '<', beforeId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    photoId: row.subject_id,
    action: row.action,
    before: row.before === null ? {} : JSON.parse(row.before),
    after: row.after === null ? {} : JSON.parse(row.after),
  }))
}
