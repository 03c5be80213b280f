import { resolve } from 'node:path'
import type { ActorGallery, SyncProblem, SyncSummary } from '@vitrine/core'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { resolveRoots } from '../library-roots.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { createSyncProgress } from '../sync-progress.ts'
import { describeSummary } from '../sync-summary.ts'
import { plain, print } from '../terminal.ts'

export interface SyncFlags extends CommonFlags {
  acceptEmpty?: boolean
}

/** What `vitrine sync --json` prints for each root. */
interface SyncReport extends SyncSummary {
  /** Every entry that is left out, with its reason. */
  readonly problemList: readonly Pick<SyncProblem, 'path' | 'code' | 'message' | 'firstSeenAt'>[]
}

/** Compares the folders with the gallery, once. @returns The exit code: 1 where a folder could not be looked at. */
export const syncCommand = async (folders: readonly string[], flags: SyncFlags): Promise<number> => {
  const paths = folders.map((folder) => resolve(folder))
  const places = resolvePlaces(flags, paths, process.env, (list, environment) =>
    list.length > 0 ? resolvePlaces({}, list, environment).dataFolder : onlyDataFolder(environment),
  )
  const log = createConsoleLog({ json: flags.json === true, level: logLevelOf(process.env.VITRINE_LOG) })
  await using gallery = await openGallery(places, { log: log.core })
  const system = gallery.asSystem('vitrine sync')
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)

  const reports: SyncReport[] = []
  for (const root of await resolveRoots(system, paths)) {
    const display = createSyncProgress()
    try {
      const summary = await system.library.sync(root.id, {
        signal: stopping.signal,
        onProgress: display.update,
        acceptEmpty: flags.acceptEmpty === true,
      })
      reports.push({ ...summary, problemList: await allProblems(system, root.id) })
    } finally {
      display.stop()
    }
  }

  if (flags.json) print(JSON.stringify({ roots: reports }, null, 2))
  else for (const report of reports) printReport(report)
  if (!flags.json && reports.length === 0) print('This gallery has no folders. Add one with “vitrine sync FOLDER”.')
  return reports.some((report) => report.state !== 'ready') ? 1 : 0
}

const printReport = (report: SyncReport): void => {
  print(describeSummary(report))
  for (const problem of report.problemList.slice(0, 20))
    print(`  left out: ${plain(problem.path)} — ${problem.message}`)
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
