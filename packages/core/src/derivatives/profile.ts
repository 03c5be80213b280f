import { createHash } from 'node:crypto'
import type { LRUCache } from 'lru-cache'
import { createLru } from '../lookups/lru.ts'
import { type DerivativeFormat, defaultQualities, type Qualities } from './formats.ts'
import { defaultSizes, qualityOf, type SizeDefinition } from './sizes.ts'
import { type Mark, markRecipe, type Watermark } from './watermark.ts'

/** What derivatives there are, and how they are made. */
export interface RenderSettings {
  /** All that are declared, those that are switched off too. */
  readonly sizes: readonly SizeDefinition[]
  /** Formats to choose from by what the asker understands; JPEG is always among them. */
  readonly formats: readonly DerivativeFormat[]
  /** Where a size says nothing. */
  readonly quality: Qualities
  /** 0 to 9. More than 1 takes seconds for a picture. */
  readonly avifEffort: number
}

export const defaultRenderSettings: RenderSettings = Object.freeze({
  sizes: defaultSizes,
  formats: Object.freeze(['jpeg', 'webp'] as const),
  quality: defaultQualities,
  avifEffort: 0,
})

/** Raised whenever the renderer makes other pixels from the same recipe, so that no cache keeps the old ones. */
export const rendererVersion = 3

/** Settings made ready: immutable, one for each state of the settings. */
export interface RenderProfile extends RenderSettings {
  /** The sizes that are switched on. */
  readonly enabled: readonly SizeDefinition[]
  readonly byName: ReadonlyMap<string, SizeDefinition>
  /**
   * Names all that the settings decide of a derivative's bytes; what the photo decides is no part of it.
   *
   * @param of.format - `null`: in whatever format is negotiated; changes when any of them would.
   * @returns 8 characters of `[A-Za-z0-9_-]`.
   */
  tagOf(size: SizeDefinition, of: { readonly format: DerivativeFormat | null; readonly mark: Mark | null }): string
  /** Tags of everything that can be made, with these marks and without: files with others are out of date. */
  allTags(marks: readonly Watermark[]): ReadonlySet<string>
}

/** Of one size, by format and mark: each link may have a text of its own. */
const maxTags = 1_000

export const toProfile = (settings: RenderSettings): RenderProfile => {
  const { formats, quality, avifEffort } = settings
  const enabled = settings.sizes.filter((size) => size.enabled)
  const known = new WeakMap<SizeDefinition, LRUCache<string, string>>()

  const tagOf: RenderProfile['tagOf'] = (size, { format, mark }) => {
    const ofSize = known.get(size) ?? createLru<string, string>(maxTags)
    const name = `${format}|${mark ? markRecipe(mark).join() : ''}`
    const found = ofSize.get(name)
    if (found !== undefined) return found
    const { widthPx, heightPx, fit, sharpenPercent = 0, isAnimated = false, gamut = 'srgb' } = size
    const encoding = (of: DerivativeFormat) => [of, qualityOf(size, of, quality), of === 'avif' ? avifEffort : null]
    // An array, because the order of an object's keys is no part of JSON.
    const recipe = [
      rendererVersion,
      [widthPx, heightPx, fit, sharpenPercent, isAnimated, gamut],
      format ? encoding(format) : formats.map(encoding),
      mark && markRecipe(mark),
    ]
    const tag = createHash('sha256').update(JSON.stringify(recipe)).digest('base64url').slice(0, 8)
    ofSize.set(name, tag)
    known.set(size, ofSize)
    return tag
  }

  return Object.freeze({
    ...settings,
    enabled,
    byName: new Map(enabled.map((size) => [size.name, size])),
    tagOf,
    allTags: (marks: readonly Watermark[]) =>
      new Set(
        enabled.flatMap((size) =>
          formats.flatMap((format) => [null, ...marks].map((mark) => tagOf(size, { format, mark }))),
        ),
      ),
  })
}
