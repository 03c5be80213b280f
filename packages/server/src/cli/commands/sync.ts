import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ActorGallery, type LibraryRoot, type SyncProblem, type SyncSummary, VitrineError } from '@vitrine/core'
import { checkFolders } from '../check-folders.ts'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { resolveRoots } from '../library-roots.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { untilStopped } from '../stop-signal.ts'
import { createSyncProgress } from '../sync-progress.ts'
import { describeSummary } from '../sync-summary.ts'
import { plain, print, toJson } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface SyncFlags extends CommonFlags {
  acceptEmpty?: boolean
}

/** What `vitrine sync --json` prints for a root that was looked through. */
interface SyncReport extends SyncSummary {
  /** Every entry that is left out, with its reason. */
  readonly problemList: readonly Pick<SyncProblem, 'path' | 'code' | 'message' | 'firstSeenAt'>[]
}

/** … and for one that could not be, for a reason that is not the folder's. */
interface SyncFailure {
  readonly rootId: number
  readonly path: string
  readonly error: { readonly code: string; readonly message: string }
}

/** What a shell expects of a program that was interrupted. */
const interrupted = 130

/** Compares the folders with the gallery, once. @returns The exit code: 1 where a folder could not be looked at. */
export const syncCommand = async (folders: readonly string[], flags: SyncFlags): Promise<number> => {
  const isJson = flags.json === true
  const paths = folders.map((folder) => resolve(folder))
  const places = resolvePlaces(flags, paths, process.env, (list, environment) =>
    list.length > 0 ? resolvePlaces({}, list, environment).dataFolder : onlyDataFolder(environment),
  )
  checkFolders(paths, places)
  if (paths.length === 0 && !existsSync(places.dataFolder))
    throw new UsageError(`There is no gallery in ${places.dataFolder}. Start one with “vitrine FOLDER”.`)
  const log = createConsoleLog({ json: isJson, level: logLevelOf(process.env.VITRINE_LOG) })
  const stopping = new AbortController()
  void untilStopped().then(() => stopping.abort())

  await using gallery = await openGallery(places, { log: log.core })
  const system = gallery.asSystem('vitrine sync')
  const reports: (SyncReport | SyncFailure)[] = []
  for (const root of await resolveRoots(system, paths)) {
    if (stopping.signal.aborted) break
    const display = isJson ? null : createSyncProgress()
    try {
      const summary = await system.library.sync(root.id, {
        signal: stopping.signal,
        onProgress: (progress) => display?.update(progress),
        acceptEmpty: flags.acceptEmpty === true,
      })
      reports.push({ ...summary, problemList: await allProblems(system, root.id) })
    } catch (error) {
      if (stopping.signal.aborted) break
      reports.push(toFailure(root, error))
    } finally {
      display?.stop()
    }
  }

  if (isJson) print(toJson({ roots: reports }, 2))
  else for (const report of reports) printReport(report)
  if (stopping.signal.aborted) {
    if (!isJson) print('Stopped. What was read is kept; the next synchronisation goes on from there.')
    return interrupted
  }
  if (!isJson && reports.length === 0) print('This gallery has no folders. Add one with “vitrine sync FOLDER”.')
  return reports.every((report) => 'state' in report && report.state === 'ready') ? 0 : 1
}

const toFailure = ({ id, path }: LibraryRoot, error: unknown): SyncFailure => {
  if (!VitrineError.is(error)) throw error
  return { rootId: id, path, error: { code: error.code, message: error.message } }
}

const printReport = (report: SyncReport | SyncFailure): void => {
  if ('error' in report) {
    print(plain(`${report.path}: ${report.error.message}`))
    return
  }
  print(describeSummary(report))
  for (const problem of report.problemList.slice(0, 20))
    print(plain(`  left out: ${problem.path} — ${problem.message}`))
  if (report.problemList.length > 20)
    print(`  … and ${report.problemList.length - 20} more: “vitrine sync --json” lists them all.`)
}

const allProblems = async (gallery: ActorGallery, rootId: number): Promise<SyncReport['problemList']> => {
  const list: SyncReport['problemList'][number][] = []
  let cursor: string | undefined
  do {
    const page = await gallery.library.problems({ rootId, limit: 500, cursor })
    list.push(...page.items.map(({ path, code, message, firstSeenAt }) => ({ path, code, message, firstSeenAt })))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return list
}
