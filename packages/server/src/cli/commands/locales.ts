import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkSiteLocales } from '../../languages/check-site-locales.ts'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { count, plain, print, toJson } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

/** What a shell is told; 1 is for a command that failed. */
const exitCodes = { well: 0, errors: 3 } as const

/** Looks through a gallery's own languages and words. @returns 0 where all of them can be used, 3 where something is wrong. */
export const localesCheckCommand = async (folder: string | undefined, flags: CommonFlags): Promise<number> => {
  const data =
    folder === undefined
      ? resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment)).dataFolder
      : resolve(folder)
  if (!existsSync(data)) throw new UsageError(`There is no folder ${plain(data)}.`)
  const places = [join(data, 'locales'), join(data, 'overrides', 'locales')] as const
  const languages = checkSiteLocales({ localesFolder: places[0], wordsFolder: places[1] })
  const findings = languages.flatMap(({ findings }) => findings)
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (flags.json) print(toJson({ folder: data, errors, warnings: findings.length - errors, languages }, 2))
  else if (languages.length === 0) print(`There is nothing in ${places.map((place) => plain(place)).join(' or ')}.`)
  else {
    for (const { file, key, severity, message } of findings)
      print(`${plain(file)}${key === null ? '' : `  ${plain(key)}`}  ${severity}  ${plain(message)}`)
    if (findings.length > 0) print()
    for (const { language, sentences, missing, total } of languages)
      print(`${language}: ${count(sentences, 'sentence')} of its own, ${missing.length} of ${total} missing.`)
    if (errors > 0) print(`${count(errors, 'error')}: these sentences are not used.`)
  }
  return errors > 0 ? exitCodes.errors : exitCodes.well
}
