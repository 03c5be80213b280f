import { existsSync } from 'node:fs'
import type { StorageCheck, StorageCheckProgress, StorageFindingKind } from '@vitrine/core'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { untilStopped } from '../stop-signal.ts'
import { count, plain, print, seconds, toJson } from '../terminal.ts'
import { createTerminalBar } from '../terminal-bar.ts'
import { UsageError } from '../usage-error.ts'

export interface VerifyFlags extends CommonFlags {
  repair?: boolean
  quick?: boolean
  deep?: boolean
  storageOnly?: boolean
  purgeAfter?: string
  restart?: boolean
}

/** What a shell is told; 1 is for a command that failed. */
const exitCodes = { well: 0, untidy: 2, damaged: 3 } as const
const interrupted = 130
const shownOfEach = 10

/** Compares what is stored with what the gallery knows. @returns 0 well, 2 something only takes room, 3 something is lost or wrong. */
export const verifyCommand = async (flags: VerifyFlags): Promise<number> => {
  const isJson = flags.json === true
  const options = toOptions(flags)
  const places = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment))
  if (!existsSync(places.dataFolder))
    throw new UsageError(`There is no gallery in ${places.dataFolder}. Start one with “vitrine FOLDER”.`)
  const log = createConsoleLog({ json: isJson, level: logLevelOf(process.env.VITRINE_LOG) })
  const stopping = new AbortController()
  void untilStopped().then(() => stopping.abort())

  await using gallery = await openGallery(places, { log: log.core })
  const display = isJson ? null : createDisplay()
  const startedAt = performance.now()
  let check: StorageCheck
  try {
    check = await gallery.asSystem('vitrine verify').storage.check({
      ...options,
      signal: stopping.signal,
      onProgress: (progress) => display?.update(progress),
    })
  } catch (error) {
    if (!stopping.signal.aborted) throw error
    if (!isJson) print('Stopped. The same command goes on from there.')
    return interrupted
  } finally {
    display?.stop()
  }
  if (isJson) print(toJson(check, 2))
  else printCheck(check, performance.now() - startedAt)
  return exitCodes[check.outcome]
}

const toOptions = ({ repair, quick, deep, storageOnly, purgeAfter, restart }: VerifyFlags) => {
  if (quick && deep) throw new UsageError('Choose one of --quick and --deep.')
  if (purgeAfter !== undefined && !/^\d{1,5}$/.test(purgeAfter))
    throw new UsageError('--purge-after takes a number of days.')
  if (purgeAfter !== undefined && !repair) throw new UsageError('--purge-after deletes, and so needs --repair.')
  return {
    repair: repair === true,
    depth: quick ? ('quick' as const) : deep ? ('deep' as const) : ('usual' as const),
    storageOnly: storageOnly === true,
    restart: restart === true,
    ...(purgeAfter === undefined ? {} : { purgeAfterDays: Number(purgeAfter) }),
  }
}

const titles: Readonly<Record<StorageFindingKind, string>> = {
  missing: 'missing',
  'wrong-size': 'of another size',
  changed: 'changed',
  unreadable: 'not readable',
  orphan: 'without a photo',
  unknown: 'not the gallery’s',
  leftover: 'left over',
  'root-offline': 'folder not reached',
  'library-missing': 'gone from a folder',
  'library-changed': 'changed in a folder',
  'library-damaged': 'damaged in a folder',
  database: 'in the database',
}

const printCheck = (check: StorageCheck, tookMs: number): void => {
  for (const [kind, { found, repaired }] of Object.entries(check.counts) as [
    StorageFindingKind,
    { found: number; repaired: number },
  ][]) {
    print(`${titles[kind]}: ${found.toLocaleString('en')}${repaired > 0 ? `, ${repaired} of them repaired` : ''}`)
    const shown = check.findings.filter((finding) => finding.kind === kind).slice(0, shownOfEach)
    for (const { what, detail, photoIds } of shown)
      print(plain(`  ${what}${photoIds.length > 0 ? ` (photo ${photoIds.join(', ')})` : ''} — ${detail}`))
    if (found > shown.length) print(`  … and ${(found - shown.length).toLocaleString('en')} more`)
  }
  const parts = [
    `${count(check.objects, 'original')} (${(check.bytes / 1e9).toFixed(1)} GB)`,
    ...(check.options.depth === 'quick' ? [] : [`${check.hashed.toLocaleString('en')} read and hashed`]),
    ...(check.libraryFiles > 0 ? [`${count(check.libraryFiles, 'file')} in folders`] : []),
    ...(check.quarantined > 0 ? [`${check.quarantined} in quarantine`] : []),
    seconds(tookMs),
  ]
  const verdict = { well: 'All is well', untidy: 'Nothing is lost', damaged: 'Something is wrong' }[check.outcome]
  print(`${verdict}: ${parts.join(' · ')}`)
  if (check.outcome !== 'well' && !check.options.repair) print('“vitrine verify --repair” repairs what can be.')
}

/** On a terminal a bar, elsewhere nothing. */
const createDisplay = () => {
  const names = { leftovers: 'Looking', originals: 'Originals', library: 'Folders', database: 'Database', end: 'Done' }
  const bar = createTerminalBar('{phase} {bar} {value}/{total} · {eta_formatted} left')
  return {
    update: ({ phase, done, total }: StorageCheckProgress) =>
      bar.update(done, total, { phase: names[phase].padEnd(9) }),
    stop: bar.stop,
  }
}
