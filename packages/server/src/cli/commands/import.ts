import { existsSync } from 'node:fs'
import {
  type ImportedFile,
  type ImportOptions,
  type ImportSummary,
  isLevel,
  type Level,
  VitrineError,
} from '@vitrine/core'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { createProgressBar } from '../progress-bar.ts'
import { untilStopped } from '../stop-signal.ts'
import { count, plain, print, seconds, toJson } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface ImportFlags extends CommonFlags {
  album?: string
  flat?: boolean
  move?: boolean
  level?: string
  tags?: string
  dryRun?: boolean
}

/** What a shell expects of a program that was interrupted. */
const interrupted = 130
/** Files that are told of one by one on a terminal. */
const maxTold = 50

/**
 * Takes files and folders into the gallery's own storage.
 *
 * @returns The exit code: 1 where a file was left out that is a picture, a video or a document, or could not be read; 130 where it was
 * broken off.
 */
export const importCommand = async (sources: readonly string[], flags: ImportFlags): Promise<number> => {
  const isJson = flags.json === true
  const options = toOptions(sources, flags)
  const places = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment))
  if (!existsSync(places.dataFolder))
    throw new UsageError(`There is no gallery in ${places.dataFolder}. Start one with “vitrine serve”.`)
  const log = createConsoleLog({ json: isJson, level: logLevelOf(process.env.VITRINE_LOG) })
  const stopping = new AbortController()
  void untilStopped().then(() => stopping.abort())
  const bar = isJson ? null : createProgressBar(options.dryRun ? 'Looking at files' : 'Taking files in')
  const told: ImportedFile[] = []

  await using gallery = await openGallery(places, { log: log.core })
  try {
    const summary = await gallery.asSystem('vitrine import').imports.run({
      ...options,
      signal: stopping.signal,
      onProgress: ({ filesDone, filesFound, currentPath }) => bar?.update(filesDone, filesFound, currentPath),
      onFile: (file) => {
        if (isJson) print(toJson({ event: 'file', ...file }))
        else if (file.fault && told.length < maxTold) told.push(file)
      },
    })
    bar?.stop()
    if (isJson) print(toJson({ event: 'imported', summary }))
    else printSummary(summary, told)
    if (summary.isStopped) return interrupted
    return summary.refused > summary.unsupported || summary.notRemoved > 0 ? 1 : 0
  } catch (error) {
    bar?.stop()
    if (!VitrineError.has(error, 'INPUT_INVALID')) throw error
    throw new UsageError(error.issues.map((issue) => toUsage(issue, sources)).join('\n') || error.message)
  }
}

const toUsage = ({ path, message }: { path: string; message: string }, sources: readonly string[]): string => {
  const [where, index] = path.split('.')
  if (where === 'sources' && index !== undefined) return `${sources[Number(index)]}: ${message}`
  return where === 'album' ? `${message} Use --album “Travel/Norway” or --album ID.` : `--${where}: ${message}`
}

const toOptions = (sources: readonly string[], flags: ImportFlags): ImportOptions => ({
  sources,
  album: flags.album === undefined ? null : toAlbum(flags.album),
  foldersAsAlbums: flags.flat !== true,
  move: flags.move === true,
  level: toLevel(flags.level),
  tags: (flags.tags ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== ''),
  dryRun: flags.dryRun === true,
})

/** A number is an id; anything else is names from the root down. `/2019` is the album of that name. */
const toAlbum = (value: string): number | string[] => {
  if (/^\d{1,15}$/.test(value)) return Number(value)
  const names = value
    .split('/')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.length === 0) throw new UsageError('--album must be the id of an album, or a path such as “Travel/Norway”.')
  return names
}

const toLevel = (value = '0'): Level => {
  const level = Number(value)
  if (!isLevel(level)) throw new UsageError('The level must be 0, 1, 2, 4 or 8.')
  return level
}

const printSummary = (summary: ImportSummary, told: readonly ImportedFile[]): void => {
  for (const { path, fault, outcome } of told)
    print(plain(`  ${outcome === 'refused' ? 'left out' : 'not removed'}: ${path} — ${fault?.message}`))
  const all = summary.refused + summary.notRemoved
  if (all > told.length) print(`  … and ${all - told.length} more: “vitrine import --json” lists them all.`)
  const verb = summary.isDryRun ? 'would be added' : 'added'
  print(
    [
      `${count(summary.added, 'file')} ${verb}`,
      ...(summary.duplicates > 0 ? [`${summary.duplicates.toLocaleString('en')} in the gallery already`] : []),
      ...(summary.albums > 0
        ? [`${count(summary.albums, 'album')} ${summary.isDryRun ? 'would be made' : 'made'}`]
        : []),
      ...(summary.removed > 0 ? [`${count(summary.removed, 'source')} removed`] : []),
      ...(summary.notRemoved > 0 ? [`${count(summary.notRemoved, 'source')} could not be removed`] : []),
      ...(summary.refused > 0 ? [`${count(summary.refused, 'entry', 'entries')} left out`] : []),
      seconds(summary.durationMs),
    ].join(' · '),
  )
  if (summary.isStopped) print('Stopped. What was taken in is kept; run it again, and it goes on from there.')
}
