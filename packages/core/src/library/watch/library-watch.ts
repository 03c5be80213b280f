import { setTimeout as sleep } from 'node:timers/promises'
import type { GalleryContext } from '../../context.ts'
import { ownOwners } from '../../hooks/own-owners.ts'
import type { Hooks } from '../../hooks/types.ts'
import { exclusively } from '../../jobs/lease.ts'
import { selectRoots } from '../library.store.ts'
import { readLibrarySettings } from './library-settings.ts'
import { createRootWatch, type Look, type RootWatcher } from './root-watch.ts'
import { parseSchedule } from './schedule.ts'
import type { LibrarySettings, RootWatch } from './watch.types.ts'

/** How often it is asked whether there are other roots or settings, and whether another process has let go of a root. */
const askAgainMs = 30_000

/** Looks after all roots: one process for each of them, by a claim in the database. */
export interface LibraryWatch {
  start(options?: { lookNow?: boolean }): void
  settingsChanged(): void
  describe(): Promise<RootWatch[]>
  close(): Promise<void>
}

export const createLibraryWatch = (gallery: GalleryContext, hooks: Hooks, look: Look): LibraryWatch => {
  const watchers = new Map<number, { readonly watcher: RootWatcher; readonly ended: Promise<unknown> }>()
  const closing = new AbortController()
  const signal = AbortSignal.any([gallery.signal, closing.signal])
  let wake = new AbortController()
  let running: Promise<void> | null = null
  let isFirstRound = true

  const settingsOf = (): Promise<LibrarySettings> =>
    readLibrarySettings(gallery.connections.read, gallery.options.library)

  /** Takes over the roots that nobody looks after, and lets go of those that are no more. */
  const round = async (lookNow: boolean): Promise<void> => {
    const settings = await settingsOf()
    const roots = await selectRoots(gallery.connections.read)
    for (const [id, { watcher }] of watchers) if (!roots.some((root) => root.id === id)) watcher.stop()
    for (const root of roots) {
      const known = watchers.get(root.id)
      if (known) {
        known.watcher.apply(settings)
        continue
      }
      const watcher = createRootWatch({ gallery, look, root, settings, signal, lookNow })
      const ended = exclusively(gallery, `watch:${root.id}`, () => watcher.run())
        .catch((error: unknown) =>
          gallery.log.warn('A folder is not looked after just now', { path: root.path, error }),
        )
        .finally(() => watchers.delete(root.id))
      watchers.set(root.id, { watcher, ended })
    }
  }

  const work = async (lookNow: boolean): Promise<void> => {
    while (!signal.aborted) {
      wake = new AbortController()
      // Whoever takes a root over later does not know what happened meanwhile.
      await round(lookNow || !isFirstRound).catch((error: unknown) =>
        gallery.log.warn('The folders of the library could not be asked for', { error }),
      )
      isFirstRound = false
      await sleep(askAgainMs, undefined, { ref: false, signal: AbortSignal.any([signal, wake.signal]) }).catch(() => {})
    }
  }

  return {
    start: ({ lookNow = true } = {}) => {
      if (running) return
      hooks.on('library.synced', ({ rootId }) => watchers.get(rootId)?.watcher.looked(), { owner: ownOwners.core })
      running = work(lookNow)
    },
    settingsChanged: () => wake.abort(),
    describe: async () => {
      const { watch, schedule } = await settingsOf()
      const times = schedule === null ? null : parseSchedule(schedule)
      const now = gallery.clock()
      return (await selectRoots(gallery.connections.read)).map((root): RootWatch => {
        const last = root.last_synced_at === null ? null : new Date(root.last_synced_at)
        const mine = watchers.get(root.id)?.watcher.status()
        return {
          rootId: root.id,
          mode: watch ? (mine?.mode ?? 'elsewhere') : 'off',
          reason: watch ? (mine?.reason ?? null) : null,
          folders: mine?.folders ?? 0,
          nextRunAt: times?.next(now, last)?.toISOString() ?? null,
        }
      })
    },
    close: async () => {
      closing.abort()
      await running
      await Promise.all([...watchers.values()].map(({ ended }) => ended))
    },
  }
}
