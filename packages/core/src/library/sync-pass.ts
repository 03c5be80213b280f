import { availableParallelism } from 'node:os'
import type { GalleryContext } from '../context.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { loadFields } from '../fields/field.definitions.ts'
import { completeMedia } from '../ingest/complete-media.ts'
import type { BatchContext } from './batch.ts'
import { createMoveFinder } from './find-moved.ts'
import type { LibraryRootRow } from './library.table.ts'
import { readAhead } from './read-ahead.ts'
import { type Reading, readCandidate } from './read-candidate.ts'
import type { FolderListing } from './read-folder.ts'
import { type ReadFile, saveBatch } from './save-batch.ts'
import type { Candidate, Counts, GoneFile, MutableProgress, SyncWrite } from './sync-state.ts'
import { walk } from './walk.ts'

/** Photos of one transaction: enough to make its cost small for each, few enough to keep nobody waiting. */
const batchSize = 100
/** A batch is written after this time even when it is not full: people are watching the pictures come. */
const batchMs = 1_000

interface Passes extends Pick<BatchContext, 'tree' | 'late' | 'attachesFormats' | 'again'> {
  readonly gallery: GalleryContext
  readonly root: LibraryRootRow
  /** What the root itself holds. */
  readonly listing: FolderListing
  readonly progress: MutableProgress
  readonly signal: AbortSignal
  /** Files touched less than this long ago are left for the next run. */
  readonly quietMs: number
  readonly write: SyncWrite
  /** What became of files that were read. */
  readonly counts: Counts
  onProblem(path: readonly string[], code: ErrorCode, message: string): void
  onProgress(): void
}

interface Pass {
  /** Folders to look at. `null`: all. */
  readonly only: ReadonlySet<number> | null
  /** What is seen of folders and files on the way. */
  readonly seen: Counts
  /** Takes the rows of the index whose file was not where it was. */
  readonly gone: GoneFile[]
}

/** Looks through folders, reads what is new or other than it was, and writes it in batches. May be asked again for some of them. */
export const createPasses = async ({ gallery, root, tree, signal, write, counts, ...passes }: Passes) => {
  const { progress, late, attachesFormats, again } = passes
  const fields = await loadFields(gallery.connections.read)
  const findMoved = await createMoveFinder(gallery, { path: root.path, tree })
  const metadata = await gallery.metadata.reading()

  const read = async (candidate: Candidate) => ({
    candidate,
    reading: await readCandidate(candidate, {
      limits: gallery.options.limits,
      signal,
      runStep: gallery.runStep,
      metadata,
      complete: (path, media) => completeMedia(gallery, path, media),
      onWarning: (message, details) => gallery.log.debug(message, details),
    }),
  })
  /** One after the other: others are read beside them. */
  const readAll = async (candidates: readonly Candidate[]) => {
    const readings = []
    for (const candidate of candidates) readings.push(await read(candidate))
    return readings
  }

  return async ({ only, seen, gone }: Pass): Promise<void> => {
    let batch: { candidate: Candidate; reading: Exclude<Reading, { kind: 'gone' }> }[] = []
    let batchStartedAt = performance.now()
    const flush = async () => {
      signal.throwIfAborted()
      const items = batch
      batch = []
      const readable = items.flatMap(({ candidate, reading }) =>
        reading.kind === 'photo' ? [{ candidate, sha256: reading.media.sha256 }] : [],
      )
      const moved = await gallery.runStep('duplicate', () => findMoved(readable))
      const files: ReadFile[] = items.map((item) => ({ ...item, moved: moved.get(item.candidate) }))
      const saved = await write((unit) =>
        saveBatch({ gallery, unit, tree, gone, late, fields, attachesFormats, again }, files),
      )
      for (const key of ['added', 'changed', 'moved', 'restored', 'unchanged'] as const) counts[key] += saved[key]
      batchStartedAt = performance.now()
    }

    const candidates = walk({
      gallery,
      rootId: root.id,
      rootPath: root.path,
      rootListing: passes.listing,
      tree,
      counts: seen,
      gone,
      late,
      signal,
      quietMs: passes.quietMs,
      only: only ? new Set(only) : null,
      joins: attachesFormats,
      write,
      onFolder: (path) => {
        progress.foldersSeen += 1
        progress.currentPath = path
        passes.onProgress()
      },
      onProblem: passes.onProblem,
    })
    const readings = readAhead(candidates, readAll, {
      // Most of the time of a small file is waiting for the disk.
      concurrent: Math.max(4, 2 * availableParallelism()),
      ahead: 20_000,
      results: batchSize,
      onFound: ({ length }) => {
        progress.filesToRead += length
        progress.phase = 'reading'
      },
    })
    for await (const group of readings) {
      for (const { candidate, reading } of group) {
        const path = [...tree.pathOf(candidate.folder), candidate.entry.name]
        progress.filesRead += 1
        progress.currentPath = path.join('/')
        passes.onProgress()
        if (reading.kind === 'gone') continue
        if (reading.kind === 'fault') passes.onProblem(path, reading.code, reading.message)
        else if (reading.sidecarFault) {
          const { entry, fault } = reading.sidecarFault
          passes.onProblem([...path.slice(0, -1), entry.name], fault.code, fault.message)
        }
        batch.push({ candidate, reading })
      }
      if (batch.length >= batchSize || performance.now() - batchStartedAt >= batchMs) await flush()
    }
    if (batch.length > 0) await flush()
  }
}
