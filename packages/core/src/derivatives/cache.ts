import { LRUCache } from 'lru-cache'
import { createLru } from '../lookups/lru.ts'
import { createBudget, type Tidied } from './budget.ts'
import { type CacheEntry, concernedBy, entryName, type PurgeScope } from './cache-entry.ts'
import { createDiskCache, type DiskMeasure } from './disk-cache.ts'
import { inspectEncoded } from './encoded.ts'
import type { Dimensions } from './geometry.ts'

export interface CachedDerivative extends Dimensions {
  readonly bytes: Buffer
}

export interface DerivativeCacheOptions {
  /** Folder of the cache; made when missing. Nothing in it is worth a backup. */
  readonly root: string
  /** Bytes of derivatives kept in memory; 0 keeps none. @default 67_108_864 (64 MiB) */
  readonly memoryMaxBytes?: number
  /** Larger derivatives are not kept in memory. @default 262_144 (256 KiB) */
  readonly memoryMaxEntryBytes?: number
  /** Bytes of derivatives kept on disk: beyond it, those that were used longest ago go. @default unbounded */
  readonly diskMaxBytes?: number
  /** Milliseconds since 1970, as the file system counts. @default Date.now */
  readonly now?: () => number
  /** How exactly the last use of a file is known, in milliseconds. @default 3_600_000 */
  readonly touchEveryMs?: number
}

export interface DerivativeCacheStatistics {
  readonly memory: { readonly entries: number; readonly bytes: number; readonly hits: number }
  readonly disk: DiskMeasure & { readonly hits: number; readonly damaged: number }
  readonly misses: number
}

/** What has been counted since the start, without a look at the disk. */
export interface DerivativeCacheCounts {
  readonly memoryEntries: number
  readonly memoryBytes: number
  readonly memoryHits: number
  readonly diskHits: number
  readonly misses: number
}

export interface DerivativeCache {
  /** @returns `undefined` where it is not cached, or where the file is damaged: such a file is removed. */
  get(entry: CacheEntry): Promise<CachedDerivative | undefined>
  /** Whether it is cached, without reading it. */
  has(entry: CacheEntry): Promise<boolean>
  /** The same from memory alone, without waiting. */
  peek(entry: CacheEntry): CachedDerivative | undefined
  /** In memory even where the disk refuses; that refusal is thrown. */
  put(entry: CacheEntry, derivative: CachedDerivative): Promise<void>
  /** Counts bytes of another file that was put into the folder. */
  noteWritten(bytes: number): void
  /** @returns How many files were removed. */
  purge(scope: PurgeScope): Promise<number>
  counts(): DerivativeCacheCounts
  /** Walks the cache folder: not for each request. */
  statistics(): Promise<DerivativeCacheStatistics>
  /** Measures the disk, and makes room where there is too much. */
  tidy(): Promise<Tidied>
  /** Waits for tidying under way. */
  close(): Promise<void>
}

/** Derivatives on disk, with the small and much-wanted ones in memory in front. */
export const createDerivativeCache = (options: DerivativeCacheOptions): DerivativeCache => {
  const { now = Date.now, touchEveryMs = 3_600_000 } = options
  const disk = createDiskCache(options)
  const budget = createBudget(disk, { maxBytes: options.diskMaxBytes ?? Number.POSITIVE_INFINITY, now })
  const maxSize = options.memoryMaxBytes ?? 64 * 1024 * 1024
  const maxEntrySize = Math.min(options.memoryMaxEntryBytes ?? 256 * 1024, maxSize)
  const memory =
    maxSize > 0
      ? new LRUCache<string, CachedDerivative>({
          maxSize,
          maxEntrySize,
          sizeCalculation: ({ bytes }) => Math.max(1, bytes.length),
        })
      : undefined
  const counts = { memoryHits: 0, diskHits: 0, damaged: 0, misses: 0 }
  // Purging raises it, so that a file read before the purge does not come back into memory after it.
  let generation = 0

  // What was marked as used lately need not be again: a hit must not cost a write.
  const touched = createLru<string, number>(100_000)

  const nameOf = (entry: CacheEntry) => `${entryName(entry)}.${entry.format}`

  const touch = (entry: CacheEntry): void => {
    if (options.diskMaxBytes === undefined) return
    const [name, at] = [nameOf(entry), now()]
    const before = touched.get(name)
    if (before !== undefined && at - before < touchEveryMs) return
    touched.set(name, at)
    void disk.touch(entry, at)
  }

  const peek = (entry: CacheEntry): CachedDerivative | undefined => {
    const found = memory?.get(nameOf(entry))
    if (!found) return undefined
    counts.memoryHits += 1
    touch(entry)
    return found
  }

  return {
    peek,

    async get(entry) {
      const inMemory = peek(entry)
      if (inMemory) return inMemory
      const readIn = generation
      const bytes = await disk.read(entry)
      if (bytes === undefined) {
        counts.misses += 1
        return undefined
      }
      const dimensions = inspectEncoded(bytes, entry.format)
      if (dimensions === undefined) {
        counts.damaged += 1
        counts.misses += 1
        await disk.remove(entry)
        return undefined
      }
      counts.diskHits += 1
      touch(entry)
      const derivative = { bytes, ...dimensions }
      if (readIn === generation) memory?.set(nameOf(entry), derivative)
      return derivative
    },

    has: async (entry) => memory?.has(nameOf(entry)) || disk.has(entry),

    async put(entry, derivative) {
      memory?.set(nameOf(entry), derivative)
      await disk.write(entry, derivative.bytes)
      touched.set(nameOf(entry), now())
      budget.wrote(derivative.bytes.length)
    },

    noteWritten: (bytes) => budget.wrote(bytes),

    async purge(scope) {
      generation += 1
      if (memory) {
        const concerns = concernedBy(scope)
        for (const name of [...memory.keys()]) if (concerns(name)) memory.delete(name)
      }
      return disk.purge(scope)
    },

    counts: () => ({
      memoryEntries: memory?.size ?? 0,
      memoryBytes: memory?.calculatedSize ?? 0,
      memoryHits: counts.memoryHits,
      diskHits: counts.diskHits,
      misses: counts.misses,
    }),

    async statistics() {
      return {
        memory: { entries: memory?.size ?? 0, bytes: memory?.calculatedSize ?? 0, hits: counts.memoryHits },
        disk: { ...(await disk.measure()), hits: counts.diskHits, damaged: counts.damaged },
        misses: counts.misses,
      }
    },

    tidy: () => budget.tidy(),
    close: () => budget.close(),
  }
}
