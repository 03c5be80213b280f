import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { argumentsOf, pluralFaults } from './message-arguments.ts'
import { areasOf, readArea } from './read-catalogue.ts'

/** Sentences that only administrators read: they may stay English. */
const isForAdministrators = (area: string): boolean => area.startsWith('admin/')

const parsed = (text: string): ReadonlyMap<string, string> | string => {
  try {
    return argumentsOf(text)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const messageFaults = (where: string, text: string, english: string, language: string): string[] => {
  const own = parsed(text)
  if (typeof own === 'string') return [`${where}: does not parse: ${own}`]
  const expected = parsed(english)
  if (typeof expected === 'string') return []
  const kindOf = (name: string, kind: string) => `${name} (${kind})`
  const names = [...own].map(([name, kind]) => kindOf(name, kind))
  // A language may leave out a figure that goes without saying, but not ask for one that nobody hands in.
  const unknown = [...own.keys()].filter((name) => !expected.has(name))
  const missing = [...expected.keys()].filter((name) => !own.has(name))
  const differing = [...own].filter(([name, kind]) => kind === 'number' && expected.get(name) === 'text')
  return [
    ...unknown.map((name) => `${where}: asks for “${name}”, which is not handed in; has ${names.join(', ')}`),
    ...missing.map((name) => `${where}: leaves out “${name}”`),
    ...differing.map(([name]) => `${where}: counts “${name}”, which is a text`),
    ...pluralFaults(text, language).map((fault) => `${where}: ${fault}`),
  ]
}

const areaFaults = (folder: string, language: string, area: string): string[] => {
  const english = new Map(readArea(join(folder, 'en', `${area}.json`)))
  const path = join(folder, language, `${area}.json`)
  const where = (key: string) => `${language}/${area}: ${key}`
  if (!existsSync(path)) return isForAdministrators(area) ? [] : [`${language}/${area}: is missing`]
  const own = new Map(readArea(path))
  return [
    ...(isForAdministrators(area)
      ? []
      : [...english.keys()].filter((key) => !own.has(key)).map((key) => `${where(key)} is missing`)),
    ...[...own].flatMap(([key, text]) => {
      const original = english.get(key)
      return original === undefined
        ? [`${where(key)} is not known`]
        : messageFaults(where(key), text, original, language)
    }),
  ]
}

const doubledKeys = (folder: string): string[] => {
  const seen = new Map<string, string>()
  return areasOf(join(folder, 'en')).flatMap((area) =>
    readArea(join(folder, 'en', `${area}.json`)).flatMap(([key]) => {
      const before = seen.get(key)
      seen.set(key, area)
      return before === undefined ? [] : [`en: ${key} stands in ${before} and in ${area}`]
    }),
  )
}

/**
 * What is wrong with the languages of a folder, held against English: keys that are missing or superfluous, arguments that differ, sentences
 * that do not parse, plurals that a language does not know. Areas of administrators may be incomplete.
 */
export const faultsOfLocales = (folder: string): string[] => {
  const areas = areasOf(join(folder, 'en'))
  return [
    ...doubledKeys(folder),
    ...readdirSync(folder).flatMap((language) => [
      ...areasOf(join(folder, language))
        .filter((area) => !areas.includes(area))
        .map((area) => `${language}/${area}: English has no such area`),
      ...areas.flatMap((area) => areaFaults(folder, language, area)),
    ]),
  ]
}
