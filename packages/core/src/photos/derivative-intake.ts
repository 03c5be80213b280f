import { prepareQueue } from '../derivatives/queues.ts'
import type { Hooks } from '../hooks/types.ts'
import type { Jobs } from '../jobs/job.types.ts'
import type { Logger } from '../log.ts'

/** Photos of one job. */
const maxPhotos = 500

/**
 * Gathers photos that came in, and has them prepared by jobs: one for many photos, as each job costs a commit. What is gathered when the
 * process dies is prepared by the next warm-up.
 */
export const createDerivativeIntake = ({
  hooks,
  jobs,
  log,
  intervalMs = 500,
}: {
  readonly hooks: Hooks
  readonly jobs: Pick<Jobs, 'enqueue'>
  readonly log: Logger
  readonly intervalMs?: number
}): { close(): Promise<void> } => {
  let gathered: number[] = []
  let timer: NodeJS.Timeout | null = null

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    const photoIds = gathered
    gathered = []
    try {
      for (let start = 0; start < photoIds.length; start += maxPhotos)
        await jobs.enqueue(prepareQueue, { photoIds: photoIds.slice(start, start + maxPhotos) })
    } catch (error) {
      log.warn('New photos could not be prepared', { error, photos: photoIds.length })
    }
  }

  const stop = hooks.on(
    'photo.added',
    ({ photos }) => {
      for (const { id } of photos) gathered.push(id)
      if (gathered.length > 0) timer ??= setTimeout(() => void flush(), intervalMs).unref()
    },
    { owner: 'derivatives' },
  )
  return {
    close: async () => {
      stop()
      await flush()
    },
  }
}
