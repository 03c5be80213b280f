import type { Connections } from '../db/dialect.ts'
import type { Logger } from '../log.ts'
import { addViews } from './photo.store.ts'

/** Counts visits in memory and writes them now and then: looking at a picture must not cost a commit. */
export interface VisitCounter {
  count(photoId: number): void
  flush(): Promise<void>
  close(): Promise<void>
}

export const createVisitCounter = ({
  connections,
  log,
  intervalMs = 10_000,
}: {
  connections: Connections
  log: Logger
  intervalMs?: number
}): VisitCounter => {
  let waiting = new Map<number, number>()
  let timer: NodeJS.Timeout | null = null

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    if (waiting.size === 0) return
    const views = waiting
    waiting = new Map()
    try {
      await connections.write.transaction().execute((db) => addViews(db, views))
    } catch (error) {
      log.warn('Visits could not be counted', { error, photos: views.size })
    }
  }

  return {
    count: (photoId) => {
      waiting.set(photoId, (waiting.get(photoId) ?? 0) + 1)
      timer ??= setTimeout(() => void flush(), intervalMs).unref()
    },
    flush,
    close: flush,
  }
}
