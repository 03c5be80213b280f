import { systemActor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { insertJobs } from '../jobs/job.store.ts'
import type { JobContext } from '../jobs/job.types.ts'
import { transact, type Unit } from '../transaction.ts'
import { isKeyNamed } from './photo-file.store.ts'
import { deleteReleased, insertReleased, isReleased, lockReleased, selectReleased } from './released-original.store.ts'

/** Who removes originals that nothing names any more. */
export const releasedQueue = 'originals.released'

/**
 * How long an original is kept after something stopped naming it. An upload of the same bytes meets the file that is there, and commits
 * the row that names it later: longer than that takes, or a file would go that is wanted again.
 */
const graceMs = 24 * 3_600_000
const rowsPerRead = 100

/** Something named this original and does not any more; others may. It is removed after a while where none does then. */
export const releaseOriginals = async (
  unit: Unit,
  originals: readonly { readonly storage_key: string; readonly sha256: string }[],
): Promise<void> => {
  if (originals.length === 0) return
  for (const { storage_key, sha256 } of originals)
    await insertReleased(unit.db, { storage_key, sha256, released_at: unit.at })
  const runAt = new Date(Date.parse(unit.at) + graceMs).toISOString()
  await insertJobs(unit.db, releasedQueue, [{ payload: {}, total: 1, runAt }], unit.at)
}

/** An original is about to be placed, and named: whoever wanted to remove it has done so by now, or does not any more. */
export const takeBackOriginal = async (gallery: GalleryContext, key: string): Promise<void> => {
  if (!(await isReleased(gallery.connections.read, key))) return
  await transact(gallery, systemActor('an original is wanted again'), ({ db }) => deleteReleased(db, key))
}

/** Removes what nothing named for long enough. Cut short, it is done by the next run. */
export const createReleasedOriginalsJob =
  (gallery: GalleryContext) =>
  async (_payload: object, { signal, progress }: JobContext): Promise<void> => {
    const upTo = new Date(gallery.clock().getTime() - graceMs).toISOString()
    for (let done = 0; ; ) {
      const due = await selectReleased(gallery.connections.read, upTo, { limit: rowsPerRead })
      if (due.length === 0) break
      for (const { storage_key } of due) {
        signal.throwIfAborted()
        await removeReleased(gallery, storage_key, upTo)
      }
      done += due.length
      progress(done, done)
    }
  }

const removeReleased = (gallery: GalleryContext, key: string, upTo: string): Promise<void> =>
  transact(gallery, systemActor('originals that nothing names'), async (unit) => {
    // Held until the commit: an upload of the same bytes waits, and then stores them anew.
    const released = await lockReleased(unit, key, upTo)
    if (!released) return
    if (!(await isKeyNamed(unit.db, unit.dialect, released))) await gallery.storage.delete(key)
    await deleteReleased(unit.db, key)
  })
