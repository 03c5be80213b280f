import { createLru } from '../lookups/lru.ts'
import { toNetwork } from './network.ts'

/**
 * Slows guessing down: so many failures for one name from one address within a window, and so many for one address at all. Whoever
 * fills a window again waits twice as long as before, four hours at most.
 * Bounded in memory however many names are tried. Nobody is locked out from another address by it.
 */
export interface AttemptLimiter {
  /**
   * Counts an attempt before its outcome is known: many at once must not pass as one.
   *
   * @returns Seconds to wait; 0 when the attempt may go on.
   */
  begin(username: string, address: string): number
  /** Takes the attempt back. Where the password was right, what failed for this name from this address before is forgotten too. */
  forgive(username: string, address: string, outcome: 'right' | 'not-tried'): void
}

export const createAttemptLimiter = (options: {
  now: () => number
  maxPerName?: number
  maxPerAddress?: number
  windowMs?: number
  /** How many names and addresses are remembered, those tried last. Default 20,000: some 6 MB. */
  maxNames?: number
}): AttemptLimiter => {
  const { now, maxPerName = 10, maxPerAddress = 100, windowMs = 15 * 60_000, maxNames = 20_000 } = options
  const failures = createLru<string, { count: number; since: number; window: number }>(maxNames)
  const longest = 16 * windowMs

  const keysOf = (username: string, address: string) =>
    [
      [`name ${toNetwork(address)} ${username}`, maxPerName],
      [`address ${toNetwork(address)}`, maxPerAddress],
    ] as const

  const waitFor = (key: string, max: number): number => {
    const entry = failures.get(key)
    if (!entry || entry.count < max) return 0
    return Math.max(0, Math.ceil((entry.since + entry.window - now()) / 1_000))
  }

  /** Twice the last one where that was filled, and not long ago. */
  const nextWindow = (entry: { count: number; since: number; window: number } | undefined, max: number): number =>
    entry && entry.count >= max && entry.since + 2 * entry.window > now()
      ? Math.min(2 * entry.window, longest)
      : windowMs

  return {
    begin: (username, address) => {
      const keys = keysOf(username, address)
      const wait = Math.max(...keys.map(([key, max]) => waitFor(key, max)))
      if (wait > 0) return wait
      for (const [key, max] of keys) {
        const entry = failures.get(key)
        if (entry && entry.since + entry.window > now()) entry.count += 1
        else failures.set(key, { count: 1, since: now(), window: nextWindow(entry, max) })
      }
      return 0
    },
    forgive: (username, address, outcome) => {
      const [[nameKey], [addressKey]] = keysOf(username, address)
      const takeBack = (key: string) => {
        const entry = failures.get(key)
        if (entry) entry.count = Math.max(0, entry.count - 1)
      }
      takeBack(addressKey)
      if (outcome === 'right') failures.delete(nameKey)
      else takeBack(nameKey)
    },
  }
}
