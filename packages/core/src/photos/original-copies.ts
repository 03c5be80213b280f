import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createLimiter } from '../derivatives/limiter.ts'
import { systemErrorCode } from '../storage/errors.ts'
import { withToolFolder } from '../tools/tool-folder.ts'

/** A copy that was made: where it lies, how long it is, what its bytes are. */
export interface CopyFile {
  readonly path: string
  readonly bytes: number
  /** Lower-case hex. */
  readonly sha256: string
}

/** Copies of originals that say something else, kept for a while: whoever asks for the rest of one must not have it made again. */
export interface OriginalCopies {
  /**
   * The copy with a key, made where it is not there. However many ask, it is made once.
   *
   * @param make - Makes it in a folder of its own. @returns Its path.
   * @throws {VitrineError} `DERIVATIVE_QUEUE_FULL`; whatever `make` throws.
   */
  find(key: string, make: (folder: string) => Promise<string>): Promise<CopyFile>
  open(copy: CopyFile): Promise<FileHandle | null>
}

const maxConcurrent = 2
const maxWaiting = 100
/** Beyond it, those go that were used longest ago. */
const maxBytes = 2 * 1024 ** 3

export const createOriginalCopies = (folder: string): OriginalCopies => {
  const root = join(folder, 'copies')
  const limiter = createLimiter({ maxConcurrent, maxWeight: Number.POSITIVE_INFINITY, maxWaiting })
  const inFlight = new Map<string, Promise<CopyFile>>()

  /** Names hold what has to be known of a copy: its key, and what its bytes are. */
  const look = async (key: string): Promise<CopyFile | null> => {
    const names = await readdir(root).catch(() => [])
    const name = names.find((each) => each.startsWith(`${key}-`))
    if (name === undefined) return null
    const path = join(root, name)
    const about = await stat(path).catch(() => null)
    if (!about) return null
    const now = new Date()
    await utimes(path, now, now).catch(() => {})
    return { path, bytes: about.size, sha256: name.slice(key.length + 1) }
  }

  const makeOne = (key: string, make: (folder: string) => Promise<string>): Promise<CopyFile> =>
    limiter.run(1, 'interactive', () =>
      withToolFolder(folder, async (at) => {
        const made = await make(at)
        const hash = createHash('sha256')
        await pipeline(createReadStream(made), hash)
        const sha256 = hash.digest('hex')
        await mkdir(root, { recursive: true, mode: 0o700 })
        const unfinished = join(root, `.${randomUUID()}`)
        const path = join(root, `${key}-${sha256}`)
        await rename(made, unfinished)
        await rename(unfinished, path)
        const { size } = await stat(path)
        await evict(path)
        return { path, bytes: size, sha256 }
      }),
    )

  const evict = async (newest: string): Promise<void> => {
    const files: { path: string; bytes: number; usedMs: number }[] = []
    for (const name of await readdir(root)) {
      const path = join(root, name)
      const about = await stat(path).catch(() => null)
      if (about) files.push({ path, bytes: about.size, usedMs: about.mtimeMs })
    }
    let total = files.reduce((sum, file) => sum + file.bytes, 0)
    for (const { path, bytes } of files.sort((a, b) => a.usedMs - b.usedMs)) {
      if (total <= maxBytes) return
      if (path === newest) continue
      await rm(path, { force: true })
      total -= bytes
    }
  }

  return {
    find: (key, make) => {
      const underWay = inFlight.get(key)
      if (underWay) return underWay
      const mine = look(key)
        .then((found) => found ?? makeOne(key, make))
        .finally(() => inFlight.delete(key))
      inFlight.set(key, mine)
      return mine
    },
    open: async ({ path }) => {
      try {
        return await open(path, 'r')
      } catch (error) {
        if (systemErrorCode(error) === 'ENOENT') return null
        throw error
      }
    },
  }
}
