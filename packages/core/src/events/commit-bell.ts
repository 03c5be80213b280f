import { setTimeout as sleep } from 'node:timers/promises'
import type { AccessIndex } from '../access/access-index.ts'
import type { Logger } from '../log.ts'

/** Tells those who wait that something was committed. */
export interface CommitBell {
  /** This process committed. */
  ring(): void
  /** Resolves when something was committed after that commit, by whichever process, or when the signal aborts. */
  after(commit: number, signal: AbortSignal): Promise<void>
}

/** How often it is asked what other processes committed, while anybody waits. */
const pollMs = 1_000

/** One look at the database a second for all who wait, and none where nobody does. */
export const createCommitBell = ({
  access,
  log,
  signal: closing,
}: {
  access: Pick<AccessIndex, 'versions'>
  log: Logger
  signal: AbortSignal
}): CommitBell => {
  const waiting = new Set<{ readonly commit: number; readonly wake: () => void }>()
  let rung = new AbortController()
  let isPolling = false

  const look = async (): Promise<void> => {
    const { commit } = await access.versions()
    for (const each of waiting) if (commit > each.commit) each.wake()
  }
  const poll = async (): Promise<void> => {
    if (isPolling) return
    isPolling = true
    while (waiting.size > 0 && !closing.aborted) {
      rung = new AbortController()
      await look().catch((error: unknown) => log.debug('What was committed could not be asked for', { error }))
      if (waiting.size === 0) break
      await sleep(pollMs, undefined, { signal: AbortSignal.any([rung.signal, closing]) }).catch(() => {})
    }
    isPolling = false
  }
  return {
    ring: () => {
      if (waiting.size > 0) rung.abort()
    },
    after: (commit, signal) =>
      new Promise((resolve) => {
        const end = AbortSignal.any([signal, closing])
        const wake = (): void => {
          waiting.delete(entry)
          end.removeEventListener('abort', wake)
          resolve()
        }
        const entry = { commit, wake }
        if (end.aborted) return resolve()
        waiting.add(entry)
        end.addEventListener('abort', wake)
        // The one who came may be behind: looked at now, not in a second.
        rung.abort()
        void poll()
      }),
  }
}
