import { readState } from '../access/access.store.ts'
import type { Connections, DialectSupport } from '../db/dialect.ts'
import type { Logger } from '../log.ts'
import { applyBacklog, type CatchUpContext, readBacklog } from './catch-up.ts'
import { loadCatalogue } from './load.ts'
import type { MemoryCatalogue } from './memory-catalogue.ts'

/** Photos that a call waits for; more are read in the background while the database answers. */
const maxInline = 1_000
/** After a failure: the database answers meanwhile. */
const retryAfterMs = 30_000

/** Keeps one catalogue at the database's commit. */
export interface Keeper {
  /** The catalogue at `commit` or later; `null` while it is being read, which this starts. */
  current(commit: number): Promise<MemoryCatalogue | null>
  /** Waits until there is one. */
  ready(): Promise<MemoryCatalogue>
  close(): Promise<void>
}

export const createKeeper = (parts: {
  connections: Connections
  dialect: DialectSupport
  log: Logger
  signal: AbortSignal
}): Keeper => {
  const { connections, dialect, log, signal } = parts
  const ending = new AbortController()
  let catalogue: MemoryCatalogue | null = null
  /** Reading all, or much: calls do not wait for it. */
  let background: Promise<void> | null = null
  let refreshing: Promise<void> | null = null
  let failedAt = Number.NEGATIVE_INFINITY
  let waiting = 0
  let turn: NodeJS.Immediate | null = null

  const context: CatchUpContext = {
    db: connections.read,
    dialect,
    pause: async () => {
      signal.throwIfAborted()
      ending.signal.throwIfAborted()
      await new Promise<void>((resolve) => {
        turn = setImmediate(resolve)
        // Nobody's program is kept running for the sake of reading ahead.
        if (waiting === 0) turn.unref()
      })
    },
  }

  const inBackground = (work: () => Promise<MemoryCatalogue>): void => {
    catalogue = null
    background = work()
      .then(
        (result) => {
          catalogue = result
        },
        (error: unknown) => {
          failedAt = performance.now()
          if (!signal.aborted && !ending.signal.aborted) log.warn('The photos could not be read into memory', { error })
        },
      )
      .finally(() => {
        background = null
      })
  }

  /** Reads the change log until nothing is left that a call would have to wait for. */
  const settle = async (found: MemoryCatalogue): Promise<MemoryCatalogue> => {
    let current = found
    for (;;) {
      const backlog = await readBacklog(context, current)
      if (!backlog) {
        current = await load()
        continue
      }
      await applyBacklog(context, current, backlog)
      if (backlog.photoIds.size <= maxInline) return current
    }
  }

  const load = async (): Promise<MemoryCatalogue> => {
    const startedAt = performance.now()
    const { commit } = await readState(connections.read)
    const loaded = await loadCatalogue(context, commit)
    log.debug('The photos were read into memory', {
      photos: loaded.slots,
      ms: Math.round(performance.now() - startedAt),
    })
    return loaded
  }

  const start = () => inBackground(async () => settle(await load()))

  const refresh = async (known: MemoryCatalogue): Promise<void> => {
    const backlog = await readBacklog(context, known)
    if (!backlog) start()
    else if (backlog.photoIds.size > maxInline)
      inBackground(async () => {
        await applyBacklog(context, known, backlog)
        return settle(known)
      })
    else await applyBacklog(context, known, backlog)
  }

  const isClosed = () => signal.aborted || ending.signal.aborted

  return {
    current: async (commit) => {
      if (isClosed()) return null
      if (!catalogue) {
        if (!background && performance.now() - failedAt > retryAfterMs) start()
        return null
      }
      while (catalogue && catalogue.commit < commit) {
        refreshing ??= refresh(catalogue).finally(() => {
          refreshing = null
        })
        await refreshing
      }
      return catalogue
    },

    ready: async () => {
      waiting += 1
      turn?.ref()
      try {
        for (;;) {
          signal.throwIfAborted()
          ending.signal.throwIfAborted()
          if (catalogue) return catalogue
          const failedBefore = failedAt
          if (!background) start()
          await background
          signal.throwIfAborted()
          // Once for each call: whoever waits is told by the error of its own next step.
          if (!catalogue && failedAt !== failedBefore) throw new Error('The photos could not be read into memory')
        }
      } finally {
        waiting -= 1
      }
    },

    close: async () => {
      ending.abort(new Error('closed'))
      turn?.ref()
      await Promise.allSettled([background, refreshing])
      catalogue = null
    },
  }
}
