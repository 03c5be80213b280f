import { randomInt } from 'node:crypto'

const second = 1
const minute = 60
const hour = 3_600

/** Waits after each attempt that failed: about three days in all. */
const waitsSeconds = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
  24 * hour,
] as const

/** After this many, the event is given up and the next one is tried. */
export const maxAttempts = waitsSeconds.length + 1

/** After this long without anything that arrived, nothing is sent any more. */
export const disableAfterMs = 5 * 24 * hour * 1_000

/** Milliseconds until the next attempt, a fifth more or less by chance; as long as the receiver asks for, up to a day. */
export const waitMs = (attempts: number, retryAfterSeconds: number | null): number => {
  const usual = waitsSeconds[Math.min(attempts, waitsSeconds.length) - 1] ?? waitsSeconds[0]
  const asked = Math.min(retryAfterSeconds ?? 0, 24 * hour)
  return Math.max(usual * randomInt(800, 1_201), asked * 1_000)
}
