import { createLru } from '../lookups/lru.ts'

/** Who is counted, and how often it may write. */
export interface Pace {
  readonly key: string
  /** From one to the next, on the average. */
  readonly seconds: number
  /** So many may come at once. */
  readonly burst: number
}

/** Bounded in memory however many write; nothing is stored of where they come from. */
export interface CommentPace {
  /**
   * Counts one before its outcome is known: many at once must not pass as one.
   *
   * @returns Seconds to wait; 0 when it may go on.
   */
  begin(pace: Pace): number
  /** Takes one back that came to nothing. */
  forgive(pace: Pace): void
}

export const createCommentPace = ({
  now,
  maxKeys = 20_000,
}: {
  readonly now: () => number
  readonly maxKeys?: number
}): CommentPace => {
  /** When all that was written would have been, one after the other (the generic cell rate algorithm, ITU-T I.371). */
  const paid = createLru<string, number>(maxKeys)
  return {
    begin: ({ key, seconds, burst }) => {
      if (seconds === 0) return 0
      const due = Math.max(paid.get(key) ?? 0, now())
      const waitMs = due - now() - (burst - 1) * seconds * 1_000
      if (waitMs > 0) return Math.ceil(waitMs / 1_000)
      paid.set(key, due + seconds * 1_000)
      return 0
    },
    forgive: ({ key, seconds }) => {
      const due = paid.get(key)
      if (due !== undefined) paid.set(key, due - seconds * 1_000)
    },
  }
}
