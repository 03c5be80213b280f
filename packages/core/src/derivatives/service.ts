import { VitrineError } from '../errors/vitrine-error.ts'
import { type CachedDerivative, createDerivativeCache } from './cache.ts'
import type { CacheEntry } from './cache-entry.ts'
import { type DerivativeFormat, defaultQualities } from './formats.ts'
import { defaultRenderSettings, type RenderProfile, toProfile } from './profile.ts'
import { type RecipeSource, recipeOf, recipesOf } from './recipe.ts'
import { createRenderer } from './renderer.ts'
import { createSingleFlight, type Wanted } from './single-flight.ts'
import { checkSizes, type SizeDefinition } from './sizes.ts'
import type {
  Derivative,
  DerivativeDescription,
  DerivativeSource,
  Derivatives,
  DerivativesOptions,
  Renditions,
} from './types.ts'

const defaultFormats: readonly DerivativeFormat[] = ['jpeg']

/**
 * Renders and caches the declared sizes of pictures.
 *
 * @throws {VitrineError} `OPTIONS_INVALID` with one issue per fault.
 */
export const createDerivatives = (options: DerivativesOptions): Derivatives => {
  const { sizes = defaultRenderSettings.sizes } = options
  const issues = checkSizes(sizes).map((issue) => ({ ...issue, path: `sizes.${issue.path}` }))
  if (issues.length > 0) throw new VitrineError('OPTIONS_INVALID', { issues })
  const cache = createDerivativeCache(options)
  const renderer = createRenderer(options)
  const flight = createSingleFlight({ ...options, cache, renderer })
  const views = new WeakMap<RenderProfile, Renditions>()
  let closed = false

  const assertUsable = (source: DerivativeSource): void => {
    if (closed) throw new VitrineError('GALLERY_CLOSED')
    // It becomes part of a path.
    if (!/^[0-9a-f]{8,128}$/.test(source.contentHash))
      throw new TypeError('Expected contentHash to be 8 to 128 hexadecimal digits.')
  }

  const missingOf = async (wanted: readonly Wanted[]): Promise<readonly Wanted[]> => {
    const there = await Promise.all(wanted.map(({ entry }) => cache.has(entry)))
    return wanted.filter((_, index) => !there[index])
  }

  const toRenditions = (profile: RenderProfile): Renditions => {
    const want = (source: DerivativeSource, name: string, format: DerivativeFormat): Wanted => {
      const size = profile.byName.get(name)
      if (size === undefined) throw new VitrineError('SIZE_NOT_FOUND')
      if (!profile.formats.includes(format)) throw new VitrineError('DERIVATIVE_NOT_FOUND')
      const { mark, tag, key } = recipeOf(source, size, { profile, format })
      return { size, format, mark, entry: { contentHash: source.contentHash, size: name, format, tag, key } }
    }
    const describeSizes = (source: RecipeSource, sizes: readonly SizeDefinition[]) => {
      const described: Record<string, DerivativeDescription> = {}
      const recipe = recipesOf(source, { profile, format: null })
      for (const size of sizes) {
        const { key, widthPx, heightPx } = recipe(size)
        described[size.name] = { key, widthPx, heightPx }
      }
      return described
    }
    return {
      sizes: profile.enabled,

      describe(source, name) {
        if (name === undefined) return describeSizes(source, profile.enabled)
        const named = profile.byName.get(name)
        return describeSizes(source, named ? [named] : [])
      },

      formatsOf({ mimeType }, name) {
        const mayMove = profile.byName.get(name)?.isAnimated && /^image\/(gif|webp)$/.test(mimeType)
        return mayMove ? profile.formats.filter((format) => format !== 'avif') : profile.formats
      },

      async open(source, { size, format }) {
        assertUsable(source)
        const wanted = want(source, size, format)
        const { entry } = wanted
        const inMemory = cache.peek(entry)
        if (inMemory) return toDerivative(entry, inMemory)
        const [derivative] = await flight.obtain(source, [wanted], { priority: 'interactive', encoding: profile })
        if (derivative === undefined) throw new VitrineError('DERIVATIVE_NOT_FOUND')
        return toDerivative(entry, derivative)
      },

      async warm(
        source,
        { sizes: names = profile.enabled.map(({ name }) => name), formats = defaultFormats, looksFirst = false } = {},
      ) {
        assertUsable(source)
        const wanted = formats.flatMap((format) => names.map((name) => want(source, name, format)))
        const missing = looksFirst ? await missingOf(wanted) : wanted
        const obtained = await flight.obtain(source, missing, { priority: 'background', encoding: profile })
        const rendered = obtained.filter(({ fresh }) => fresh).length
        return { rendered, present: wanted.length - rendered }
      },
    }
  }

  const under = (profile: RenderProfile): Renditions => {
    const known = views.get(profile) ?? toRenditions(profile)
    views.set(profile, known)
    return known
  }

  return {
    ...under(
      toProfile({
        sizes,
        formats: options.formats ?? defaultRenderSettings.formats,
        quality: options.quality ?? defaultQualities,
        avifEffort: options.avifEffort ?? defaultRenderSettings.avifEffort,
      }),
    ),
    under,
    noteWritten: (bytes) => cache.noteWritten(bytes),
    purge: (scope) => cache.purge(scope),
    tidy: () => cache.tidy(),

    counts: () => ({ cache: cache.counts(), ...renderer.counts() }),

    async statistics() {
      return { cache: await cache.statistics(), ...renderer.counts() }
    },

    async close() {
      closed = true
      await flight.close()
      await cache.close()
    },
  }
}

const toDerivative = ({ key, format }: CacheEntry, { bytes, widthPx, heightPx }: CachedDerivative): Derivative => ({
  bytes,
  mimeType: `image/${format}`,
  etag: `"${key}"`,
  widthPx,
  heightPx,
})
