import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { faultsOfLocales } from './check-locales.ts'
import { bundledLocalesFolder } from './read-catalogue.ts'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
})

/** The English sentences, and a language made of them. */
const withLanguage = (change: (messages: Record<string, string>) => void, area = 'browse'): string => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-locales-'))
  made.push(folder)
  cpSync(join(bundledLocalesFolder(), 'en'), join(folder, 'en'), { recursive: true })
  cpSync(join(bundledLocalesFolder(), 'en'), join(folder, 'de'), { recursive: true })
  rmSync(join(folder, 'de', 'admin'), { recursive: true })
  // German has the plurals of English.
  const path = join(folder, 'de', `${area}.json`)
  const messages = JSON.parse(readFileSync(path, 'utf8'))
  change(messages)
  writeFileSync(path, JSON.stringify(messages))
  return folder
}

describe('faultsOfLocales', () => {
  it('finds nothing wrong with the languages that come with the server', () => {
    expect(faultsOfLocales(bundledLocalesFolder())).toEqual([])
  })

  it('takes a language that is whole but for the sentences of administrators', () => {
    expect(faultsOfLocales(withLanguage(() => {}))).toEqual([])
  })

  it.each([
    ['a missing key', 'tag.title', undefined, /tag.title is missing/],
    ['a key too many', 'tag.subtitle', 'x', /tag.subtitle is not known/],
    ['an argument that is left out', 'tag.title', 'Tag', /tag.title: leaves out “name”/],
    ['an argument too many', 'tag.title', '{name} {count}', /tag.title: asks for “count”/],
    ['a text that is counted', 'tag.title', '{name, number}', /tag.title: counts “name”/],
    ['a plural of other languages', 'recent.days', '{days, plural, few {#} other {#}}', /“few” is no plural of de/],
    ['what does not parse', 'tag.title', '{name', /tag.title: does not parse/],
  ])('finds %s', (_, key, text, fault) => {
    const folder = withLanguage((messages) => {
      if (text === undefined) delete messages[key]
      else messages[key] = text
    })
    expect(faultsOfLocales(folder)).toEqual([expect.stringMatching(fault)])
  })
})
