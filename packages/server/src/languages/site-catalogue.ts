import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { languageOfName } from './direction.ts'
import { argumentsOf, pluralFaults } from './message-arguments.ts'
import type { Catalogue } from './messages.types.ts'
import { areasOf, readArea } from './read-catalogue.ts'

/** What is wrong with a sentence of a site's own, or with a file of them. */
export interface LocaleFault {
  /** `error`: it is not used; the sentence that the server comes with takes its place. */
  readonly severity: 'error' | 'warning'
  /** Within the folder that was read: `sv/browse.json`. */
  readonly file: string
  /** `null` for the file as a whole. */
  readonly key: string | null
  readonly message: string
}

type Fault = Omit<LocaleFault, 'file' | 'key'>

const error = (message: string): Fault => ({ severity: 'error', message })

/** What keeps a sentence from being used, or may make it read wrong. */
const faultsOf = (text: string, english: string | undefined, language: string): Fault[] => {
  if (english === undefined) return [{ severity: 'warning', message: 'There is no such sentence.' }]
  try {
    const [own, expected] = [argumentsOf(text), argumentsOf(english)]
    return [
      ...[...own.keys()]
        .filter((name) => !expected.has(name))
        .map((name) => error(`Asks for “${name}”, which is not handed in; there is ${list(expected.keys())}.`)),
      ...[...own]
        .filter(([name, kind]) => kind === 'number' && expected.get(name) === 'text')
        .map(([name]) => error(`Counts “${name}”, which is a text.`)),
      ...pluralFaults(text, language).map((message): Fault => ({ severity: 'warning', message })),
    ]
  } catch (cause) {
    return [error(`Does not parse: ${cause instanceof Error ? cause.message : String(cause)}`)]
  }
}

const list = (names: Iterable<string>): string => [...names].map((name) => `“${name}”`).join(', ') || 'nothing'

/**
 * The sentences of one language that a site has of its own, without those that would break a page.
 *
 * @param name - The folder of the language, below `folder`.
 */
export const readSiteCatalogue = (
  folder: string,
  name: string,
  english: Catalogue,
): { readonly messages: Catalogue; readonly faults: readonly LocaleFault[] } => {
  const messages = new Map<string, string>()
  const faults: LocaleFault[] = []
  for (const area of areasOf(join(folder, name))) {
    const file = `${name}/${area}.json`
    try {
      for (const [key, text] of readArea(join(folder, file))) {
        const found = faultsOf(text, english.get(key), languageOfName(name) ?? 'en')
        faults.push(...found.map((fault) => ({ ...fault, file, key })))
        if (english.has(key) && found.every(({ severity }) => severity !== 'error')) messages.set(key, text)
      }
    } catch {
      faults.push({ ...error('Is no file of sentences: an object of texts, as JSON, is expected.'), file, key: null })
    }
  }
  return { messages, faults }
}

/** Folders that are called like a language, by its code; none where there is no such place. */
export const languageFolders = (folder: string): Map<string, string> =>
  new Map(
    (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []).flatMap((entry): [string, string][] => {
      const code = entry.isDirectory() ? languageOfName(entry.name) : null
      return code === null ? [] : [[code, entry.name]]
    }),
  )
