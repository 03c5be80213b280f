import { setTimeout as sleep } from 'node:timers/promises'
import { VitrineError } from '../errors/vitrine-error.ts'

/** What whoever is at work on an upload says about it. */
export interface Turn {
  /** Aborts when somebody else wants the turn and nothing has come for a while. */
  readonly signal: AbortSignal
  /** Bytes came. */
  touch(): void
  /** From now on it is our own work: whoever waits waits for its end. */
  settle(): void
}

interface Holder {
  readonly controller: AbortController
  touchedAt: number
  isSettling: boolean
  done: Promise<unknown>
}

/** A connection that has sent nothing for so long may be dead; a new one takes its place. */
const stalledMs = 2_000
const maxWaitMs = 5_000
const lookMs = 100

/**
 * One at a time for each key, within this process. A connection that was lost is often noticed late: whoever comes back meanwhile must
 * not wait for it, and must not write beside one that lives.
 */
export const createUploadTurns = () => {
  const holders = new Map<string, Holder>()

  const wait = async (key: string): Promise<void> => {
    const startedAt = performance.now()
    for (let holder = holders.get(key); holder; holder = holders.get(key)) {
      const now = performance.now()
      if (!holder.isSettling && now - holder.touchedAt > stalledMs) holder.controller.abort()
      if (!holder.isSettling && now - startedAt > maxWaitMs)
        throw new VitrineError('CONFLICT', { details: { what: 'The upload' } })
      await Promise.race([holder.done, sleep(lookMs)])
    }
  }

  return {
    /** @throws {VitrineError} `CONFLICT` where another one is at it, and sends. */
    async take<T>(key: string, work: (turn: Turn) => Promise<T>): Promise<T> {
      // Again after each wait: of several who waited, one was first.
      while (holders.has(key)) await wait(key)
      const holder: Holder = {
        controller: new AbortController(),
        touchedAt: performance.now(),
        isSettling: false,
        done: Promise.resolve(),
      }
      holders.set(key, holder)
      const working = work({
        signal: holder.controller.signal,
        touch: () => {
          holder.touchedAt = performance.now()
        },
        settle: () => {
          holder.isSettling = true
        },
      })
      holder.done = working.then(
        () => {},
        () => {},
      )
      try {
        return await working
      } finally {
        holders.delete(key)
      }
    },
  }
}

export type UploadTurns = ReturnType<typeof createUploadTurns>
