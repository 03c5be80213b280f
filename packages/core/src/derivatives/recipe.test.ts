import { describe, expect, it } from 'vitest'
import { negotiateFormat } from './negotiate.ts'
import { derivativeKey } from './recipe.ts'
import type { SizeDefinition } from './sizes.ts'

const source = { contentHash: 'ab'.repeat(32), orientation: 1 }
const size: SizeDefinition = { name: 'medium', widthPx: 792, heightPx: 594, fit: 'inside', enabled: true }

describe('derivativeKey', () => {
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
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('does not depend on a focal point where nothing is cut off, nor on a quality that is the default', () => {
    expect(derivativeKey({ ...source, focal: { x: 0.2, y: 0.5 } }, size)).toBe(derivativeKey(source, size))
    expect(derivativeKey(source, { ...size, quality: 82 }, 'jpeg')).toBe(derivativeKey(source, size, 'jpeg'))
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
})
