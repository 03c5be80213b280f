import { prepareQueue } from '../derivatives/queues.ts'
import type { Derivatives } from '../derivatives/types.ts'
import { ownOwners } from '../hooks/own-owners.ts'
import type { FieldChanges } from '../hooks/payloads.ts'
import type { Hooks } from '../hooks/types.ts'
import type { Jobs } from '../jobs/job.types.ts'
import type { Logger } from '../log.ts'

/** Photos of one job. */
const maxPhotos = 500

/**
 * Gathers photos that came in or show something else from now on, and has them prepared by jobs: one for many photos, as each job costs
 * a commit. What is gathered when the process dies is prepared by the next warm-up. Pictures that are not shown any more go from the
 * cache of this node; where another photo shows them too, they are made again.
 */
export const createDerivativeIntake = ({
  hooks,
  jobs,
  log,
  derivatives,
  intervalMs = 500,
}: {
  readonly hooks: Hooks
  readonly jobs: Pick<Jobs, 'enqueue'>
  readonly log: Logger
  readonly derivatives: Pick<Derivatives, 'purge'>
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

  const gather = (photoIds: readonly number[]): void => {
    for (const id of photoIds) gathered.push(id)
    if (gathered.length > 0) timer ??= setTimeout(() => void flush(), intervalMs).unref()
  }

  const forget = async (contentHash: string): Promise<void> => {
    await derivatives
      .purge({ contentHash })
      .catch((error: unknown) => log.warn('Old pictures could not be removed', { error, contentHash }))
  }

  const owner = { owner: ownOwners.derivatives }
  const stops = [
    hooks.on('photo.added', ({ photos }) => gather(photos.map(({ id }) => id)), owner),
    hooks.on(
      'photo.updated',
      async ({ changes }) => {
        const shown = changes.filter(({ after }) => 'sha256' in after || 'representative' in after)
        gather(shown.map(({ id }) => id))
        for (const contentHash of new Set(shown.flatMap(formerHashes))) await forget(contentHash)
      },
      owner,
    ),
  ]
  return {
    close: async () => {
      for (const stop of stops) stop()
      await flush()
    },
  }
}

/** What was shown before, and is not any more. */
const formerHashes = ({ before, after }: FieldChanges): string[] =>
  (['sha256', 'representative'] as const).flatMap((key) => {
    const hash = before[key]
    return typeof hash === 'string' && hash !== after[key] ? [hash] : []
  })
