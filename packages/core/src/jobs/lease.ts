import { randomUUID } from 'node:crypto'
import type { GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'

export interface LeaseParts extends Pick<GalleryContext, 'connections' | 'dialect' | 'clock' | 'log'> {}

/** Claims of work that is no job. */
export const leaseQueue = 'lease'

/** How long a claim holds without a sign of life: after a crash the work is free again this much later. */
export const leaseMs = 60_000

/**
 * Does work that only one process may do at a time. A row of the jobs table is the claim; it is renewed while the work goes on
 * and removed at its end.
 *
 * @returns `null` where somebody else is at it.
 */
export const exclusively = async <T>(
  { connections, dialect, clock, log }: LeaseParts,
  key: string,
  work: () => Promise<T>,
): Promise<{ value: T } | null> => {
  const owner = randomUUID()
  const db = connections.write
  const until = () => new Date(clock().getTime() + leaseMs).toISOString()
  const now = () => clock().toISOString()

  const claim = async (): Promise<boolean> => {
    try {
      await db
        .insertInto('jobs')
        .values({
          queue: leaseQueue,
          payload: '{}',
          state: 'running',
          unique_key: key,
          run_at: now(),
          attempts: 1,
          max_attempts: 1,
          lease_owner: owner,
          lease_until: until(),
          progress_done: 0,
          progress_total: 0,
          error_code: null,
          error_message: null,
          created_at: now(),
          finished_at: null,
        })
        .execute()
      return true
    } catch (error) {
      if (!dialect.isDuplicate(error)) throw error
      // Whoever held it may have died: an expired claim is taken over by whoever is first.
      const { numUpdatedRows } = await db
        .updateTable('jobs')
        .set({ lease_owner: owner, lease_until: until() })
        .where('unique_key', '=', key)
        .where('lease_until', '<', now())
        .executeTakeFirst()
      return numUpdatedRows > 0n
    }
  }
  if (!(await claim())) return null

  const renewing = setInterval(() => {
    renewLease(db, { key, owner, until: until() }).catch((error: unknown) =>
      log.warn('A claim could not be renewed', { key, error }),
    )
  }, leaseMs / 3)
  renewing.unref()
  try {
    return { value: await work() }
  } finally {
    clearInterval(renewing)
    await db.deleteFrom('jobs').where('unique_key', '=', key).where('lease_owner', '=', owner).execute()
  }
}

/** A sign of life. Changes nothing where somebody else holds the claim by now. */
export const renewLease = async (db: Reader, lease: { key: string; owner: string; until: string }): Promise<void> => {
  await db
    .updateTable('jobs')
    .set({ lease_until: lease.until })
    .where('unique_key', '=', lease.key)
    .where('lease_owner', '=', lease.owner)
    .execute()
}
