import type { GalleryContext } from '../context.ts'
import { addHits } from './permalink.store.ts'

/** Counts the uses of permalinks that were given up, in memory, and writes them now and then: following a link must not cost a commit. */
export interface PermalinkHits {
  count(permalinkId: number): void
  flush(): Promise<void>
}

const intervalMs = 10_000

export const createPermalinkHits = ({
  connections,
  log,
  clock,
}: Pick<GalleryContext, 'connections' | 'log' | 'clock'>): PermalinkHits => {
  let waiting = new Map<number, { count: number; at: string }>()
  let timer: NodeJS.Timeout | null = null

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    if (waiting.size === 0) return
    const hits = waiting
    waiting = new Map()
    try {
      await connections.write.transaction().execute((db) => addHits(db, hits))
    } catch (error) {
      log.warn('Uses of permalinks could not be counted', { error, permalinks: hits.size })
    }
  }

  return {
    count: (permalinkId) => {
      const at = clock().toISOString()
      waiting.set(permalinkId, { count: (waiting.get(permalinkId)?.count ?? 0) + 1, at })
      timer ??= setTimeout(() => void flush(), intervalMs).unref()
    },
    flush,
  }
}
