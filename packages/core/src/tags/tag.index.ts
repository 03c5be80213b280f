import { setImmediate as nextTurn } from 'node:timers/promises'
import { systemActor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { insertJobs } from '../jobs/job.store.ts'
import type { JobContext } from '../jobs/job.types.ts'
import { reindexPhotos } from '../search/search-index.store.ts'
import { transact, type Unit } from '../transaction.ts'

/** Who writes the words of photos anew after their tags were changed. */
export const tagIndexQueue = 'tags.index'
/** As many photos as a request may make wait for. */
const maxAtOnce = 200
/** One job: what a process that dies has to do again. */
const photosPerJob = 5_000
/** One transaction: some ten milliseconds. */
const photosPerUnit = 50

/**
 * Has the words of photos written anew: here and now where they are few, by jobs that come into being with this transaction where
 * they are many.
 */
export const indexLater = async (unit: Unit, photoIds: readonly number[]): Promise<void> => {
  if (photoIds.length <= maxAtOnce) return indexNow(unit, photoIds)
  const jobs = []
  for (let start = 0; start < photoIds.length; start += photosPerJob) {
    const ids = photoIds.slice(start, start + photosPerJob)
    jobs.push({ payload: { photoIds: ids }, total: ids.length })
  }
  await insertJobs(unit.db, tagIndexQueue, jobs, unit.at)
}

/** Every photo goes to the change log: copies of its words are known to be out of date by it. */
const indexNow = async (unit: Unit, photoIds: readonly number[]): Promise<void> => {
  if (photoIds.length === 0) return
  const { db, dialect } = unit
  let query = db
    .selectFrom('photos')
    .select('id')
    .where('id', 'in', [...photoIds])
    .orderBy('id')
  // Nobody changes them between our reading and our writing.
  if (dialect.forUpdate) query = query.modifyEnd(dialect.forUpdate)
  const ids = (await query.execute()).map((row) => row.id)
  await reindexPhotos(db, dialect, ids)
  for (const id of ids) unit.record({ subject: 'photo', id, action: 'indexed' })
}

export const createTagIndexer =
  (gallery: GalleryContext) =>
  async ({ photoIds }: { photoIds: number[] }, { signal, progress }: JobContext): Promise<void> => {
    for (let start = 0; start < photoIds.length; start += photosPerUnit) {
      signal.throwIfAborted()
      await transact(gallery, systemActor('words of changed tags'), (unit) =>
        indexNow(unit, photoIds.slice(start, start + photosPerUnit)),
      )
      progress(Math.min(start + photosPerUnit, photoIds.length), photoIds.length)
      await nextTurn()
    }
  }
