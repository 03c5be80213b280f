import { availableParallelism } from 'node:os'
import { LRUCache } from 'lru-cache'
import { VitrineError } from '../errors/vitrine-error.ts'
import { memoryWeight } from '../media/decoder-memory.ts'
import type { CachedDerivative } from './cache.ts'
import type { EncodeOptions, RenderTarget } from './encode.ts'
import { inspectEncoded } from './encoded.ts'
import { isLasting } from './lasting-fault.ts'
import { createLimiter, type Priority } from './limiter.ts'
import { renderDerivatives } from './render.ts'
import type { DerivativeSource, DerivativesOptions } from './types.ts'

export interface RenderOrder {
  readonly priority: Priority
  readonly encoding: Pick<EncodeOptions, 'quality' | 'avifEffort'>
}

export interface Renderer {
  /** One decode for all that is wanted. @throws what `Renditions.open` does */
  render<T extends RenderTarget>(
    source: DerivativeSource,
    wanted: readonly T[],
    order: RenderOrder,
  ): Promise<Map<T, CachedDerivative>>
  counts(): { rendered: number; decoded: number; failed: number; active: number; waiting: number }
}

const defaultMaxPixels = 220_000_000

const noMarks = async (): Promise<Buffer> => {
  throw new VitrineError('STORAGE_NOT_FOUND')
}

/** Renders, as many at once as the machine bears, and remembers what cannot be rendered. */
export const createRenderer = (options: DerivativesOptions): Renderer => {
  const limits = { maxPixels: options.maxPixels ?? defaultMaxPixels, timeoutMs: options.timeoutMs ?? 20_000 }
  const { markPicture = noMarks } = options
  const limiter = createLimiter({
    maxConcurrent: options.maxConcurrent ?? Math.min(availableParallelism(), 3),
    maxWeight: limits.maxPixels,
    maxWaiting: options.maxWaiting ?? 500,
  })
  const failures = new LRUCache<string, VitrineError>({
    max: 1000,
    ttl: options.failureTtlMs ?? 60_000,
    ttlResolution: 0,
    perf: { now: options.monotonicNow ?? (() => performance.now()) },
  })
  const counts = { rendered: 0, decoded: 0, failed: 0 }

  return {
    async render(source, wanted, { priority, encoding }) {
      // A turned or cropped variant fails with its original, and another original at the same path has another hash.
      const remembered = failures.get(source.contentHash)
      if (remembered) throw remembered
      const weight = source.widthPx * source.heightPx * memoryWeight(source.mimeType)
      return limiter.run(weight, priority, async () => {
        try {
          const file = typeof source.file === 'function' ? await source.file() : source.file
          counts.decoded += 1
          const { quality, avifEffort } = encoding
          const made = await renderDerivatives({ ...source, file }, wanted, {
            ...limits,
            quality,
            avifEffort,
            markPicture,
          })
          const results = new Map<(typeof wanted)[number], CachedDerivative>()
          for (const { target, bytes } of made) {
            const one = wanted.find((each) => each === target)
            const dimensions = inspectEncoded(bytes, target.format)
            if (one === undefined || dimensions === undefined) throw new VitrineError('MEDIA_CORRUPT')
            results.set(one, { bytes, ...dimensions })
            counts.rendered += 1
          }
          return results
        } catch (error) {
          counts.failed += 1
          if (isLasting(error)) failures.set(source.contentHash, error)
          options.onFault?.(error, {
            ...source.about,
            contentHash: source.contentHash,
            size: wanted.map(({ size }) => size.name).join(' '),
          })
          throw error
        }
      })
    },
    counts: () => ({ ...counts, active: limiter.active, waiting: limiter.waiting }),
  }
}
