import type { Reader, Writer } from '../db/database.ts'
import type { JobRow } from './job.table.ts'
import type { Job } from './job.types.ts'
import { leaseQueue } from './lease.ts'

/** The next job that is due: one that waits, or one whose worker gave no sign of life. */
export const selectDue = (db: Reader, queues: readonly string[], now: string): Promise<JobRow | undefined> =>
  db
    .selectFrom('jobs')
    .selectAll()
    .where('queue', 'in', queues)
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'waiting'), eb('run_at', '<=', now)]),
        eb.and([eb('state', '=', 'running'), eb('lease_until', '<', now)]),
      ]),
    )
    .orderBy('run_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** Claims a job by compare-and-set: of several workers that saw it, one gets it. */
export const claim = async (db: Reader, seen: JobRow, lease: { owner: string; until: string }): Promise<boolean> => {
  let query = db
    .updateTable('jobs')
    .set({ state: 'running', lease_owner: lease.owner, lease_until: lease.until, attempts: seen.attempts + 1 })
    .where('id', '=', seen.id)
    .where('state', '=', seen.state)
    .where('attempts', '=', seen.attempts)
  query =
    seen.lease_owner === null
      ? query.where('lease_owner', 'is', null)
      : query.where('lease_owner', '=', seen.lease_owner)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows > 0n
}

export const updateClaimed = async (
  db: Reader,
  id: number,
  owner: string,
  columns: Partial<Omit<JobRow, 'id' | 'created_at'>>,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set(columns)
    .where('id', '=', id)
    .where('lease_owner', '=', owner)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** How many there are, but for those that went well. */
export const countJobs = async (db: Reader): Promise<Readonly<Record<'waiting' | 'running' | 'failed', number>>> => {
  const rows = await db
    .selectFrom('jobs')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('state', 'in', ['waiting', 'running', 'failed'])
    .where('queue', '!=', leaseQueue)
    .groupBy('state')
    .execute()
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0)
  return { waiting: of('waiting'), running: of('running'), failed: of('failed') }
}

export const toJob = (row: JobRow): Job => ({
  id: row.id,
  queue: row.queue,
  state: row.state,
  attempts: row.attempts,
  progress: { done: row.progress_done, total: row.progress_total },
  error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
  createdAt: row.created_at,
  finishedAt: row.finished_at,
})

/** Adds jobs in the transaction that makes them necessary: they exist if, and only if, it commits. */
export const insertJobs = async (
  db: Writer,
  queue: string,
  jobs: readonly { payload: unknown; total: number; runAt?: string; maxAttempts?: number }[],
  at: string,
): Promise<void> => {
  for (const { payload, total, runAt = at, maxAttempts = 5 } of jobs) {
    await db
      .insertInto('jobs')
      .values({
        queue,
        payload: JSON.stringify(payload),
        state: 'waiting',
        unique_key: null,
        run_at: runAt,
        attempts: 0,
        max_attempts: maxAttempts,
        lease_owner: null,
        lease_until: null,
        progress_done: 0,
        progress_total: total,
        error_code: null,
        error_message: null,
        created_at: at,
        finished_at: null,
      })
      .execute()
  }
}
