/** How much is sent at once. */
export interface Pace {
  bytes(): number
  measure<T>(bytes: number, work: () => Promise<T>): Promise<T>
}

const smallestBytes = 256 * 1024
const largestBytes = 32 * 1024 * 1024
const firstBytes = 4 * 1024 * 1024
const wantedMs = 2_000

/**
 * Pieces that take about two seconds each, whatever the line: short enough that little is lost with a connection and progress moves,
 * long enough that the answers in between do not count.
 */
export const createPace = (): Pace => {
  let next = firstBytes
  const clamp = (bytes: number): number => Math.round(Math.min(largestBytes, Math.max(smallestBytes, bytes)))
  return {
    bytes: () => next,
    async measure(bytes, work) {
      const startedAt = Date.now()
      try {
        const result = await work()
        const ms = Math.max(1, Date.now() - startedAt)
        // A short last piece tells little; twice or half at most, so that one odd answer does not decide.
        if (bytes >= next / 2) next = clamp(Math.min(next * 2, Math.max(next / 2, (bytes * wantedMs) / ms)))
        return result
      } catch (error) {
        next = clamp(next / 2)
        throw error
      }
    },
  }
}
