import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { systemErrorCode } from '../storage/errors.ts'

/** Raised whenever videos are converted in another way. */
export const videoVersion = 'v1'
/** How exactly the last use of a file is known. */
const touchEveryMs = 3_600_000
/** Another try, as other programs may be here by then. */
const impossibleForMs = 7 * 24 * 3_600_000

/** Converted videos in the folder of derivatives, beside the pictures of the same photo: purged with them, counted in the same budget. */
export interface VideoFiles {
  /** @returns Its bytes; `impossible` where it was tried lately in vain; `null` where there is none. */
  find(contentHash: string): Promise<number | 'impossible' | null>
  read(contentHash: string, range?: { start: number; end: number }): Promise<Readable>
  /** Takes a file over. */
  keep(contentHash: string, path: string): Promise<void>
  markImpossible(contentHash: string): Promise<void>
  remove(contentHash: string): Promise<void>
}

export const createVideoFiles = (root: string): VideoFiles => {
  const pathOf = (hash: string, ending: string) =>
    // No size that is declared begins with `_`.
    join(root, hash.slice(0, 2), hash.slice(2, 4), `${hash}._video.${videoVersion}.${ending}`)
  const about = (path: string) =>
    stat(path).catch((error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return null
      throw error
    })

  return {
    find: async (contentHash) => {
      const path = pathOf(contentHash, 'mp4')
      const made = await about(path)
      const now = new Date()
      if (made) {
        if (now.getTime() - made.mtimeMs > touchEveryMs) await utimes(path, now, now).catch(() => undefined)
        return made.size
      }
      const mark = await about(pathOf(contentHash, 'none'))
      return mark && now.getTime() - mark.mtimeMs < impossibleForMs ? 'impossible' : null
    },
    read: async (contentHash, range) => {
      const file = await open(pathOf(contentHash, 'mp4'), constants.O_RDONLY)
      return file.createReadStream(range ?? {})
    },
    keep: async (contentHash, from) => {
      const path = pathOf(contentHash, 'mp4')
      const unfinished = join(dirname(path), `.${randomUUID()}.part`)
      await mkdir(dirname(path), { recursive: true, mode: 0o750 })
      try {
        // Another file system, perhaps: then it is whole before it gets its name.
        await rename(from, unfinished).catch(() => copyFile(from, unfinished, constants.COPYFILE_EXCL))
        await rename(unfinished, path)
        await rm(pathOf(contentHash, 'none'), { force: true })
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => undefined)
        throw error
      }
    },
    markImpossible: async (contentHash) => {
      const path = pathOf(contentHash, 'none')
      await mkdir(dirname(path), { recursive: true, mode: 0o750 })
      await writeFile(path, '', { mode: 0o640 })
    },
    remove: async (contentHash) => {
      for (const ending of ['mp4', 'none']) await rm(pathOf(contentHash, ending), { force: true })
    },
  }
}
