import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { englishSentences } from '../../../core/src/mail/mail.sentences.ts'
import { mailLanguages } from './mail-languages.ts'

/** Whatever a sentence may ask for. */
const filled = (count: number) => ({
  site: 'Photos & “co”',
  username: 'ann',
  email: 'ann@example.org',
  author: 'bob',
  title: 'Quay',
  kind: 'new',
  since: '4 July 2019',
  album: 'Boats',
  count,
  hours: count,
})

describe('the languages of letters', () => {
  const find = mailLanguages()

  it('NOT-02: says the same in English as a gallery that knows no other language', () => {
    const english = find(['en'])
    for (const [key, write] of Object.entries(englishSentences))
      for (const count of [1, 2, 72]) {
        const values = filled(count)
        const told = (english.say as (key: string, values: object) => string)(key, values)
        expect(told, key).toBe((write as (values: object) => string)(values))
      }
    expect(english.day('2019-07-04T18:30:00.000Z')).toBe('4 July 2019')
  })

  it('NOT-02: takes the first language that there is, with its direction, its plurals and its dates', () => {
    expect(find(['xx', 'fr']).code).toBe('fr')
    expect(find([]).code).toBe('en')
    const german = find(['de-AT', 'en'])
    expect(german.say('mail.news.subject', { site: 'Hafen', count: 2 })).toBe('2 neue Fotos bei Hafen')
    expect(german.day('2019-07-04T18:30:00.000Z')).toBe('4. Juli 2019')
    expect(find(['ar']).direction).toBe('rtl')
    expect(find(['ja']).direction).toBe('ltr')
  })

  it('NOT-02: has every sentence in each language', () => {
    const english = find(['en'])
    for (const code of ['de', 'fr', 'es', 'it', 'pt', 'nl', 'ja', 'ar']) {
      const language = find([code])
      const same = Object.keys(englishSentences).filter((key) => {
        const say = (of: typeof language) => (of.say as (key: string, values: object) => string)(key, filled(3))
        return say(language) === say(english) || say(language).includes('{')
      })
      expect(same, code).toEqual([])
    }
  })

  it('NOT-02, LNG-01: writes in a language that the site added', () => {
    const localesFolder = mkdtempSync(join(tmpdir(), 'vitrine-locales-'))
    try {
      mkdirSync(join(localesFolder, 'sv'))
      writeFileSync(join(localesFolder, 'sv', 'mail.json'), JSON.stringify({ 'mail.confirm': 'Bekräfta' }))
      const swedish = mailLanguages({ localesFolder })(['sv', 'en'])
      expect(swedish.code).toBe('sv')
      expect(swedish.say('mail.confirm')).toBe('Bekräfta')
      expect(swedish.say('mail.news.unsubscribe')).toBe(find(['en']).say('mail.news.unsubscribe'))
    } finally {
      rmSync(localesFolder, { recursive: true })
    }
  })
})
