import { basename, join, resolve } from 'node:path'
import type { ActorGallery, LibraryRoot } from '@vitrine/core'
import { createServer } from '../../app.ts'
import { resolvePlaces, resolveServe, type ServeFlags } from '../config.ts'
import { ensureAdministrator } from '../first-administrator.ts'
import { resolveRoots } from '../library-roots.ts'
import { listenOn } from '../listen.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { prepareDemo } from '../prepare-demo.ts'
import { untilStopped } from '../stop-signal.ts'
import { createSyncProgress } from '../sync-progress.ts'
import { describeSummary } from '../sync-summary.ts'
import { print } from '../terminal.ts'

/** Opens the gallery in the browser: listens first, looks through the folders meanwhile. Returns when it was told to stop. */
export const serveCommand = async (folders: readonly string[], flags: ServeFlags): Promise<number> => {
  const settings = resolveServe(flags, process.env)
  const named = folders.map((folder) => resolve(folder))
  const places = resolvePlaces(flags, named, process.env)
  const log = createConsoleLog({ json: flags.json === true, level: logLevelOf(process.env.VITRINE_LOG) })
  const paths = places.isDemo ? [await prepareDemo(join(places.dataFolder, 'pictures'))] : named

  await using gallery = await openGallery(places, {
    log: log.core,
    title: flags.title ?? titleFor(paths, places.isDemo),
  })
  const system = gallery.asSystem('vitrine serve')
  const roots = await resolveRoots(system, paths, { isPrivate: flags.private === true })
  const setupToken = await ensureAdministrator(gallery, settings)

  const server = createServer(gallery, {
    basePath: settings.basePath,
    trustProxy: settings.trustProxy,
    log: log.server,
    ...(settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl }),
  })
  const listener = await listenOn(server.nodeHandler, {
    port: settings.port,
    host: settings.host,
    open: shouldOpen(flags),
    basePath: settings.basePath,
  })
  announce({
    url: listener.url,
    setupToken,
    isJson: flags.json === true,
    host: settings.host,
    isPrivate: flags.private === true,
  })

  const stopping = new AbortController()
  const stopped = untilStopped()
  const syncing =
    flags.sync === false
      ? Promise.resolve()
      : synchronise(system, roots, { signal: stopping.signal, isJson: flags.json === true })

  await stopped
  if (!flags.json) print('Stopping …')
  stopping.abort()
  await listener.close()
  await Promise.all([server.close(), syncing])
  return 0
}

/** One folder gives the gallery its name. */
const titleFor = (paths: readonly string[], isDemo: boolean): string | undefined => {
  if (isDemo) return 'Vitrine demo'
  const [path] = paths
  return paths.length === 1 && path !== undefined ? basename(path).normalize('NFC') || undefined : undefined
}

/** A browser is opened for somebody who sits there, and not for a service. */
const shouldOpen = (flags: ServeFlags): boolean =>
  flags.open ??
  (process.stdout.isTTY === true && process.env.CI === undefined && process.env.SSH_CONNECTION === undefined)

const announce = (about: {
  url: string
  setupToken: string | null
  isJson: boolean
  host: string
  isPrivate: boolean
}): void => {
  const setupUrl = about.setupToken === null ? null : `${about.url.replace(/\/$/, '')}/setup/${about.setupToken}`
  if (about.isJson) {
    print(JSON.stringify({ event: 'listening', url: about.url, setupUrl }))
    return
  }
  print(`\n  Vitrine is open at  ${about.url}`)
  if (setupUrl) print(`  Make yourself its administrator (once):  ${setupUrl}`)
  const isLocal = ['127.0.0.1', 'localhost', '::1'].includes(about.host)
  if (!isLocal && !about.isPrivate)
    print('  Whoever reaches this address sees the public albums. “--private” hides new folders from guests.')
  print('  Press Ctrl+C to stop.\n')
}

const synchronise = async (
  system: ActorGallery,
  roots: readonly LibraryRoot[],
  options: { signal: AbortSignal; isJson: boolean },
): Promise<void> => {
  for (const root of roots) {
    if (options.signal.aborted) return
    const display = options.isJson ? { update: () => {}, stop: () => {} } : createSyncProgress()
    try {
      const summary = await system.library.sync(root.id, { signal: options.signal, onProgress: display.update })
      display.stop()
      print(options.isJson ? JSON.stringify({ event: 'synced', summary }) : `  ${describeSummary(summary)}`)
    } catch (error) {
      display.stop()
      if (options.signal.aborted) return
      const message = error instanceof Error ? error.message : String(error)
      print(
        options.isJson
          ? JSON.stringify({ event: 'sync-failed', rootId: root.id, message })
          : `  ${root.path}: ${message}`,
      )
    }
  }
}
