import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ActorGallery, DerivativeFormat, DerivativesFigures, DerivativesToPurge, Gallery } from '@vitrine/core'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { untilStopped } from '../stop-signal.ts'
import { count, print, toJson } from '../terminal.ts'
import { createTerminalBar } from '../terminal-bar.ts'
import { UsageError } from '../usage-error.ts'

export interface WarmFlags extends CommonFlags {
  size?: string[]
  format?: DerivativeFormat[]
  album?: string
}

export interface PurgeFlags extends CommonFlags {
  size?: string
  photo?: string
  outdated?: boolean
  all?: boolean
}

/** What a shell expects of a program that was interrupted. */
const interrupted = 130
const pollMs = 500

/** Opens the gallery that is there: nothing is made for a look at pictures. */
const openExisting = (flags: CommonFlags): Promise<Gallery> => {
  const places = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment))
  if (!existsSync(places.dataFolder))
    throw new UsageError(`There is no gallery in ${places.dataFolder}. Start one with “vitrine FOLDER”.`)
  const log = createConsoleLog({ json: flags.json === true, level: logLevelOf(process.env.VITRINE_LOG) })
  return openGallery(places, { log: log.core })
}

const toId = (text: string, option: string): number => {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new UsageError(`${option} takes the number of one, such as 12.`)
  return Number(text)
}

/** Renders what is missing, here or wherever the job is taken first. @returns The exit code. */
export const derivativesWarmCommand = async (flags: WarmFlags): Promise<number> => {
  await using gallery = await openExisting(flags)
  const system = gallery.asSystem('vitrine derivatives warm')
  const before = await system.derivatives.figures()
  const jobId = await system.derivatives.warmUp({
    ...(flags.size ? { sizes: flags.size } : {}),
    ...(flags.format ? { formats: flags.format } : {}),
    ...(flags.album === undefined ? {} : { album: toId(flags.album, '--album') }),
  })
  const stopped = untilStopped().then(() => 'stopped' as const)
  const isStopped = (await Promise.race([warm(gallery, system, jobId, flags), stopped])) === 'stopped'
  const after = await system.derivatives.figures()
  const [files, bytes] = [after.files - before.files, after.bytes - before.bytes]
  if (flags.json)
    print(toJson({ jobId, files: after.files, bytes: after.bytes, addedFiles: files, stopped: isStopped }))
  else if (isStopped) print('Stopped. What was rendered is kept; the job goes on where a server works on it.')
  else print(`${count(files, 'picture')} rendered (${toSize(bytes)}); ${count(after.files, 'picture')} in the cache.`)
  return isStopped ? interrupted : 0
}

/** Works on jobs until this one is done. Another process may have it: then it is waited for. */
const warm = async (
  gallery: Gallery,
  system: ActorGallery,
  jobId: number | null,
  flags: CommonFlags,
): Promise<void> => {
  // The same work waits already, or runs elsewhere.
  if (jobId === null) {
    while (await gallery.jobs.runNext());
    return
  }
  const bar = createTerminalBar('Rendering {bar} {percentage} % · {eta_formatted} left')
  let isOver = false
  const work = async (): Promise<void> => {
    while (!isOver) if (!(await gallery.jobs.runNext())) await sleep(pollMs)
  }
  const working = work()
  try {
    for (;;) {
      const { state, done, total } = await system.derivatives.warming(jobId)
      if (!flags.json) bar.update(done, total)
      if (state === 'done') return
      if (state === 'failed') throw new Error('The pictures could not be rendered. “VITRINE_LOG=debug” says more.')
      await sleep(pollMs)
    }
  } finally {
    isOver = true
    bar.stop()
    await working
  }
}

/** Removes rendered pictures. @returns The exit code. */
export const derivativesPurgeCommand = async (flags: PurgeFlags): Promise<number> => {
  const given: DerivativesToPurge[] = [
    ...(flags.photo === undefined ? [] : [{ photoId: toId(flags.photo, '--photo') }]),
    ...(flags.size === undefined ? [] : [{ size: flags.size }]),
    ...(flags.outdated ? [{ outdated: true } as const] : []),
    ...(flags.all ? [{ all: true } as const] : []),
  ]
  const [what, second] = given
  if (!what || second) throw new UsageError('Say what to remove: one of --size, --photo, --outdated and --all.')
  await using gallery = await openExisting(flags)
  const removed = await gallery.asSystem('vitrine derivatives purge').derivatives.purge(what)
  print(flags.json ? toJson({ removed }) : `${count(removed, 'picture')} removed.`)
  return 0
}

/** Says what lies in the cache. @returns The exit code. */
export const derivativesFiguresCommand = async (flags: CommonFlags): Promise<number> => {
  await using gallery = await openExisting(flags)
  const { files, bytes, maxBytes, sizes } = await gallery.asSystem('vitrine derivatives figures').derivatives.figures()
  if (flags.json) print(toJson({ files, bytes, maxBytes, sizes }))
  else for (const line of toLines({ files, bytes, maxBytes, sizes })) print(line)
  return 0
}

const toLines = ({
  files,
  bytes,
  maxBytes,
  sizes,
}: Pick<DerivativesFigures, 'files' | 'bytes' | 'maxBytes' | 'sizes'>): string[] => [
  `${count(files, 'picture')}, ${toSize(bytes)}${maxBytes === null ? '' : ` of ${toSize(maxBytes)} at most`}`,
  ...Object.entries(sizes).map(
    ([name, size]) =>
      `  ${name.padEnd(12)} ${count(size.files, 'picture').padStart(18)} ${toSize(size.bytes).padStart(12)}`,
  ),
]

const toSize = (bytes: number): string =>
  bytes < 2 ** 30 ? `${(bytes / 2 ** 20).toFixed(1)} MiB` : `${(bytes / 2 ** 30).toFixed(1)} GiB`
