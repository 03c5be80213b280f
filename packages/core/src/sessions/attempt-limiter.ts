import { LRUCache } from 'lru-cache'

/**
 * Slows guessing down: so many failures for one name from one address within a window, and so many for one address at all.
 * Bounded in memory however many names are tried. Nobody is locked out from another address by it.
 */
export interface AttemptLimiter {
  /** Seconds to wait, 0 when the attempt may go on. */
  waitSeconds(username: string, address: string): number
  failed(username: string, address: string): void
  succeeded(username: string, address: string): void
}

export const createAttemptLimiter = (options: {
  now: () => number
  maxPerName?: number
  maxPerAddress?: number
  windowMs?: number
}): AttemptLimiter => {
  const { now, maxPerName = 10, maxPerAddress = 100, windowMs = 15 * 60_000 } = options
  const failures = new LRUCache<string, { count: number; since: number }>({ max: 20_000 })

  const keysOf = (username: string, address: string) =>
    [
      [`name ${address} ${username}`, maxPerName],
      [`address ${address}`, maxPerAddress],
    ] as const

  const waitFor = (key: string, max: number): number => {
    const entry = failures.get(key)
    if (!entry || entry.count < max) return 0
    return Math.max(0, Math.ceil((entry.since + windowMs - now()) / 1_000))
  }

  return {
    waitSeconds: (username, address) => Math.max(...keysOf(username, address).map(([key, max]) => waitFor(key, max))),
    failed: (username, address) => {
      for (const [key] of keysOf(username, address)) {
        const entry = failures.get(key)
        if (entry && entry.since + windowMs > now()) entry.count += 1
        else failures.set(key, { count: 1, since: now() })
      }
    },
    succeeded: (username, address) => {
      const [[key]] = keysOf(username, address)
      failures.delete(key)
    },
  }
}
