import { describe, expect, it } from 'vitest'
import { negotiateFormat } from './negotiate.ts'
import { defaultRenderSettings, type RenderSettings, toProfile } from './profile.ts'
import { type RecipeSource, recipeOf } from './recipe.ts'
import type { SizeDefinition } from './sizes.ts'
import type { Watermark } from './watermark.ts'

const source: RecipeSource = { contentHash: 'ab'.repeat(32), orientation: 1, widthPx: 4000, heightPx: 3000 }
const size: SizeDefinition = { name: 'medium', widthPx: 792, heightPx: 594, fit: 'inside', enabled: true }
const profileOf = (settings: Partial<RenderSettings> = {}) => toProfile({ ...defaultRenderSettings, ...settings })
const usual = profileOf()
const derivativeKey = (
  of: RecipeSource,
  sized: SizeDefinition,
  format: 'jpeg' | 'webp' | 'avif' | null = null,
  profile = usual,
) => recipeOf(of, sized, { profile, format }).key
const mark: Watermark = {
  name: 'proof',
  picture: 'cd'.repeat(32),
  position: 'bottom-right',
  opacityPercent: 50,
  marginPercent: 2,
  widthPercent: 25,
  minWidthPx: 500,
  minHeightPx: 0,
  sizes: null,
}

describe('recipeOf', () => {
  it('is short, safe in a URL and stays the same', () => {
    // A key that changes without need throws away every cache: this one is written down.
    expect(derivativeKey(source, size, 'jpeg')).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(derivativeKey(source, size, 'jpeg')).toBe(derivativeKey({ ...source }, { ...size, name: 'renamed' }, 'jpeg'))
  })

  it('differs for everything that decides the bytes', () => {
    const square: SizeDefinition = { ...size, fit: 'crop' }
    const keys = [
      derivativeKey(source, size, 'jpeg'),
      derivativeKey(source, size, 'webp'),
      derivativeKey(source, size),
      derivativeKey({ ...source, contentHash: 'cd'.repeat(32) }, size, 'jpeg'),
      derivativeKey({ ...source, orientation: 6 }, size, 'jpeg'),
      derivativeKey(source, { ...size, widthPx: 793 }, 'jpeg'),
      derivativeKey(source, { ...size, quality: 90 }, 'jpeg'),
      derivativeKey(source, square, 'jpeg'),
      derivativeKey({ ...source, focal: { x: 0.2, y: 0.5 } }, square, 'jpeg'),
      derivativeKey(source, { ...size, sharpenPercent: 20 }, 'jpeg'),
      derivativeKey(source, { ...size, isAnimated: true }, 'jpeg'),
      derivativeKey(source, { ...size, gamut: 'wide' }, 'jpeg'),
      derivativeKey(source, size, 'jpeg', profileOf({ quality: { jpeg: 70, webp: 80, avif: 50 } })),
      derivativeKey(source, size, null, profileOf({ formats: ['jpeg', 'webp', 'avif'] })),
      derivativeKey(source, size, 'avif'),
      derivativeKey(source, size, 'avif', profileOf({ avifEffort: 1 })),
      derivativeKey({ ...source, mark }, size, 'jpeg'),
      derivativeKey({ ...source, mark: { ...mark, opacityPercent: 60 } }, size, 'jpeg'),
      derivativeKey({ ...source, mark: { ...mark, position: 'tiled' } }, size, 'jpeg'),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('does not depend on a focal point where nothing is cut off, nor on a quality that is the default', () => {
    expect(derivativeKey({ ...source, focal: { x: 0.2, y: 0.5 } }, size)).toBe(derivativeKey(source, size))
    expect(derivativeKey(source, { ...size, quality: 82 }, 'jpeg')).toBe(derivativeKey(source, size, 'jpeg'))
  })
})

describe('a watermark', () => {
  const keyWith = (changed: Partial<Watermark> | null, of = size) =>
    derivativeKey(changed ? { ...source, mark: { ...mark, ...changed } } : source, of)

  it('changes the keys of the derivatives that carry it, and of no others', () => {
    const small: SizeDefinition = { ...size, name: 'small', widthPx: 400, heightPx: 300 }
    expect(keyWith({}, small)).toBe(keyWith(null, small))
    expect(keyWith({})).not.toBe(keyWith(null))
    expect(keyWith({ sizes: ['small'] })).toBe(keyWith(null))
    expect(keyWith({ sizes: ['small'], minWidthPx: 0 }, small)).not.toBe(keyWith(null, small))
    // What it is called, and on what else it lies, makes no other picture.
    expect(keyWith({ name: 'other', minWidthPx: 1, sizes: ['medium'] })).toBe(keyWith({}))
  })

  it('is known to the settings: what they would not make is out of date', () => {
    const profile = profileOf({ sizes: [size], formats: ['jpeg'] })
    const tagOf = (of: RecipeSource) => recipeOf(of, size, { profile, format: 'jpeg' }).tag
    const tags = profile.allTags([mark])
    expect(tags.size).toBe(2)
    expect(tags.has(tagOf(source)) && tags.has(tagOf({ ...source, mark }))).toBe(true)
    expect(tags.has(tagOf({ ...source, mark: { ...mark, opacityPercent: 51 } }))).toBe(false)
  })
})

describe('negotiateFormat', () => {
  it.each([
    [undefined, 'jpeg'],
    ['', 'jpeg'],
    ['*/*', 'jpeg'],
    ['image/*', 'jpeg'],
    ['image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', 'webp'],
    ['image/webp', 'webp'],
    ['IMAGE/WEBP ; q=0.5', 'webp'],
    ['image/webp;q=0', 'jpeg'],
    ['image/webp;q=0.5, image/jpeg', 'jpeg'],
    ['image/webp;q=0.9, image/jpeg;q=0.9', 'webp'],
    ['image/webp;q=abc', 'jpeg'],
    ['text/html', 'jpeg'],
    [`${'a/b,'.repeat(100_000)}image/webp`, 'jpeg'],
  ])('%.60s → %s', (accept, expected) => expect(negotiateFormat(accept)).toBe(expected))

  it.each([
    ['image/avif,image/webp,*/*;q=0.8', 'avif'],
    ['image/webp,image/avif', 'avif'],
    ['image/avif;q=0.5,image/webp', 'webp'],
    ['image/avif;q=0,image/webp;q=0.1', 'webp'],
    ['image/*', 'jpeg'],
    ['image/avif;q=0.2,image/jpeg', 'jpeg'],
  ])('with AVIF on offer: %s → %s', (accept, expected) => {
    expect(negotiateFormat(accept, ['jpeg', 'webp', 'avif'])).toBe(expected)
    expect(negotiateFormat(accept, ['jpeg'])).toBe('jpeg')
  })
})
