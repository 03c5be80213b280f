import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { bundledFolder } from '../bundled-folder.ts'
import type { Catalogue } from './messages.types.ts'

/** A folder of a language: areas of sentences as files, those of administrators in a folder below. */
const maxMessageLength = 4000

const area = v.record(v.string(), v.pipe(v.string(), v.maxLength(maxMessageLength)))

export const bundledLocalesFolder = (): string => bundledFolder('locales', join('en', 'frame.json'))

/** Sentences of one file: an object of texts. @throws `TypeError` where it is none; the message names the file. */
export const readArea = (path: string): [string, string][] => {
  try {
    return Object.entries(v.parse(area, JSON.parse(readFileSync(path, 'utf8'))))
  } catch (error) {
    throw new TypeError(`“${path}” is not a file of sentences`, { cause: error })
  }
}

/** Names of the areas of a language, such as `album` and `admin/tags`, in their order. */
export const areasOf = (folder: string, prefix = ''): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry): string[] => {
      if (entry.isDirectory()) return areasOf(join(folder, entry.name), `${prefix}${entry.name}/`)
      return entry.name.endsWith('.json') ? [`${prefix}${entry.name.slice(0, -'.json'.length)}`] : []
    })
    .sort()

/** All sentences of a folder and of those below it. @throws `TypeError` for a file that is none of sentences */
export const readCatalogue = (folder: string): Catalogue =>
  new Map(areasOf(folder).flatMap((name) => readArea(join(folder, `${name}.json`))))
