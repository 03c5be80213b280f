import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemErrorCode } from '../storage/errors.ts'

/** Raised whenever back ends make other pictures of the same files. */
const version = 'v1'
/** How exactly the last use of a file is known. */
const touchEveryMs = 3_600_000

/** Previews in the folder of derivatives, beside those of the same photo: purged with them, and counted in the same budget. */
interface PreviewFiles {
  read(contentHash: string): Promise<Buffer | null>
  write(contentHash: string, bytes: Buffer): Promise<void>
}

export const createPreviewFiles = (root: string): PreviewFiles => {
  // No size that is declared begins with `_`.
  const pathOf = (hash: string) => join(root, hash.slice(0, 2), hash.slice(2, 4), `${hash}._preview.${version}.jpg`)
  return {
    read: async (contentHash) => {
      const path = pathOf(contentHash)
      try {
        const bytes = await readFile(path)
        if (!isWholeJpeg(bytes)) return null
        const now = new Date()
        if (now.getTime() - (await stat(path)).mtimeMs > touchEveryMs) await utimes(path, now, now)
        return bytes
      } catch (error) {
        if (systemErrorCode(error) === 'ENOENT') return null
        throw error
      }
    },
    write: async (contentHash, bytes) => {
      const path = pathOf(contentHash)
      const unfinished = join(dirname(path), `.${randomUUID()}.part`)
      await mkdir(dirname(path), { recursive: true, mode: 0o750 })
      try {
        await writeFile(unfinished, bytes, { flag: 'wx', mode: 0o640 })
        await rename(unfinished, path)
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => undefined)
        throw error
      }
    },
  }
}

/** Start and end markers: ITU-T T.81, annex B. */
const isWholeJpeg = (bytes: Buffer): boolean =>
  bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9
