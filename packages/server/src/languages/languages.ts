import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import type { ServerLog } from '../options.types.ts'
import { directionOf, languageOfName } from './direction.ts'
import { createFormats, type Formats } from './format.ts'
import type { Catalogue, Translate } from './messages.types.ts'
import { bundledLocalesFolder, readCatalogue } from './read-catalogue.ts'
import { languageFolders, readSiteCatalogue } from './site-catalogue.ts'
import { createTranslate } from './translate.ts'

/** One language of the pages. */
export interface Language {
  /** BCP 47, such as `de` or `pt-BR`. */
  readonly code: string
  /** As those call it who speak it: `Deutsch`. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  readonly t: Translate
  readonly formats: Formats
}

/** The languages of the pages, and which of them the request at hand is answered in. */
export interface Languages {
  /** By their names in their own alphabets. */
  readonly all: readonly Language[]
  /** What is closest to it: `de-AT` finds `de`. `null` where nothing is. */
  find(code: string): Language | null
  /** Of the request at hand; English outside of requests. */
  readonly current: Language
  /**
   * Does a piece of work in a language, with all that it waits for.
   *
   * @param gallery - The language of the gallery, which texts are in that were not translated.
   */
  within<T>(language: Language, work: () => T, gallery?: string | null): T
  /** The language of the gallery, in the request at hand; `null` where it is not known. */
  readonly gallery: string | null
  /** In the language of the request at hand. */
  readonly t: Translate
  readonly formats: Formats
}

export interface LanguagesOptions {
  readonly log: ServerLog
  /** Languages of the site's own, each a folder as those that come with the server. Default: nowhere. */
  readonly localesFolder?: string | undefined
  /** `locales/` in it has sentences that the site words in its own way, a folder for each language. Default: nowhere. */
  readonly overridesFolder?: string | undefined
}

const english = 'en'

const nameOf = (code: string): string => {
  const name = new Intl.DisplayNames([code], { type: 'language', languageDisplay: 'standard' }).of(code) ?? code
  return `${name.slice(0, 1).toLocaleUpperCase(code)}${name.slice(1)}`
}

/** The folders of languages in a folder, by their codes; there may be none. */
const folders = (folder: string | undefined): ReadonlyMap<string, string> =>
  folder === undefined ? new Map() : languageFolders(folder)

/** Reads every language there is. @throws `Error` where those that come with the server are missing */
export const createLanguages = ({ log, localesFolder, overridesFolder }: LanguagesOptions): Languages => {
  const bundledFolder = bundledLocalesFolder()
  const bundled = folders(bundledFolder)
  if (!bundled.has(english)) throw new Error('The English sentences are missing from this installation')
  const englishCatalogue = readCatalogue(join(bundledFolder, english))
  const wordsFolder = overridesFolder === undefined ? undefined : join(overridesFolder, 'locales')
  const [own, words] = [folders(localesFolder), folders(wordsFolder)]

  /** What the site has of its own: a mistake in it costs a sentence, and is told of. */
  const readOwn = (folder: string | undefined, name: string | undefined): Catalogue[] => {
    if (folder === undefined || name === undefined) return []
    const { messages, faults } = readSiteCatalogue(folder, name, englishCatalogue)
    for (const { severity, file, key, message } of faults)
      log(
        'warn',
        severity === 'error' ? 'A sentence of the site is not used.' : 'A sentence of the site may be wrong.',
        {
          file: join(folder, file),
          key,
          fault: message,
        },
      )
    return [messages]
  }
  const cataloguesOf = (code: string): Catalogue[] => [
    ...readOwn(wordsFolder, words.get(code)),
    ...readOwn(localesFolder, own.get(code)),
    ...(bundled.has(code) && code !== english ? [readCatalogue(join(bundledFolder, bundled.get(code) as string))] : []),
  ]
  const create = (code: string): Language => {
    const direction = directionOf(code)
    const t = createTranslate({
      isRightToLeft: direction === 'rtl',
      catalogues: [
        ...cataloguesOf(code).map((messages) => ({ code, messages })),
        { code: english, messages: englishCatalogue },
      ],
      log,
    })
    return { code, name: nameOf(code), direction, t, formats: createFormats(code) }
  }

  const all = [...new Set([...bundled.keys(), ...own.keys()])]
    .map(create)
    .sort((a, b) => a.name.localeCompare(b.name, english))
  const byCode = new Map(all.map((language) => [language.code, language]))
  const byLanguage = new Map(all.map((language) => [new Intl.Locale(language.code).language, language]))
  const fallback = byCode.get(english) ?? create(english)
  const storage = new AsyncLocalStorage<{ readonly language: Language; readonly gallery: string | null }>()
  const current = (): Language => storage.getStore()?.language ?? fallback

  return {
    all,
    find: (text) => {
      const code = languageOfName(text)
      if (code === null) return null
      return (
        byCode.get(code) ??
        byCode.get(new Intl.Locale(code).language) ??
        byLanguage.get(new Intl.Locale(code).language) ??
        null
      )
    },
    get current() {
      return current()
    },
    get gallery() {
      return storage.getStore()?.gallery ?? null
    },
    within: (language, work, gallery = null) => storage.run({ language, gallery }, work),
    t: (key, ...values) => current().t(key, ...values),
    formats: followingFormats(() => current().formats),
  }
}

/** Figures and dates in the language that is asked for at each call. */
const followingFormats = (formats: () => Formats): Formats => ({
  number: (value) => formats().number(value),
  list: (names) => formats().list(names),
  bytes: (value) => formats().bytes(value),
  localDateTime: (local) => formats().localDateTime(local),
  dayRange: (from, to) => formats().dayRange(from, to),
  days: (from, to) => formats().days(from, to),
  daysOfYear: (from, to) => formats().daysOfYear(from, to),
  weekday: (weekday) => formats().weekday(weekday),
  month: (month, year) => formats().month(month, year),
  day: (year, month, day) => formats().day(year, month, day),
  dayOfMonth: (month, day) => formats().dayOfMonth(month, day),
  instant: (iso) => formats().instant(iso),
  duration: (seconds) => formats().duration(seconds),
  get weekdays() {
    return formats().weekdays
  },
  get firstWeekday() {
    return formats().firstWeekday
  },
})
