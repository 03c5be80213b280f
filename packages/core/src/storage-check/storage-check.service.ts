import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import type { JobContext, Jobs } from '../jobs/job.types.ts'
import { exclusively } from '../jobs/lease.ts'
import { runCheck, toStorageCheck } from './run-check.ts'
import { storageCheckOptions } from './storage-check.schema.ts'
import { selectLatestCheck } from './storage-check.store.ts'
import type { StorageCheck, StorageCheckProgress, StorageCheckRun, StorageChecks } from './storage-check.types.ts'

export const storageCheckQueue = 'storage.check'

export const createStorageChecks = (
  gallery: GalleryContext,
  actor: Actor,
  { jobs }: { jobs: Pick<Jobs, 'enqueue'> },
): StorageChecks => ({
  check: ({ signal, onProgress, restart, ...options } = {}) =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      return checkAlone(gallery, validate(storageCheckOptions, options), {
        signal: signal ? AbortSignal.any([signal, gallery.signal]) : gallery.signal,
        onProgress,
        restart,
      })
    }),

  enqueue: (options = {}) =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      return jobs.enqueue(storageCheckQueue, validate(storageCheckOptions, options), { uniqueKey: storageCheckQueue })
    }),

  latest: () =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      const row = await selectLatestCheck(gallery.connections.read)
      return row ? toStorageCheck(row) : null
    }),
})

/** Hours of work in a big gallery: taken up where it was when the process ended. */
export const createStorageCheckJob =
  (gallery: GalleryContext) =>
  async (options: unknown, { signal, progress }: JobContext): Promise<void> => {
    await checkAlone(gallery, validate(storageCheckOptions, options), {
      signal,
      onProgress: ({ done, total }) => progress(done, total),
    })
  }

const checkAlone = async (
  gallery: GalleryContext,
  options: StorageCheck['options'],
  run: {
    signal: AbortSignal
    onProgress?: ((progress: StorageCheckProgress) => void) | undefined
    restart?: StorageCheckRun['restart'] | undefined
  },
): Promise<StorageCheck> => {
  const done = await exclusively(gallery, storageCheckQueue.concat('.lease'), () =>
    runCheck(gallery, options, {
      signal: run.signal,
      onProgress: run.onProgress ?? (() => {}),
      restart: run.restart ?? false,
    }),
  )
  if (!done) throw new VitrineError('CONFLICT', { details: { what: 'The check of the storage' } })
  return done.value
}
