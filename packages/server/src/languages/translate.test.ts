import { describe, expect, it, vi } from 'vitest'
import { createTranslate } from './translate.ts'

const english = new Map([
  ['count.photos', '{count, plural, one {# photo} other {# photos}}'],
  ['count.albums', '{count, plural, one {# album} other {# albums}}'],
  ['search.titleFor', 'Search: {q}'],
  ['nav.tags', 'Tags'],
])

const translate = (code: string, own: Record<string, string>, { isRightToLeft = false, log = () => {} } = {}) =>
  createTranslate({
    isRightToLeft,
    log,
    catalogues: [
      { code, messages: new Map(Object.entries(own)) },
      { code: 'en', messages: english },
    ],
  })

describe('createTranslate', () => {
  it('counts as each language does', () => {
    const t = translate('ar', {
      'count.photos': '{count, plural, zero {zero} one {one} two {two} few {# few} many {# many} other {# other}}',
    })
    expect([0, 1, 2, 3, 11, 100].map((count) => t('count.photos', { count }))).toEqual([
      'zero',
      'one',
      'two',
      expect.stringMatching(/few/),
      expect.stringMatching(/many/),
      expect.stringMatching(/other/),
    ])
    // English stands in with English plurals.
    expect(t('count.albums', { count: 1 })).toBe('1 album')
    expect(t('count.albums', { count: 1234 })).toBe('1,234 albums')
    expect(translate('de', { 'count.photos': '{count, number} Fotos' })('count.photos', { count: 1234 })).toBe(
      '1.234 Fotos',
    )
  })

  it('falls back to the next catalogue, and never fails, whatever a file says', () => {
    const log = vi.fn()
    const t = translate(
      'de',
      { 'nav.tags': '{unclosed', 'search.titleFor': '{somethingElse}', 'count.photos': '{count, plural}' },
      { log },
    )
    expect(t('nav.tags')).toBe('Tags')
    expect(t('search.titleFor', { q: 'sea' })).toBe('Search: sea')
    expect(t('count.photos', { count: 2 })).toBe('2 photos')
    expect(log).toHaveBeenCalledTimes(3)
  })

  it('takes markup and quotes for text', () => {
    const t = translate('de', { 'nav.tags': "<b>it's</b> '{q}'", 'search.titleFor': '<i>{q}</i>' })
    expect(t('nav.tags')).toBe("<b>it's</b> {q}")
    expect(t('search.titleFor', { q: "<script>{x}'" })).toBe("<i><script>{x}'</i>")
  })

  it('keeps what people wrote apart in a sentence that runs from right to left', () => {
    const t = translate('ar', { 'search.titleFor': 'بحث: {q}' }, { isRightToLeft: true })
    expect(t('search.titleFor', { q: 'sea' })).toBe('بحث: \u2068sea\u2069')
  })
})
