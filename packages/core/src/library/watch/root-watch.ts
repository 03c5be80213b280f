import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { GalleryContext } from '../../context.ts'
import { VitrineError } from '../../errors/vitrine-error.ts'
import { identityOf } from '../../media/pinned.ts'
import { FolderTree } from '../folder-tree.ts'
import { selectFolders, selectRoot } from '../library.store.ts'
import type { LibraryRootRow } from '../library.table.ts'
import type { SyncSummary } from '../library.types.ts'
import { createFolderWatch, type FolderWatch, type WatchFault } from './folder-watch.ts'
import { parseSchedule } from './schedule.ts'
import type { LibrarySettings, RootWatch } from './watch.types.ts'

/** Each takes a little memory here and a watch of the system. */
const maxFolders = 50_000
/** While files keep coming, what is whole is taken over this often. */
const maxWaitMs = 60_000
/** How often the root is asked whether it is still the same folder. */
const checkMs = 30_000
/** Before a look that went wrong is tried again. */
const retryMs = 15_000

/** Looks at a root: all of it, or the folders named. */
export type Look = (
  rootId: number,
  run: { readonly quietMs: number; readonly only: ReadonlySet<number> | null; readonly signal: AbortSignal },
) => Promise<SyncSummary>

export interface RootWatcher {
  /** Looks after the root until it is told to stop. */
  run(): Promise<void>
  stop(): void
  apply(settings: LibrarySettings): void
  /** Somebody in this process looked through the root. */
  looked(): void
  status(): Pick<RootWatch, 'mode' | 'reason' | 'folders'>
}

interface RootWatchParts {
  readonly gallery: GalleryContext
  readonly look: Look
  readonly root: LibraryRootRow
  readonly settings: LibrarySettings
  readonly signal: AbortSignal
  /** Look through all of it as soon as it is watched. */
  readonly lookNow: boolean
}

export const createRootWatch = (parts: RootWatchParts): RootWatcher => {
  const { gallery, look, root } = parts
  const stopping = new AbortController()
  const signal = AbortSignal.any([parts.signal, stopping.signal])
  let { settings } = parts
  let folders: FolderWatch | null = null
  let fault: WatchFault | null = null
  let hasClaim = false
  let wake = new AbortController()
  /** Folders in which something happened; `all` where nobody can tell in which. */
  let dirty = new Set<number>()
  let isAllDirty = false
  let firstChangeAt = 0
  let lastChangeAt = 0
  let notBefore = 0
  let mustArm = true
  let identity: string | null = null

  const nap = (ms: number): Promise<void> =>
    sleep(ms, undefined, { ref: false, signal: AbortSignal.any([signal, wake.signal]) }).catch(() => {})

  const changed = (folderId: number | null): void => {
    lastChangeAt = Date.now()
    if (dirty.size === 0 && !isAllDirty) {
      firstChangeAt = lastChangeAt
      wake.abort()
    }
    if (folderId === null) isAllDirty = true
    else dirty.add(folderId)
  }

  /** Watches the folders that the index knows now. What was not watched before may have changed before it was. */
  const arm = async (isFirst: boolean): Promise<void> => {
    mustArm = false
    if (!settings.watch) {
      folders?.close()
      folders = null
      return
    }
    folders ??= createFolderWatch({ rootPath: root.path, onChange: changed, maxFolders })
    const tree = new FolderTree(await selectFolders(gallery.connections.read, root.id))
    const wanted = function* () {
      for (const folder of tree.all) yield { id: folder.id, inode: folder.inode, path: tree.pathOf(folder) }
    }
    const result = folders.set(wanted())
    const before = fault
    fault = 'fault' in result ? result.fault : null
    if (fault !== null && before === null)
      gallery.log.warn(
        fault === 'limit'
          ? 'A folder of the library has too many folders below it to be watched; it is looked through at the times set. On Linux, fs.inotify.max_user_watches says how many the system allows'
          : 'A folder of the library cannot be watched; it is looked through at the times set',
        { path: root.path, schedule: settings.schedule },
      )
    if (!isFirst && 'added' in result) for (const id of result.added) changed(id)
  }

  /** Unplugged and plugged in again, or another folder in its place: no watch tells of that. */
  const checkRoot = async (): Promise<void> => {
    const found = await stat(root.path, { bigint: true }).then(identityOf, () => 'away')
    if (identity !== null && found !== identity && found !== 'away') {
      folders?.close()
      mustArm = true
      changed(null)
    }
    identity = found
  }

  const nextBySchedule = async (): Promise<number> => {
    const times = settings.schedule === null ? null : parseSchedule(settings.schedule)
    if (!times) return Number.POSITIVE_INFINITY
    const row = await selectRoot(gallery.connections.read, root.id)
    const last = row?.last_synced_at ? new Date(row.last_synced_at) : null
    return times.next(gallery.clock(), last)?.getTime() ?? Number.POSITIVE_INFINITY
  }

  const quietMs = (): number => settings.quietSeconds * 1_000
  const dueByChange = (): number => {
    if (dirty.size === 0 && !isAllDirty) return Number.POSITIVE_INFINITY
    return Math.max(notBefore, Math.min(lastChangeAt + quietMs(), firstChangeAt + Math.max(maxWaitMs, quietMs())))
  }

  const lookOnce = async (isAll: boolean): Promise<void> => {
    const only = isAll || isAllDirty ? null : dirty
    const wasAllDirty = isAllDirty
    dirty = new Set()
    isAllDirty = false
    try {
      const { waiting } = await look(root.id, { quietMs: quietMs(), only, signal })
      // Files that were still being written: their folders are looked at once more.
      if (waiting > 0) again(only, quietMs())
    } catch (error) {
      if (signal.aborted) return
      if (!VitrineError.has(error, 'ROOT_SYNC_RUNNING'))
        gallery.log.warn('A folder of the library could not be looked through', { path: root.path, error })
      again(wasAllDirty ? null : only, retryMs)
    }
  }

  const again = (only: ReadonlySet<number> | null, afterMs: number): void => {
    if (only === null) changed(null)
    else for (const id of only) changed(id)
    notBefore = Date.now() + afterMs
  }

  const work = async (): Promise<void> => {
    await checkRoot()
    await arm(true)
    if (parts.lookNow) await lookOnce(true)
    let scheduledAt = await nextBySchedule()
    let checkedAt = Date.now()
    while (!signal.aborted) {
      wake = new AbortController()
      if (mustArm) await arm(false)
      const now = Date.now()
      const clockNow = gallery.clock().getTime()
      if (clockNow >= scheduledAt) {
        await lookOnce(true)
        scheduledAt = await nextBySchedule()
      } else if (now >= dueByChange()) await lookOnce(false)
      else if (now - checkedAt >= checkMs) {
        checkedAt = now
        await checkRoot()
        scheduledAt = await nextBySchedule()
      } else {
        const untilMs = Math.min(dueByChange() - now, scheduledAt - clockNow, checkedAt + checkMs - now)
        await nap(Math.max(10, untilMs))
      }
    }
  }

  return {
    run: async () => {
      hasClaim = true
      try {
        await work()
      } finally {
        folders?.close()
        hasClaim = false
      }
    },
    stop: () => stopping.abort(),
    apply: (next) => {
      if (JSON.stringify(next) === JSON.stringify(settings)) return
      settings = next
      mustArm = true
      wake.abort()
    },
    looked: () => {
      mustArm = true
      wake.abort()
    },
    status: () => ({
      mode: !hasClaim ? 'elsewhere' : folders && fault === null ? 'events' : 'schedule',
      reason: fault,
      folders: folders?.count ?? 0,
    }),
  }
}
