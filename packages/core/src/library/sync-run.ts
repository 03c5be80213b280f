import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { Actor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { transact } from '../transaction.ts'
import { findMoved } from './find-moved.ts'
import { orderFolderAlbums } from './folder-albums.ts'
import { FolderTree } from './folder-tree.ts'
import { countPhotosOfRoot, countProblems, saveRootState, selectFolders } from './library.store.ts'
import type { LibraryRootRow } from './library.table.ts'
import type { SyncOptions, SyncSummary } from './library.types.ts'
import { readAhead } from './read-ahead.ts'
import { type Reading, readCandidate } from './read-candidate.ts'
import { readFolder } from './read-folder.ts'
import { removeGoneFiles, removeGoneFolder } from './remove-gone.ts'
import { type ReadFile, saveBatch } from './save-batch.ts'
import { type Candidate, type GoneFile, type MutableProgress, newCounts } from './sync-state.ts'
import { walk } from './walk.ts'

/** Photos of one transaction: enough to make its cost small for each, few enough to keep nobody waiting. */
const batchSize = 50
/** A batch is written after this time even when it is not full: people are watching the pictures come. */
const batchMs = 1_000

interface Run extends SyncOptions {
  readonly gallery: GalleryContext
  readonly actor: Actor
  readonly root: LibraryRootRow
  readonly progress: MutableProgress
  readonly signal: AbortSignal
}

/** Compares a root with the index and brings the index up to date. Reads only; the folder is never written to. */
export const runSync = async (run: Run): Promise<SyncSummary> => {
  const { gallery, root } = run
  const startedAt = performance.now()
  const counts = newCounts()
  const finish = async (state: LibraryRootRow['state']): Promise<SyncSummary> => {
    const problems = await countProblems(gallery.connections.read, root.id)
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

  const refusal = await refuse(run)
  if (refusal) return finish(refusal)

  const tree = new FolderTree(await selectFolders(gallery.connections.read, root.id))
  const touched = new Set<number>()
  const gone: GoneFile[] = []
  const report = (path: readonly string[], code: ErrorCode, message: string) => {
    const at = gallery.clock().toISOString()
    run.onProblem?.({ rootId: root.id, path: path.join('/'), code, message, firstSeenAt: at, lastSeenAt: at })
  }
  const candidates = walk({
    gallery,
    actor: run.actor,
    rootId: root.id,
    rootPath: root.path,
    tree,
    touched,
    counts,
    gone,
    signal: run.signal,
    onFolder: (path) => {
      run.progress.foldersSeen += 1
      run.progress.currentPath = path
      tell(run)
    },
    onProblem: report,
  })

  let batch: { candidate: Candidate; reading: Exclude<Reading, { kind: 'gone' }> }[] = []
  let batchStartedAt = performance.now()
  const flush = async () => {
    const items = batch
    batch = []
    batchStartedAt = performance.now()
    const looksNew = items.flatMap(({ candidate, reading }) =>
      reading.kind === 'photo' && candidate.photoId === null ? [{ candidate, sha256: reading.media.sha256 }] : [],
    )
    const moved = await findMoved(gallery, looksNew)
    const files: ReadFile[] = items.map((item) => ({ ...item, moved: moved.get(item.candidate) }))
    const albums = new Map([...tree.all].map((folder) => [folder, folder.albumId]))
    const saved = await transact(gallery, run.actor, (unit) => {
      // A run of this that was rolled back gave folders albums that do not exist.
      for (const [folder, albumId] of albums) folder.albumId = albumId
      return saveBatch({ gallery, unit, tree, touched }, files)
    })
    for (const key of ['added', 'changed', 'moved', 'restored'] as const) counts[key] += saved[key]
  }

  const read = async (candidate: Candidate) => ({
    candidate,
    reading: await readCandidate(candidate, {
      limits: gallery.options.limits,
      signal: run.signal,
      onWarning: (message, details) => gallery.log.debug(message, details),
    }),
  })
  const readings = readAhead(candidates, read, {
    concurrent: Math.max(2, availableParallelism()),
    ahead: 50_000,
    onFound: () => {
      run.progress.filesToRead += 1
      run.progress.phase = 'reading'
    },
  })
  for await (const { candidate, reading } of readings) {
    run.progress.filesRead += 1
    run.progress.currentPath = [...tree.pathOf(candidate.folder), candidate.entry.name].join('/')
    tell(run)
    if (reading.kind === 'gone') continue
    if (reading.kind === 'fault')
      report([...tree.pathOf(candidate.folder), candidate.entry.name], reading.code, reading.message)
    batch.push({ candidate, reading })
    if (batch.length >= batchSize || performance.now() - batchStartedAt >= batchMs) await flush()
  }
  if (batch.length > 0) await flush()

  run.progress.phase = 'finishing'
  tell(run)
  counts.deleted += await removeGone(run, tree, gone)
  if (touched.size > 0) {
    await transact(gallery, run.actor, async (unit) => {
      for (const albumId of touched) await orderFolderAlbums(unit, albumId)
    })
  }
  return finish('ready')
}

/** Why nothing must be believed of what the disk says now; `null` where all is well. */
const refuse = async ({ gallery, root, acceptEmpty }: Run): Promise<'offline' | 'suddenly-empty' | null> => {
  try {
    await readdir(root.path)
  } catch {
    return 'offline'
  }
  if (acceptEmpty) return null
  const listing = await readFolder(root.path)
  const isEmpty = listing.files.length + listing.folders.length === 0
  return isEmpty && (await countPhotosOfRoot(gallery.connections.read, root.id)) > 0 ? 'suddenly-empty' : null
}

const removeGone = async (
  { gallery, actor, signal }: Run,
  tree: FolderTree,
  gone: readonly GoneFile[],
): Promise<number> => {
  let deleted = 0
  for (let start = 0; start < gone.length; start += 500) {
    signal.throwIfAborted()
    // A file that was found elsewhere meanwhile has the same row, at its new place.
    const ids = await stillGone(gallery, gone.slice(start, start + 500))
    if (ids.length > 0) deleted += await transact(gallery, actor, (unit) => removeGoneFiles(gallery, unit, ids))
  }
  for (const folder of [...tree.all]) {
    const parent = folder.parentId === null ? undefined : tree.get(folder.parentId)
    // The topmost of what is gone; what is below goes with it.
    if (folder.isSeen || !parent?.isSeen) continue
    signal.throwIfAborted()
    deleted += await transact(gallery, actor, (unit) => removeGoneFolder(gallery, unit, tree, folder))
  }
  return deleted
}

const stillGone = async (gallery: GalleryContext, gone: readonly GoneFile[]): Promise<number[]> => {
  const rows = await gallery.connections.read
    .selectFrom('library_files')
    .select(['id', 'folder_id', 'name'])
    .where('id', 'in', gallery.dialect.idList(gone.map((file) => file.id)))
    .execute()
  const places = new Map(gone.map((file) => [file.id, file]))
  return rows
    .filter((row) => places.get(row.id)?.folderId === row.folder_id && places.get(row.id)?.storedName === row.name)
    .map((row) => row.id)
}

const tell = ({ onProgress, progress }: Run): void => onProgress?.({ ...progress })
