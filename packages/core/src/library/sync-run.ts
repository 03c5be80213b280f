import { realpath, stat } from 'node:fs/promises'
import type { Actor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { readFileRules } from '../files/file-rules.ts'
import { identityOf } from '../media/pinned.ts'
import { transact } from '../transaction.ts'
import { orderFolderAlbums, selectUnordered } from './folder-albums.ts'
import { FolderTree } from './folder-tree.ts'
import { countPhotosOfRoot, countProblems, saveFiles, saveRootState, selectFolders } from './library.store.ts'
import type { LibraryRootRow } from './library.table.ts'
import type { SyncOptions, SyncSummary } from './library.types.ts'
import { type FolderListing, readFolder } from './read-folder.ts'
import { removeGone } from './remove-gone.ts'
import { toReadablePath } from './stored-name.ts'
import { createPasses } from './sync-pass.ts'
import { createSyncWrite, type GoneFile, type LateFiles, type MutableProgress, newCounts } from './sync-state.ts'

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
  const again = new Set<number>()
  const { attachesFormats } = (await readFileRules(gallery)).rules
  const look = await createPasses({
    gallery,
    root,
    listing: found.listing,
    progress: run.progress,
    signal: run.signal,
    quietMs: run.quietMs ?? 0,
    tree,
    late,
    attachesFormats,
    again,
    write,
    counts,
    onProblem: report,
    onProgress: () => tell(run),
  })
  await look({ only: run.only ?? null, seen: counts, gone })

  run.progress.phase = 'finishing'
  run.progress.currentPath = null
  tell(run)
  // Unplugged while it was read: what was not met may only have been out of sight.
  if (!(await isSameRoot(root.path, found.inode))) return finish('offline')
  // What waits may be what is missed elsewhere, under its new name: the next run knows.
  const removal = { gallery, write, signal: run.signal, again }
  if (counts.waiting === 0) counts.deleted += await removeGone(removal, tree, gone)
  if (late.size > 0) await write((unit) => saveFiles(unit.db, [...late.values()], unit.at))
  // Files of pairs that were parted. What this finds to be gone is gone at the next run.
  if (again.size > 0) await look({ only: again, seen: newCounts(), gone: [] })
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
