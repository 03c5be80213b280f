import { basename, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ActorGallery, type LibraryRoot, type SyncOptions, type SyncSummary, VitrineError } from '@vitrine/core'
import { createServer } from '../../app.ts'
import { createLinks } from '../../links.ts'
import { checkFolders } from '../check-folders.ts'
import { resolvePlaces, resolveServe, type ServeFlags } from '../config.ts'
import { ensureAdministrator } from '../first-administrator.ts'
import { resolveRoots } from '../library-roots.ts'
import { resolveLibraryWatch } from '../library-watch.ts'
import { listenOn } from '../listen.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openBrowser } from '../open-browser.ts'
import { openGallery } from '../open-gallery.ts'
import { passkeysAt } from '../passkeys.ts'
import { untilStopped } from '../stop-signal.ts'
import { createSyncProgress } from '../sync-progress.ts'
import { describeSummary } from '../sync-summary.ts'
import { plain, print, toJson } from '../terminal.ts'

/** Opens the gallery in the browser: listens first, looks through the folders meanwhile. Returns when it was told to stop. */
export const serveCommand = async (folders: readonly string[], flags: ServeFlags): Promise<number> => {
  const settings = resolveServe(flags, process.env)
  const named = folders.map((folder) => resolve(folder))
  const places = resolvePlaces(flags, named, process.env)
  checkFolders(named, places)
  const isJson = flags.json === true
  const log = createConsoleLog({ json: isJson, level: logLevelOf(process.env.VITRINE_LOG) })
  const paths = places.isDemo ? [await paintDemo(join(places.dataFolder, 'pictures'), isJson)] : named
  // From here on, whoever stops the program waits for an orderly end.
  const stopped = untilStopped()

  await using gallery = await openGallery(places, {
    log: log.core,
    title: flags.title || titleFor(paths, places.isDemo),
    library: resolveLibraryWatch(flags, process.env),
    mail: settings.mail,
    passkeys: passkeysAt(settings.baseUrl),
  })
  const system = gallery.asSystem('vitrine serve')
  const roots = await resolveRoots(system, paths, { isPrivate: flags.private === true })
  const setupToken = await ensureAdministrator(gallery, settings)

  const server = createServer(gallery, {
    basePath: settings.basePath,
    trustProxy: settings.trustProxy,
    docs: settings.docs,
    themesFolder: join(places.dataFolder, 'themes'),
    overridesFolder: join(places.dataFolder, 'overrides'),
    localesFolder: join(places.dataFolder, 'locales'),
    ...(settings.theme === undefined ? {} : { theme: settings.theme }),
    log: log.server,
    ...(settings.oidc === undefined ? {} : { oidc: settings.oidc }),
    ...(settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl }),
    ...(settings.metricsToken === undefined ? {} : { metricsToken: settings.metricsToken }),
  })
  const listener = await listenOn(server.nodeHandler, settings)
  const links = createLinks({ basePath: settings.basePath })
  const url = `${listener.origin}${links.homeUrl()}`
  const origin = settings.baseUrl ?? listener.origin
  announce({
    url,
    publicUrl: settings.baseUrl === undefined ? null : `${origin}${links.homeUrl()}`,
    setupUrl: setupToken === null ? null : `${origin}${links.setUpUrl(setupToken)}`,
    isJson,
    isOpenToGuests: flags.private !== true && !['127.0.0.1', 'localhost', '::1'].includes(settings.host),
    hasFolders: roots.length > 0,
  })
  void openBrowser(url, flags.open)
  gallery.jobs.start()
  gallery.webhooks.start()
  // Behind the first answer, not before it: the database answers until the photos are in memory.
  void gallery.warmUp().catch((error: unknown) => log.server('warn', 'The photos are not in memory', { error }))

  // Something may have been installed since the last start: photos that were shown with an icon get their pictures.
  void system.tools
    .refresh()
    .catch((error: unknown) => log.server('warn', 'Programs could not be looked for', { error }))

  // Asked for first: what changes while the folders are looked through is noticed, too.
  gallery.watchLibrary({ lookNow: false })
  const stopping = new AbortController()
  const syncing = flags.sync === false ? null : synchronise(system, roots, { signal: stopping.signal, isJson })

  await stopped
  if (!isJson) print('Stopping …')
  stopping.abort()
  // Together: streams of events are answers that end with the server.
  await Promise.all([listener.close(), server.close(), syncing])
  return 0
}

/** Loaded for the demo only: sharp, which paints it, is a good part of the time that a start takes. */
const paintDemo = async (folder: string, isJson: boolean): Promise<string> => {
  const { prepareDemo } = await import('../prepare-demo.ts')
  return prepareDemo(folder, { isJson })
}

/** One folder gives the gallery its name. */
const titleFor = (paths: readonly string[], isDemo: boolean): string | undefined => {
  if (isDemo) return 'Vitrine demo'
  const [path] = paths
  return paths.length === 1 && path !== undefined ? basename(path).normalize('NFC') || undefined : undefined
}

const announce = (about: {
  url: string
  publicUrl: string | null
  setupUrl: string | null
  isJson: boolean
  isOpenToGuests: boolean
  hasFolders: boolean
}): void => {
  const { url, publicUrl, setupUrl } = about
  if (about.isJson) {
    print(toJson({ event: 'listening', url, publicUrl, setupUrl }))
    return
  }
  print(`\n  Vitrine is open at  ${publicUrl ?? url}`)
  if (publicUrl !== null) print(`  It listens at  ${url}`)
  if (setupUrl) print(`  Make yourself its administrator (once):  ${setupUrl}`)
  if (about.isOpenToGuests)
    print('  Whoever reaches this address sees the public albums. “--private” hides new folders from guests.')
  if (!about.hasFolders) print('  This gallery has no folders of pictures yet. Name them: “vitrine serve FOLDER”.')
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
      const summary = await syncWhenFree(system, root.id, { signal: options.signal, onProgress: display.update })
      display.stop()
      print(options.isJson ? toJson({ event: 'synced', summary }) : `  ${describeSummary(summary)}`)
    } catch (error) {
      display.stop()
      if (options.signal.aborted) return
      const message = error instanceof Error ? error.message : String(error)
      print(
        options.isJson
          ? toJson({ event: 'sync-failed', rootId: root.id, path: root.path, message })
          : `  ${plain(`${root.path}: ${message}`)}`,
      )
    }
  }
}

/** How long to wait before a folder is asked for again that another process looks through. */
const retryMs = 5_000

/** Another process looks through the folder, or did until it was killed: its claim ends within a minute. */
const syncWhenFree = async (
  system: ActorGallery,
  rootId: number,
  options: SyncOptions & { signal: AbortSignal },
): Promise<SyncSummary> => {
  for (;;) {
    try {
      return await system.library.sync(rootId, options)
    } catch (error) {
      if (!VitrineError.has(error, 'ROOT_SYNC_RUNNING')) throw error
      await sleep(retryMs, undefined, { signal: options.signal })
    }
  }
}
