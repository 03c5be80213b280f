import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { checkSiteLocales } from './check-site-locales.ts'
import { createLanguages } from './languages.ts'
import { languageAttributes } from './text-language.ts'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
})

/** A data folder with these files. */
const withFiles = (files: Readonly<Record<string, unknown>>) => {
  const data = mkdtempSync(join(tmpdir(), 'vitrine-languages-'))
  made.push(data)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(data, path)), { recursive: true })
    writeFileSync(join(data, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  const log = vi.fn()
  const open = () =>
    createLanguages({ log, localesFolder: join(data, 'locales'), overridesFolder: join(data, 'overrides') })
  const check = () =>
    checkSiteLocales({ localesFolder: join(data, 'locales'), wordsFolder: join(data, 'overrides', 'locales') })
  return { data, log, open, check }
}

describe('languages of a site of its own', () => {
  it('LNG-01 a folder adds a language; what it lacks is read in English', () => {
    const { open, log } = withFiles({
      'locales/sv/browse.json': { 'count.photos': '{count, plural, one {# foto} other {# foton}}' },
      'locales/he/frame.json': { 'nav.tags': 'תגיות' },
      'locales/not a language/x.json': { 'nav.tags': 'x' },
    })
    const languages = open()
    expect(languages.all.map(({ code }) => code)).toEqual(expect.arrayContaining(['sv', 'he', 'fr']))
    expect(languages.all).toHaveLength(11)
    const swedish = languages.find('sv-SE')
    expect(swedish).toMatchObject({ code: 'sv', name: 'Svenska', direction: 'ltr' })
    expect(swedish?.t('count.photos', { count: 2 })).toBe('2 foton')
    expect(swedish?.t('nav.tags')).toBe('Tags')
    expect(languages.find('he')).toMatchObject({ direction: 'rtl' })
    expect(log).not.toHaveBeenCalled()
  })

  it('LNG-04 a site has its own words for single sentences, in English too, before all others', () => {
    const { open } = withFiles({
      'overrides/locales/en/mine.json': { 'nav.tags': 'Topics' },
      'overrides/locales/fr/mine.json': { 'nav.tags': 'Sujets' },
      'locales/fr/frame.json': { 'nav.tags': 'Thèmes', 'nav.albums': 'Carnets' },
    })
    const languages = open()
    expect(languages.find('en')?.t('nav.tags')).toBe('Topics')
    expect(languages.find('fr')?.t('nav.tags')).toBe('Sujets')
    expect(languages.find('fr')?.t('nav.albums')).toBe('Carnets')
    expect(languages.find('de')?.t('nav.tags')).not.toBe('Topics')
  })

  it('LNG-04 a sentence that is wrong is not used, and named with its file', () => {
    const { open, log, data } = withFiles({
      'overrides/locales/en/mine.json': {
        'nav.tags': '{unclosed',
        'search.titleFor': 'Look: {word}',
        'nav.nowhere': 'x',
        'nav.albums': 'Books',
      },
      'overrides/locales/fr/broken.json': '{ not json',
      'locales/de/frame.json': { 'nav.tags': 7 },
    })
    const languages = open()
    const t = languages.find('en')?.t
    expect(t?.('nav.tags')).toBe('Tags')
    expect(t?.('search.titleFor', { q: 'sea' })).toContain('sea')
    expect(t?.('nav.albums')).toBe('Books')
    expect(languages.find('fr')?.t('nav.tags')).not.toBe('nav.tags')
    const told = log.mock.calls.map(([level, , details]) => [level, details.file, details.key])
    const file = (path: string) => join(data, path)
    expect(told).toEqual(
      expect.arrayContaining([
        ['warn', file('overrides/locales/en/mine.json'), 'nav.tags'],
        ['warn', file('overrides/locales/en/mine.json'), 'search.titleFor'],
        ['warn', file('overrides/locales/en/mine.json'), 'nav.nowhere'],
        ['warn', file('overrides/locales/fr/broken.json'), null],
        ['warn', file('locales/de/frame.json'), null],
      ]),
    )
    expect(told).toHaveLength(5)
  })

  it('LNG-01 a check tells what is missing and what is wrong', () => {
    const { check } = withFiles({
      'locales/sv/browse.json': { 'count.photos': '{count, plural, few {# foto} other {# foton}}' },
      'overrides/locales/fr/mine.json': { 'nav.tags': '{tags}' },
      'overrides/locales/nb/mine.json': { 'nav.tags': 'Emner' },
    })
    const [french, norwegian, swedish] = check()
    expect(french).toMatchObject({ language: 'fr', sentences: 0, missing: [] })
    expect(french?.findings).toMatchObject([
      { severity: 'error', file: 'overrides/locales/fr/mine.json', key: 'nav.tags' },
    ])
    expect(norwegian?.findings).toMatchObject([{ severity: 'error', file: 'overrides/locales/nb', key: null }])
    expect(swedish).toMatchObject({ language: 'sv', sentences: 1 })
    expect(swedish?.missing.length).toBe((swedish?.total ?? 0) - 1)
    expect(swedish?.findings[0]).toMatchObject({ severity: 'warning', file: 'locales/sv/browse.json' })
    expect(withFiles({}).check()).toEqual([])
  })

  it('LNG-02 a text in another language than the page says which, and in what direction it runs', () => {
    const languages = withFiles({}).open()
    const french = languages.find('fr')
    if (!french) throw new Error('There is no French.')
    const attributes = (language: string | null, usual?: 'auto') =>
      languages.within(french, () => String(languageAttributes(languages, language, usual)), 'ar')
    expect(attributes('fr')).toBe('')
    expect(attributes('fr-CA', 'auto')).toBe(' dir="auto"')
    expect(attributes('de')).toBe(' lang="de" dir="ltr"')
    expect(attributes(null)).toBe(' lang="ar" dir="rtl"')
    expect(String(languageAttributes(languages, null))).toBe('')
  })
})
