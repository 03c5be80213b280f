import { setTimeout as sleep } from 'node:timers/promises'
import type { Gallery, SynchroniseOptions } from '@vitrine/core'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { print, toJson } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface MetadataSyncFlags extends CommonFlags {
  photo?: string
  album?: string
  recursive?: boolean
  query?: string
  clear?: boolean
  overwrite?: boolean
}

const pollMs = 500

/** Reads files again until that is done, or leaves it to a server that does it already. @returns The exit code. */
export const metadataSyncCommand = async (flags: MetadataSyncFlags): Promise<number> => {
  const options = toOptions(flags)
  const places = resolvePlaces(flags, [], process.env, (_list, environment) => onlyDataFolder(environment))
  const log = createConsoleLog({ json: flags.json === true, level: logLevelOf(process.env.VITRINE_LOG) })
  await using gallery = await openGallery(places, { log: log.core })
  const system = gallery.asSystem('vitrine metadata sync')
  const jobId = await system.photos.synchronise(options)
  if (jobId === null) {
    if (flags.json) print(toJson({ jobId: null }, 2))
    else print('The same is under way already.')
    return 0
  }
  const last = await follow(gallery, jobId, flags.json === true)
  if (flags.json) print(toJson(last, 2))
  else print(last.state === 'done' ? `${last.done} photos were read again.` : 'It was not finished; see the log.')
  return last.state === 'done' ? 0 : 1
}

const follow = async (gallery: Gallery, jobId: number, isJson: boolean) => {
  const { photos } = gallery.asSystem('vitrine metadata sync')
  gallery.jobs.start({ concurrent: 1, pollMs })
  let told = -1
  for (;;) {
    const progress = await photos.metadataJob(jobId)
    if (!isJson && process.stderr.isTTY && progress.done !== told) {
      process.stderr.write(`\r${progress.done} of ${progress.total} photos`)
      told = progress.done
    }
    if (progress.state === 'done' || progress.state === 'failed') {
      if (told >= 0) process.stderr.write('\n')
      return progress
    }
    await sleep(pollMs)
  }
}

const toOptions = ({ photo, album, recursive, query, clear, overwrite }: MetadataSyncFlags): SynchroniseOptions => ({
  ...(photo === undefined ? {} : { photo: toId('--photo', photo) }),
  ...(album === undefined ? {} : { album: toId('--album', album) }),
  ...(recursive ? { recursive } : {}),
  ...(query === undefined ? {} : { q: query }),
  clear: clear === true,
  keepWritten: overwrite !== true,
})

const toId = (flag: string, text: string): number => {
  const id = Number(text)
  if (!Number.isSafeInteger(id) || id < 1) throw new UsageError(`${flag} must be the number of one, such as 12.`)
  return id
}
