import { rm } from 'node:fs/promises'
import { type DiskCache, isUnfinished } from './disk-cache.ts'

export interface Tidied {
  /** Files that were removed, and their bytes. */
  readonly removed: number
  readonly removedBytes: number
  /** Bytes that are left. */
  readonly bytes: number
}

export interface Budget {
  /** Counts bytes that were written; looks after the folder in the background once there may be too many. */
  wrote(bytes: number): void
  /** Measures the folder, and removes what was used longest ago where there is too much. One at a time. */
  tidy(): Promise<Tidied>
  /** Waits for what is under way, and begins nothing more. */
  close(): Promise<void>
}

/** Making room goes on until this share of the budget is left, so that not every picture after it has to make room again. */
const targetShare = 0.9
/** What this process writes before it looks again, as a share of the budget: others may write to the same folder. */
const lookAgainShare = 0.05
/** What a process that is gone began to write. */
const unfinishedMaxAgeMs = 3_600_000
/** Steps that times of use are told apart by: more of them are joined two by two. */
const maxSteps = 50_000

/**
 * Holds a folder of derivatives to a number of bytes. Nothing is kept in memory for each file, as there may be millions: the folder is
 * walked once to see how many bytes were last used when, and once more to remove what is older than that.
 */
export const createBudget = (
  disk: Pick<DiskCache, 'files'>,
  { maxBytes, now }: { readonly maxBytes: number; readonly now: () => number },
): Budget => {
  let underWay: Promise<Tidied> | null = null
  let measured: number | null = null
  let written = 0
  let closed = false

  const run = async (): Promise<Tidied> => {
    written = 0
    const ages = createAges()
    let total = 0
    for await (const { path, name, bytes, usedAtMs } of disk.files()) {
      if (isUnfinished(name) && now() - usedAtMs > unfinishedMaxAgeMs) {
        await rm(path, { force: true })
        continue
      }
      total += bytes
      ages.add(usedAtMs, bytes)
    }
    let removed = 0
    let removedBytes = 0
    const excess = total > maxBytes ? total - maxBytes * targetShare : 0
    if (excess > 0) {
      const upTo = ages.oldest(excess)
      for await (const { path, name, bytes, usedAtMs } of disk.files()) {
        if (removedBytes >= excess) break
        if (isUnfinished(name) || usedAtMs >= upTo) continue
        await rm(path, { force: true })
        removed += 1
        removedBytes += bytes
      }
    }
    measured = total - removedBytes
    return { removed, removedBytes, bytes: measured }
  }

  const tidy = (): Promise<Tidied> => {
    underWay ??= run().finally(() => {
      underWay = null
    })
    return underWay
  }

  return {
    wrote: (bytes) => {
      written += bytes
      if (closed || underWay || maxBytes === Number.POSITIVE_INFINITY) return
      const isFull = measured === null || measured + written > maxBytes
      // A folder that cannot be walked is met again by whoever reads from it.
      if (isFull || written > maxBytes * lookAgainShare) tidy().catch(() => undefined)
    },
    tidy,
    close: async () => {
      closed = true
      await underWay?.catch(() => undefined)
    },
  }
}

/** Bytes by when they were used, as exactly as there is room for. */
const createAges = () => {
  let stepMs = 1
  let steps = new Map<number, number>()
  return {
    add: (atMs: number, bytes: number): void => {
      const step = Math.floor(atMs / stepMs)
      steps.set(step, (steps.get(step) ?? 0) + bytes)
      if (steps.size <= maxSteps) return
      stepMs *= 2
      const joined = new Map<number, number>()
      for (const [each, sum] of steps) joined.set(Math.floor(each / 2), (joined.get(Math.floor(each / 2)) ?? 0) + sum)
      steps = joined
    },
    /** The instant before which at least so many bytes were last used. */
    oldest: (bytes: number): number => {
      let sum = 0
      for (const step of [...steps.keys()].sort((a, b) => a - b)) {
        sum += steps.get(step) ?? 0
        if (sum >= bytes) return (step + 1) * stepMs
      }
      return Number.POSITIVE_INFINITY
    },
  }
}
