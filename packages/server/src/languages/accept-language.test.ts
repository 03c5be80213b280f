import { describe, expect, it } from 'vitest'
import { readAcceptLanguage } from './accept-language.ts'

describe('readAcceptLanguage', () => {
  it.each([
    [null, []],
    ['', []],
    ['de', ['de']],
    ['fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', ['fr-CH', 'fr', 'en', 'de']],
    ['en;q=0.1, ja', ['ja', 'en']],
    ['en;q=0, de;q=2, fr;q=x, ;q=1, it ; q = 0.3', ['it']],
    [`${'x'.repeat(2000)},de`, ['x'.repeat(1000)]],
  ])('reads %j', (header, codes) => {
    expect(readAcceptLanguage(header)).toEqual(codes)
  })
})
