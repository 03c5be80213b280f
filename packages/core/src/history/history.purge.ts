import { setImmediate as turn } from 'node:timers/promises'
import type { GalleryContext } from '../context.ts'
import type { JobHandler, Jobs } from '../jobs/job.types.ts'
import { readHistorySettings } from './history-settings.ts'
import { deleteVisitsBefore, deleteVisitsBy, findVisitAt, selectMaxVisitId } from './visit.store.ts'
import { deleteCountsOfDay } from './visit-days.store.ts'

export const historyPurgeQueue = 'history.purge'
export const historyForgetQueue = 'history.forget'

/** `null`: lines that are as old as the settings say. */
export type PurgePayload = { readonly before: string; readonly counts: boolean } | null

const dayMs = 86_400_000
/** Some milliseconds: others write in between. */
const linesPerWrite = 2_000

/** Has old lines looked for once a day, by whichever process is first. */
export const planPurge = async (
  { jobs, clock }: Pick<GalleryContext, 'clock'> & { readonly jobs: Pick<Jobs, 'enqueue'> },
  { isNext = false } = {},
): Promise<void> => {
  const now = clock().getTime()
  const day = Math.floor(now / dayMs) + (isNext ? 1 : 0)
  await jobs.enqueue(historyPurgeQueue, null, {
    uniqueKey: `${historyPurgeQueue}:${new Date(day * dayMs).toISOString().slice(0, 10)}`,
    delayMs: isNext ? day * dayMs - now : 0,
  })
}

export const createHistoryPurgeJob =
  (gallery: GalleryContext, jobs: Pick<Jobs, 'enqueue'>): JobHandler =>
  async (payload: PurgePayload, { signal, progress }) => {
    const { connections, clock, dialect } = gallery
    const keepDays = async () => (await readHistorySettings(connections.read)).keepDays
    const before = payload?.before ?? new Date(clock().getTime() - (await keepDays()) * dayMs).toISOString()
    const beforeId = await findVisitAt(connections.read, before, await selectMaxVisitId(connections.read))
    for (let done = 0; ; ) {
      signal.throwIfAborted()
      const deleted = await connections.write
        .transaction()
        .execute((db) => deleteVisitsBefore(db, dialect, beforeId, linesPerWrite))
      done += deleted
      progress(done, done)
      if (deleted < linesPerWrite) break
      await turn()
    }
    if (payload?.counts) {
      // A day is forgotten as a whole.
      const upTo = new Date(Date.parse(before) - 1).toISOString().slice(0, 10)
      while (await connections.write.transaction().execute((db) => deleteCountsOfDay(db, upTo))) {
        signal.throwIfAborted()
        await turn()
      }
    }
    // As long as there are lines, also where none are added any more.
    if (payload === null && (await selectMaxVisitId(connections.read)) > 0)
      await planPurge({ jobs, clock }, { isNext: true })
  }

/** Lines of somebody who left: after the account, and a part at a time, of which there may be very many. */
export const createHistoryForgetJob =
  ({ connections, dialect }: GalleryContext): JobHandler =>
  async ({ userId }: { userId: number }, { signal, progress }) => {
    for (let done = 0; ; ) {
      signal.throwIfAborted()
      const deleted = await connections.write
        .transaction()
        .execute((db) => deleteVisitsBy(db, dialect, userId, linesPerWrite))
      done += deleted
      progress(done, done)
      if (deleted < linesPerWrite) return
      await turn()
    }
  }
