import { realpath, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { Actor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { loadFields } from '../fields/field.definitions.ts'
import { completeMedia } from '../ingest/complete-media.ts'
import { identityOf } from '../media/pinned.ts'
import { transact } from '../transaction.ts'
import { createMoveFinder } from './find-moved.ts'
import { orderFolderAlbums, selectUnordered } from './folder-albums.ts'
import { FolderTree } from './folder-tree.ts'
import { countPhotosOfRoot, countProblems, saveFiles, saveRootState, selectFolders } from './library.store.ts'
import type { LibraryRootRow } from './library.table.ts'
import type { SyncOptions, SyncSummary } from './library.types.ts'
import { readAhead } from './read-ahead.ts'
import { type Reading, readCandidate } from './read-candidate.ts'
import { type FolderListing, readFolder } from './read-folder.ts'
import { removeGone } from './remove-gone.ts'
import { type ReadFile, saveBatch } from './save-batch.ts'
import { toReadablePath } from './stored-name.ts'
import {
  type Candidate,
  createSyncWrite,
  type GoneFile,
  type LateFiles,
  type MutableProgress,
  newCounts,
} from './sync-state.ts'
import { walk } from './walk.ts'

/** Photos of one transaction: enough to make its cost small for each, few enough to keep nobody waiting. */
const batchSize = 100
/** A batch is written after this time even when it is not full: people are watching the pictures come. */
const batchMs = 1_000

interface Run extends SyncOptions {
  readonly gallery: GalleryContext
  readonly actor: Actor
  readonly root: LibraryRootRow
  readonly progress: MutableProgress
  readonly signal: AbortSignal
  /** Files touched less than this long ago are left for the next run. Default 0: none is. */
  readonly quietMs?: number
  /** Numbers of the folders in which something happened. Default: all are looked at. */
  readonly only?: ReadonlySet<number> | null
}

/** Compares a root with the index and brings the index up to date. Reads only; the folder is never written to. */
export const runSync = async (run: Run): Promise<SyncSummary> => {
  const { gallery, root } = run
  const startedAt = performance.now()
  const counts = newCounts()
  const finish = async (state: LibraryRootRow['state']): Promise<SyncSummary> => {
    const problems = await countProblems(gallery.connections.read, root.id)
    if (run.only && state === 'ready') {
      const photos = await countPhotosOfRoot(gallery.connections.read, root.id)
      counts.unchanged = Math.max(0, photos - counts.added - counts.changed - counts.moved - counts.restored)
    }
    const summary: SyncSummary = {
      rootId: root.id,
      path: root.path,
      state,
      ...counts,
      problems,
      durationMs: Math.round(performance.now() - startedAt),
    }
    await transact(gallery, run.actor, async (unit) => {
      await saveRootState(unit.db, root.id, { state, last_summary: JSON.stringify(summary), last_synced_at: unit.at })
      unit.after.defer('library.synced', { rootId: root.id, summary }, { actor: unit.actor })
    })
    return summary
  }

  const found = await lookAtRoot(run)
  if (typeof found === 'string') return finish(found)

  const write = createSyncWrite(gallery, run.actor)
  const tree = new FolderTree(await selectFolders(gallery.connections.read, root.id))
  const gone: GoneFile[] = []
  const late: LateFiles = new Map()
  const report = (path: readonly string[], code: ErrorCode, message: string) => {
    const at = gallery.clock().toISOString()
    run.onProblem?.({
      rootId: root.id,
      path: toReadablePath(path),
      code,
      message,
      firstSeenAt: at,
      lastSeenAt: at,
    })
  }
  const candidates = walk({
    gallery,
    rootId: root.id,
    rootPath: root.path,
    rootListing: found.listing,
    tree,
    counts,
    gone,
    late,
    signal: run.signal,
    quietMs: run.quietMs ?? 0,
    only: run.only ? new Set(run.only) : null,
    write,
    onFolder: (path) => {
      run.progress.foldersSeen += 1
      run.progress.currentPath = path
      tell(run)
    },
    onProblem: report,
  })

  const fields = await loadFields(gallery.connections.read)
  const findMoved = await createMoveFinder(gallery, { path: root.path, tree })
  let batch: { candidate: Candidate; reading: Exclude<Reading, { kind: 'gone' }> }[] = []
  let batchStartedAt = performance.now()
  const flush = async () => {
    run.signal.throwIfAborted()
    const items = batch
    batch = []
    const readable = items.flatMap(({ candidate, reading }) =>
      reading.kind === 'photo' ? [{ candidate, sha256: reading.media.sha256 }] : [],
    )
    const moved = await gallery.runStep('duplicate', () => findMoved(readable))
    const files: ReadFile[] = items.map((item) => ({ ...item, moved: moved.get(item.candidate) }))
    const saved = await write((unit) => saveBatch({ gallery, unit, tree, gone, late, fields }, files))
    for (const key of ['added', 'changed', 'moved', 'restored', 'unchanged'] as const) counts[key] += saved[key]
    batchStartedAt = performance.now()
  }

  const metadata = await gallery.metadata.reading()
  const read = async (candidate: Candidate) => ({
    candidate,
    reading: await readCandidate(candidate, {
      limits: gallery.options.limits,
      signal: run.signal,
      runStep: gallery.runStep,
      metadata,
      complete: (path, media) => completeMedia(gallery, path, media),
      onWarning: (message, details) => gallery.log.debug(message, details),
    }),
  })
  const readings = readAhead(candidates, read, {
    // Most of the time of a small file is waiting for the disk.
    concurrent: Math.max(4, 2 * availableParallelism()),
    ahead: 20_000,
    results: batchSize,
    onFound: () => {
      run.progress.filesToRead += 1
      run.progress.phase = 'reading'
    },
  })
  for await (const { candidate, reading } of readings) {
    const path = [...tree.pathOf(candidate.folder), candidate.entry.name]
    run.progress.filesRead += 1
    run.progress.currentPath = path.join('/')
    tell(run)
    if (reading.kind === 'gone') continue
    if (reading.kind === 'fault') report(path, reading.code, reading.message)
    else if (reading.sidecarFault) {
      const { entry, fault } = reading.sidecarFault
      report([...path.slice(0, -1), entry.name], fault.code, fault.message)
    }
    batch.push({ candidate, reading })
    if (batch.length >= batchSize || performance.now() - batchStartedAt >= batchMs) await flush()
  }
  if (batch.length > 0) await flush()

  run.progress.phase = 'finishing'
  run.progress.currentPath = null
  tell(run)
  // Unplugged while it was read: what was not met may only have been out of sight.
  if (!(await isSameRoot(root.path, found.inode))) return finish('offline')
  // What waits may be what is missed elsewhere, under its new name: the next run knows.
  if (counts.waiting === 0) counts.deleted += await removeGone({ gallery, write, signal: run.signal }, tree, gone)
  if (late.size > 0) await write((unit) => saveFiles(unit.db, [...late.values()], unit.at))
  const unordered = await selectUnordered(gallery.connections.read)
  if (unordered.length > 0)
    await write(async (unit) => {
      for (const albumId of unordered) await orderFolderAlbums(unit, albumId)
    })
  return finish('ready')
}

const isSameRoot = (path: string, inode: string): Promise<boolean> =>
  stat(path, { bigint: true }).then(
    (stats) => identityOf(stats) === inode,
    () => false,
  )

/** What the root holds, or why nothing must be believed of what the disk says now. */
const lookAtRoot = async ({
  gallery,
  root,
  acceptEmpty,
  quietMs = 0,
}: Run): Promise<'offline' | 'suddenly-empty' | { inode: string; listing: FolderListing }> => {
  let inode: string
  let listing: FolderListing
  try {
    // The root itself may be reached through links: that is its owner's choice.
    const path = await realpath(root.path)
    inode = identityOf(await stat(path, { bigint: true }))
    listing = await readFolder(path, inode, quietMs)
  } catch {
    return 'offline'
  }
  const isEmpty = listing.files.length + listing.folders.length + listing.waiting.length === 0
  if (isEmpty && !acceptEmpty && (await countPhotosOfRoot(gallery.connections.read, root.id)) > 0)
    return 'suddenly-empty'
  return { inode, listing }
}

const tell = ({ onProgress, progress }: Run): void => onProgress?.({ ...progress })
