import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { MediaProbe } from '../../media/types.ts'
import type { Guards } from '../../tools/guards.ts'
import type { MetadataReader } from '../reader.ts'
import { type ExiftoolLimits, ExiftoolProcess, type ExiftoolPrograms } from './process.ts'
import { type ExiftoolTags, toSources } from './to-sources.ts'

export interface ExiftoolOptions {
  /** Where the programs are, asked when the first file is read; `exiftool: null` where it is not installed. */
  programs: () => Promise<{ readonly exiftool: string | null; readonly guards: Guards }>
  /** `needed`: raw files, films, documents, and files of which a block could not be read here. Default `needed`. */
  when?: 'needed' | 'always'
  limits?: Partial<ExiftoolLimits>
  /** Where the private folder is made. Default: among the system's temporary files. */
  folder?: string
}

const defaultLimits: ExiftoolLimits = {
  timeoutMs: 10_000,
  maxAnswerBytes: 8 * 1024 * 1024,
  maxMemoryBytes: 1024 ** 3,
  maxFiles: 500,
  idleMs: 60_000,
}

/** Formats of which exiftool knows maker notes, streams or rare structures that are not read in this process. */
const knownBetter = new Set(['dng', 'cr2', 'cr3', 'nef', 'arw', 'orf', 'rw2', 'pef', 'srw', 'raf', 'psd', 'tif'])

const groups = [
  ...['EXIF', 'GPS', 'IPTC', 'XMP', 'QuickTime', 'RIFF', 'H264'].map((group) => `${group}:all`),
  ...['MakerNotes:MediaGroupUUID', 'MakerNotes:ContentIdentifier', 'ICC_Profile:ProfileDescription'],
  ...['Composite:GPSLatitude', 'Composite:GPSLongitude', 'Composite:GPSAltitude'],
]

/** Values untranslated but for the lens, which is a number in maker notes. */
const questions = [
  '-j',
  '-G1',
  '-struct',
  '-charset',
  'filename=utf8',
  '-api',
  'largefilesupport=1',
  ...groups.map((group) => `-${group}#`),
  '-Composite:LensID',
]

const isRecord = (value: unknown): value is ExiftoolTags => typeof value === 'object' && value !== null

/** The one object of the answer; `null` where exiftool knows nothing of the file. */
const parseAnswer = (answer: Buffer): ExiftoolTags | null => {
  const text = answer.toString('utf8').trim()
  if (text === '') return null
  const parsed: unknown = JSON.parse(text)
  const first: unknown = Array.isArray(parsed) ? parsed[0] : null
  return isRecord(first) ? first : null
}

/** A folder that only we can look into. */
const makeFolder = async (parent: string): Promise<string> => {
  await mkdir(parent, { recursive: true, mode: 0o700 })
  return mkdtemp(join(parent, 'exiftool-'))
}

/**
 * Reads with an exiftool that stays open: it is started with the first file that needs it, ends when it is idle, is replaced after
 * some hundred files, and is killed with all it started when a file takes too long or the reader is closed.
 *
 * A file is given to it by a link in a private folder, whose name is a number: its own name never reaches exiftool, for which a
 * leading dash is an option, a line break ends an argument, and a bar at the end is a program to run in old versions.
 */
export const createExiftoolReader = (options: ExiftoolOptions): MetadataReader => {
  const limits: ExiftoolLimits = { ...defaultLimits, ...options.limits }
  let running: ExiftoolProcess | null = null
  let folder: Promise<string> | null = null
  let isClosed = false
  let turn: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined
  let files = 0

  const start = async (): Promise<ExiftoolProcess | null> => {
    if (running?.isUsable) return running
    await running?.close()
    running = null
    const { exiftool, guards } = await options.programs()
    if (exiftool === null) return null
    folder ??= makeFolder(options.folder ?? tmpdir())
    const programs: ExiftoolPrograms = { exiftool, guards, folder: await folder }
    running = new ExiftoolProcess(programs, limits)
    return running
  }

  const stop = async () => {
    const ending = running
    running = null
    await ending?.close()
  }

  const readOne = async (path: string, extension: string): Promise<ExiftoolTags | null> => {
    if (isClosed) throw new Error('the reader is closed')
    clearTimeout(idle)
    const process_ = await start()
    if (!process_) return null
    files += 1
    const link = join((await folder) ?? tmpdir(), `${files}.${extension}`)
    // A file that is held open is known by a path that means another file in another process.
    await symlink(resolve(path).replace(/^\/proc\/self\//, `/proc/${process.pid}/`), link)
    try {
      return parseAnswer(await process_.ask([...questions, link]))
    } finally {
      await rm(link, { force: true })
      idle = setTimeout(() => void inTurn(stop), limits.idleMs).unref()
    }
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }

  return {
    knowsMore: (probe, warnings) =>
      options.when === 'always' ||
      probe.mediaType !== 'image' ||
      knownBetter.has(probe.extension) ||
      warnings.length > 0,
    read: async (path: string, { extension }: MediaProbe) => {
      const tags = await inTurn(() => readOne(path, extension))
      return tags && toSources(tags)
    },
    close: async () => {
      isClosed = true
      clearTimeout(idle)
      running?.kill()
      await inTurn(stop)
      if (folder) await rm(await folder, { recursive: true, force: true })
    },
  }
}
