import { describe, expect, it } from 'vitest'
import { termsOfWords, toSearchKey, toTerms, toWords } from './search-key.ts'
import { toSlug } from './slug.ts'

describe('toSearchKey', () => {
  it.each([
    ['Été', 'ete'],
    ['Cafe\u0301', 'cafe'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Ｆｕｌｌ', 'full'],
    ['Œuvre Ångström', 'oeuvre angstrom'],
    ['写真', '写真'],
    ['İstanbul', 'istanbul'],
  ])('%s → %s', (text, key) => expect(toSearchKey(text)).toBe(key))

  it('reads composed and decomposed text alike', () => {
    expect(toSearchKey('Crémieux'.normalize('NFD'))).toBe(toSearchKey('Crémieux'.normalize('NFC')))
  })
})

describe('toTerms', () => {
  it.each([
    ['#1 *two* A-3', ['1', 'two', 'a', '3']],
    ['#1 *two* Á-3', ['1', 'two', 'a', '3']],
    ['3©4', ['3', '©', '4']],
  ])('finds the same in %s, with letters of ASCII alone or not', (text, terms) => {
    expect(toTerms(text)).toEqual(terms)
    expect(termsOfWords(toWords(text))).toEqual(terms)
  })

  it('cuts at everything that is neither letter nor digit', () => {
    expect(toTerms("IMG_2041.JPG — o'brien")).toEqual(['img', '2041', 'jpg', 'o', 'brien'])
  })
  it('cuts unspaced scripts into characters and pairs', () => {
    expect(toTerms('東京タワ 夜')).toEqual(['東', '京', 'タ', 'ワ', '東京', '京タ', 'タワ', '夜'])
  })
  it('bounds the length of a word without breaking a character', () => {
    expect(toTerms('x'.repeat(100))).toEqual(['x'.repeat(64)])
    for (const term of toTerms(`${'x'.repeat(63)}𝒳y`)) expect(term.isWellFormed()).toBe(true)
  })
  it('bounds the number of words', () =>
    expect(toTerms(Array.from({ length: 50 }, (_, i) => `w${i}`).join(' '), 20)).toHaveLength(20))
})

describe('toSlug', () => {
  it.each([
    ['Été à la mer', 'ete-a-la-mer'],
    ['夜空', '夜空'],
    ['../../etc', 'etc'],
    ["o'brien & <b>", 'obrien-b'],
    ['!!!', ''],
  ])('%s → %s', (text, slug) => expect(toSlug(text)).toBe(slug))
})
