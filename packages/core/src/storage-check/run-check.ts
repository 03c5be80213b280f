import type { GalleryContext } from '../context.ts'
import { selectLastFileId } from '../library/library.store.ts'
import { checkDatabase } from './check-database.ts'
import { checkLeftovers } from './check-leftovers.ts'
import { checkLibrary, checkRoots, filesPerStep } from './check-library.ts'
import { checkOriginals } from './check-originals.ts'
import { createFindings, emptyReport, outcomeOf, type Report } from './findings.ts'
import type { Inspection } from './inspection.ts'
import { pieceCount } from './key-range.ts'
import { insertCheck, selectLatestCheck, updateCheck } from './storage-check.store.ts'
import type { StorageCheckRow } from './storage-check.table.ts'
import type { StorageCheck, StorageCheckProgress } from './storage-check.types.ts'

const saveEveryMs = 2_000

interface Phase {
  readonly name: StorageCheckRow['phase']
  readonly isInStorage: boolean
  steps(gallery: GalleryContext): Promise<number>
  run(inspection: Inspection, step: number): Promise<void>
}

const phases: readonly Phase[] = [
  { name: 'leftovers', isInStorage: true, steps: async () => 1, run: checkLeftovers },
  { name: 'originals', isInStorage: true, steps: async () => pieceCount, run: checkOriginals },
  {
    name: 'library',
    isInStorage: false,
    steps: async ({ connections }) => Math.ceil((await selectLastFileId(connections.read)) / filesPerStep) + 1,
    run: (inspection, step) => (step === 0 ? checkRoots(inspection) : checkLibrary(inspection, step - 1)),
  },
  { name: 'database', isInStorage: false, steps: async () => 1, run: checkDatabase },
]

/**
 * Does a check to its end, step by step; what was seen and how far it is are written down together, so that after an interruption
 * nothing is left out and nothing is told twice.
 */
export const runCheck = async (
  gallery: GalleryContext,
  options: StorageCheck['options'],
  {
    signal,
    onProgress,
    restart,
  }: { signal: AbortSignal; onProgress: (p: StorageCheckProgress) => void; restart: boolean },
): Promise<StorageCheck> => {
  const db = gallery.connections.write
  const at = () => gallery.clock().toISOString()
  const written = JSON.stringify(options)
  const latest = await selectLatestCheck(db)
  const isResumed = !restart && latest?.state === 'running' && latest.options === written
  const id = isResumed
    ? latest.id
    : await insertCheck(db, { options: written, phase: 'leftovers', report: JSON.stringify(emptyReport) }, at())
  let report: Report = isResumed ? (JSON.parse(latest.report) as Report) : emptyReport
  const phase = isResumed ? latest.phase : 'leftovers'
  const place = isResumed ? Number(latest.place) : 0

  const wanted = phases.filter(({ isInStorage }) => isInStorage || !options.storageOnly)
  const begin =
    phase === 'end'
      ? wanted.length
      : Math.max(
          0,
          wanted.findIndex(({ name }) => name === phase),
        )
  const save = createSaver((columns) => updateCheck(db, id, { ...columns, updated_at: at() }))
  try {
    for (const [index, { name, steps, run }] of wanted.entries()) {
      if (index < begin) continue
      const total = await steps(gallery)
      for (let step = index === begin ? place : 0; step < total; step++) {
        signal.throwIfAborted()
        onProgress({ phase: name, done: step, total })
        const findings = createFindings(report)
        await run({ gallery, options, findings, signal }, step)
        const hasFound = JSON.stringify(findings.report().counts) !== JSON.stringify(report.counts)
        report = findings.report()
        await save.next({ phase: name, place: step + 1, report }, { isUrgent: hasFound })
      }
    }
  } finally {
    // Interrupted, or not: whatever is done need not be done again.
    await save.flush()
  }
  onProgress({ phase: 'end', done: 1, total: 1 })
  await updateCheck(db, id, { state: 'done', phase: 'end', place: 0, updated_at: at(), finished_at: at() })
  return toStorageCheck((await selectLatestCheck(db)) as StorageCheckRow)
}

type Progress = Pick<StorageCheckRow, 'phase' | 'place'> & { readonly report: Report }

/** Writes how far a check is: at once where something was found, else now and then. */
const createSaver = (
  write: (columns: Pick<StorageCheckRow, 'phase' | 'place' | 'report'>) => Promise<void>,
): { next(progress: Progress, options: { isUrgent: boolean }): Promise<void>; flush(): Promise<void> } => {
  let waiting: Progress | null = null
  let writtenAt = performance.now()
  const flush = async (): Promise<void> => {
    if (waiting === null) return
    const { phase, place, report } = waiting
    waiting = null
    await write({ phase, place, report: JSON.stringify(report) })
    writtenAt = performance.now()
  }
  return {
    async next(progress, { isUrgent }) {
      waiting = progress
      if (isUrgent || performance.now() - writtenAt > saveEveryMs) await flush()
    },
    flush,
  }
}

export const toStorageCheck = (row: StorageCheckRow): StorageCheck => {
  const report = JSON.parse(row.report) as Report
  return {
    id: row.id,
    state: row.state,
    options: JSON.parse(row.options) as StorageCheck['options'],
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    finishedAt: row.finished_at,
    ...report,
    outcome: outcomeOf(report),
  }
}
