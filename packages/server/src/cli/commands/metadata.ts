import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Gallery, type TableFormat, type TableImportReport, VitrineError } from '@vitrine/core'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { createProgressBar } from '../progress-bar.ts'
import { count, plain, print, seconds, toJson } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

interface TableFlags extends CommonFlags {
  format?: string
}

export interface MetadataExportFlags extends TableFlags {
  query?: string
  album?: string
  recursive?: boolean
  bom?: boolean
  output?: string
}

export interface MetadataImportFlags extends TableFlags {
  dryRun?: boolean
  clearEmpty?: boolean
  skipErrors?: boolean
}

/** Changes and errors that are told of one by one on a terminal. */
const maxTold = 20

/** Writes a table to the standard output, or to a file that appears when it is whole. */
export const metadataExportCommand = async (flags: MetadataExportFlags): Promise<number> => {
  const { output } = flags
  const format = toFormat(flags.format, output)
  const album = flags.album === undefined ? undefined : toId(flags.album)
  await using gallery = await openExisting(flags)
  const bar = createProgressBar('Writing rows')
  const rows = gallery.asSystem('vitrine metadata export').tables.export({
    ...(format ? { format } : {}),
    ...(flags.bom ? { bom: true } : {}),
    ...(flags.query === undefined ? {} : { q: flags.query }),
    ...(album === undefined ? {} : { album, recursive: flags.recursive === true }),
    onProgress: ({ rowsDone, rowsTotal }) => bar.update(rowsDone, rowsTotal ?? rowsDone, null),
  })
  try {
    if (output === undefined) {
      await pipeline(Readable.from(rows), process.stdout, { end: false })
      return 0
    }
    const unfinished = `${output}.part`
    try {
      await pipeline(Readable.from(rows), createWriteStream(unfinished, { mode: 0o600 }))
      await rename(unfinished, output)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    return 0
  } finally {
    bar.stop()
  }
}

/** Reads a table from a file or, as `-`, from the standard input. @returns The exit code: 1 where rows are wrong. */
export const metadataImportCommand = async (file: string, flags: MetadataImportFlags): Promise<number> => {
  if (file !== '-' && !existsSync(file)) throw new UsageError(`There is no file ${file}.`)
  const format = toFormat(flags.format, undefined)
  await using gallery = await openExisting(flags)
  const bar = flags.json ? null : createProgressBar(flags.dryRun ? 'Checking rows' : 'Writing to photos')
  try {
    const content = (file === '-' ? process.stdin : createReadStream(file)) as AsyncIterable<Uint8Array>
    const report = await gallery.asSystem('vitrine metadata import').tables.import(content, {
      ...(format ? { format } : {}),
      dryRun: flags.dryRun === true,
      clearEmpty: flags.clearEmpty === true,
      skipErrors: flags.skipErrors === true,
      onProgress: ({ rowsDone, rowsTotal }) => bar?.update(rowsDone, rowsTotal ?? rowsDone, null),
    })
    bar?.stop()
    if (flags.json) print(toJson({ report }, 2))
    else printReport(report)
    return report.failed > 0 ? 1 : 0
  } catch (error) {
    if (!VitrineError.has(error, 'INPUT_INVALID')) throw error
    throw new UsageError(error.issues.map(({ message }) => `${file}: ${message}`).join('\n') || error.message)
  } finally {
    bar?.stop()
  }
}

const openExisting = (flags: CommonFlags): Promise<Gallery> => {
  const places = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment))
  if (!existsSync(places.dataFolder))
    throw new UsageError(`There is no gallery in ${places.dataFolder}. Start one with “vitrine serve”.`)
  const log = createConsoleLog({ json: flags.json === true, level: logLevelOf(process.env.VITRINE_LOG) })
  return openGallery(places, { log: log.core })
}

const formats = ['csv', 'json', 'ndjson'] as const

/** As it was asked for, or as the name of the file ends. */
const toFormat = (value: string | undefined, output: string | undefined): TableFormat | undefined => {
  const wanted = value ?? formats.find((format) => output?.toLowerCase().endsWith(`.${format}`))
  if (wanted === undefined) return undefined
  const format = formats.find((each) => each === wanted)
  if (!format) throw new UsageError(`The format must be one of ${formats.join(', ')}.`)
  return format
}

const toId = (value: string): number => {
  if (!/^\d{1,15}$/.test(value)) throw new UsageError('--album must be the id of an album.')
  return Number(value)
}

const printReport = (report: TableImportReport): void => {
  if (report.isDryRun)
    for (const { row, photoId, column, before, after } of report.changes.slice(0, maxTold))
      print(plain(`  row ${row}, photo ${photoId}: ${column}: ${before ?? '(empty)'} → ${after ?? '(empty)'}`))
  for (const { row, column, message } of report.errors.slice(0, maxTold))
    print(plain(`  row ${row}${column === null ? '' : `, ${column}`}: ${message}`))
  if (report.ignoredColumns.length > 0)
    print(plain(`  Columns that mean nothing here: ${report.ignoredColumns.join(', ')}`))
  const isRefused = !report.isDryRun && report.failed > 0 && report.batchId === null
  print(
    [
      `${count(report.changed, 'photo')} ${report.isDryRun || isRefused ? 'would change' : 'changed'}`,
      `${report.unchanged.toLocaleString('en')} unchanged`,
      ...(report.failed > 0 ? [`${count(report.failed, 'row')} wrong`] : []),
      seconds(report.durationMs),
    ].join(' · '),
  )
  if (isRefused) print('Nothing was changed. Mend the rows, or leave them out with --skip-errors.')
}
