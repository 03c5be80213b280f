import { join } from 'node:path'
import { areasOf, bundledLocalesFolder, readArea, readCatalogue } from './read-catalogue.ts'
import { type LocaleFault, languageFolders, readSiteCatalogue } from './site-catalogue.ts'

export interface SiteLanguage {
  readonly language: string
  /** How many sentences the site has of its own. */
  readonly sentences: number
  /** Keys that visitors read in English, for want of a sentence; those of administrators are not among them. */
  readonly missing: readonly string[]
  /** How many sentences visitors read. */
  readonly total: number
  readonly findings: readonly LocaleFault[]
}

/** Missing keys that are told one by one; of a language that was only begun there are hundreds. */
const maxTold = 20

type Folders = ReturnType<typeof languageFolders>

/** Looks through the languages and the words that a site has of its own. */
export const checkSiteLocales = (places: {
  readonly localesFolder: string
  readonly wordsFolder: string
}): SiteLanguage[] => {
  const bundled = bundledLocalesFolder()
  const english = readCatalogue(join(bundled, 'en'))
  const forVisitors = areasOf(join(bundled, 'en'))
    .filter((area) => !area.startsWith('admin/'))
    .flatMap((area) => readArea(join(bundled, 'en', `${area}.json`)).map(([key]) => key))
  const [own, words, known] = [places.localesFolder, places.wordsFolder, bundled].map(languageFolders) as [
    Folders,
    Folders,
    Folders,
  ]

  return [...new Set([...own.keys(), ...words.keys()])].sort().map((language) => {
    const read = (folder: string, name: string | undefined, prefix: string) => {
      if (name === undefined) return { messages: new Map<string, string>(), faults: [] }
      const { messages, faults } = readSiteCatalogue(folder, name, english)
      return { messages, faults: faults.map((fault) => ({ ...fault, file: `${prefix}/${fault.file}` })) }
    }
    const pack = read(places.localesFolder, own.get(language), 'locales')
    const site = read(places.wordsFolder, words.get(language), 'overrides/locales')
    const bundledName = known.get(language)
    const theirs = bundledName === undefined ? new Map<string, string>() : readCatalogue(join(bundled, bundledName))
    const isNoLanguage = bundledName === undefined && !own.has(language)
    const missing = forVisitors.filter((key) => ![pack.messages, site.messages, theirs].some((each) => each.has(key)))
    return {
      language,
      sentences: new Set([...pack.messages.keys(), ...site.messages.keys()]).size,
      missing,
      total: forVisitors.length,
      findings: [
        ...pack.faults,
        ...site.faults,
        ...(isNoLanguage
          ? [
              {
                severity: 'error' as const,
                file: `overrides/locales/${words.get(language)}`,
                key: null,
                message: `The gallery does not speak ${language}: a new language goes into locales/${language}.`,
              },
            ]
          : missing.slice(0, maxTold).map((key) => ({
              severity: 'warning' as const,
              file: `locales/${own.get(language) ?? language}`,
              key,
              message: 'Is missing: English takes its place.',
            }))),
      ],
    }
  })
}
