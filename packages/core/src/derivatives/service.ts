import { availableParallelism } from 'node:os'
import { LRUCache } from 'lru-cache'
import { VitrineError } from '../errors/vitrine-error.ts'
import { type CachedDerivative, createDerivativeCache } from './cache.ts'
import type { CacheEntry } from './cache-entry.ts'
import { inspectEncoded } from './encoded.ts'
import { derivativeSize } from './geometry.ts'
import { createLimiter, type Priority } from './limiter.ts'
import { type DerivativeFormat, derivativeKey } from './recipe.ts'
import { type RenderTarget, renderDerivatives } from './render.ts'
import { checkSizes, defaultSizes } from './sizes.ts'
import type { Derivative, DerivativeDescription, DerivativeSource, Derivatives, DerivativesOptions } from './types.ts'

interface Wanted extends RenderTarget {
  readonly entry: CacheEntry
}

interface Obtained extends CachedDerivative {
  /** Rendered for this ask, not found in the cache. */
  readonly fresh: boolean
}

const defaultMaxPixels = 220_000_000
const defaultFormats: readonly DerivativeFormat[] = ['jpeg']
/** Faults of the original, which the next minute will not mend. Anything else (a full queue, a busy database) is tried again at once. */
const isLasting = (error: unknown): error is VitrineError =>
  VitrineError.has(
    error,
    'MEDIA_CORRUPT',
    'MEDIA_NOT_RENDERABLE',
    'MEDIA_TIMEOUT',
    'MEDIA_TOO_MANY_PIXELS',
    'STORAGE_NOT_FOUND',
  )

/**
 * Renders and caches the declared sizes of pictures.
 *
 * @throws {VitrineError} `OPTIONS_INVALID` with one issue per fault.
 */
export const createDerivatives = (options: DerivativesOptions): Derivatives => {
  const issues = checkSizes(options.sizes ?? defaultSizes).map((issue) => ({ ...issue, path: `sizes.${issue.path}` }))
  if (issues.length > 0) throw new VitrineError('OPTIONS_INVALID', { issues })
  const sizes = (options.sizes ?? defaultSizes).filter(({ enabled }) => enabled)
  const byName = new Map(sizes.map((size) => [size.name, size]))
  const limits = { maxPixels: options.maxPixels ?? defaultMaxPixels, timeoutMs: options.timeoutMs ?? 20_000 }
  const cache = createDerivativeCache(options)
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
  const inFlight = new Map<string, Promise<Obtained>>()
  const counts = { rendered: 0, decoded: 0, failed: 0 }
  let closed = false

  const want = (source: DerivativeSource, name: string, format: DerivativeFormat): Wanted => {
    const size = byName.get(name)
    if (size === undefined) throw new VitrineError('SIZE_NOT_FOUND')
    return {
      size,
      format,
      entry: { contentHash: source.contentHash, size: name, format, key: derivativeKey(source, size, format) },
    }
  }

  const assertUsable = (source: DerivativeSource): void => {
    if (closed) throw new VitrineError('GALLERY_CLOSED')
    // It becomes part of a path.
    if (!/^[0-9a-f]{8,128}$/.test(source.contentHash))
      throw new TypeError('Expected contentHash to be 8 to 128 hexadecimal digits.')
  }

  /** One decode for all that is wanted; each is in the cache, or in memory where the disk refused, when this resolves. */
  const render = async (
    source: DerivativeSource,
    wanted: readonly Wanted[],
    priority: Priority,
  ): Promise<Map<Wanted, CachedDerivative>> => {
    // A turned or cropped variant fails with its original, and another original at the same path has another hash.
    const remembered = failures.get(source.contentHash)
    if (remembered) throw remembered
    return limiter.run(source.widthPx * source.heightPx, priority, async () => {
      try {
        const file = typeof source.file === 'function' ? await source.file() : source.file
        counts.decoded += 1
        const made = await renderDerivatives({ ...source, file }, wanted, limits)
        const results = new Map<Wanted, CachedDerivative>()
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
          contentHash: source.contentHash,
          size: wanted.map(({ size }) => size.name).join(' '),
        })
        throw error
      }
    })
  }

  const keep = async ({ entry }: Wanted, derivative: CachedDerivative): Promise<void> => {
    // A full disk must not keep a visitor from a picture that is there.
    await cache.put(entry, derivative).catch((error: unknown) => options.onFault?.(error, entry))
  }

  /** A cache that cannot be read is as good as an empty one. */
  const lookUp = ({ entry }: Wanted): Promise<CachedDerivative | undefined> =>
    cache.get(entry).catch((error: unknown) => {
      options.onFault?.(error, entry)
      return undefined
    })

  const findOrRender = async (
    source: DerivativeSource,
    wanted: readonly Wanted[],
    priority: Priority,
  ): Promise<Map<Wanted, Obtained>> => {
    const found = await Promise.all(wanted.map(lookUp))
    const missing = wanted.filter((_, index) => found[index] === undefined)
    const made = missing.length > 0 ? await render(source, missing, priority) : new Map<Wanted, CachedDerivative>()
    const results = new Map<Wanted, Obtained>()
    for (const [index, one] of wanted.entries()) {
      const derivative = found[index] ?? made.get(one)
      if (derivative === undefined) throw new VitrineError('DERIVATIVE_NOT_FOUND')
      if (made.has(one)) await keep(one, derivative)
      results.set(one, { ...derivative, fresh: made.has(one) })
    }
    return results
  }

  /**
   * Every ask from the first look into the cache to the end of the rendering shares one result. There is no `await` before the result
   * is announced: with one, a second ask could miss the cache, see nothing in flight any more, and render again.
   */
  const obtain = (source: DerivativeSource, wanted: readonly Wanted[], priority: Priority): Promise<Obtained[]> => {
    const fresh = wanted.filter(({ entry }) => !inFlight.has(entry.key))
    const all = fresh.length > 0 ? findOrRender(source, fresh, priority) : undefined
    for (const one of fresh) {
      const each = Promise.resolve(all)
        .then((results) => {
          const derivative = results?.get(one)
          if (derivative === undefined) throw new VitrineError('DERIVATIVE_NOT_FOUND')
          return derivative
        })
        .finally(() => inFlight.delete(one.entry.key))
      inFlight.set(one.entry.key, each)
    }
    return Promise.all(wanted.flatMap(({ entry }) => inFlight.get(entry.key) ?? []))
  }

  return {
    sizes,

    describe(source, name) {
      const described: Record<string, DerivativeDescription> = {}
      const named = name === undefined ? undefined : byName.get(name)
      for (const size of name === undefined ? sizes : named ? [named] : [])
        described[size.name] = { key: derivativeKey(source, size), ...derivativeSize(size, source) }
      return described
    },

    async open(source, { size, format }) {
      assertUsable(source)
      const wanted = want(source, size, format)
      const { entry } = wanted
      const inMemory = cache.peek(entry)
      if (inMemory) return toDerivative(entry, inMemory)
      const [derivative] = await obtain(source, [wanted], 'interactive')
      if (derivative === undefined) throw new VitrineError('DERIVATIVE_NOT_FOUND')
      return toDerivative(entry, derivative)
    },

    async warm(source, { sizes: names = sizes.map(({ name }) => name), formats = defaultFormats } = {}) {
      assertUsable(source)
      const wanted = formats.flatMap((format) => names.map((name) => want(source, name, format)))
      const obtained = await obtain(source, wanted, 'background')
      const rendered = obtained.filter(({ fresh }) => fresh).length
      return { rendered, present: obtained.length - rendered }
    },

    async purge(scope) {
      return cache.purge(scope)
    },

    async statistics() {
      return { cache: await cache.statistics(), ...counts, active: limiter.active, waiting: limiter.waiting }
    },

    async close() {
      closed = true
      await Promise.allSettled(inFlight.values())
    },
  }
}

const mimeTypes = { jpeg: 'image/jpeg', webp: 'image/webp' } as const

const toDerivative = ({ key, format }: CacheEntry, { bytes, widthPx, heightPx }: CachedDerivative): Derivative => ({
  bytes,
  mimeType: mimeTypes[format],
  etag: `"${key}"`,
  widthPx,
  heightPx,
})
