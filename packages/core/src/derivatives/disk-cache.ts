import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { systemErrorCode } from '../storage/errors.ts'
import type { CacheEntry, PurgeScope } from './cache-entry.ts'

export interface DiskCache {
  /** @returns `undefined` where there is no such file. */
  read(entry: CacheEntry): Promise<Buffer | undefined>
  /** Whole or not at all, but not synchronised: what a power cut takes is rendered again. */
  write(entry: CacheEntry, bytes: Buffer): Promise<void>
  remove(entry: CacheEntry): Promise<void>
  /** @returns How many files were removed. */
  purge(scope: PurgeScope): Promise<number>
  measure(): Promise<{ files: number; bytes: number }>
}

/**
 * Files below `root/ab/cd/`, where `abcd` begins the hash of the photo: with a million photos of nine sizes each, a folder holds about
 * 140 files. The name holds photo and size, so that either can be purged without a list of what is there.
 */
export const createDiskCache = ({ root: folder }: { readonly root: string }): DiskCache => {
  const root = resolve(folder)
  const folderOf = (contentHash: string) => join(root, contentHash.slice(0, 2), contentHash.slice(2, 4))
  const pathOf = (entry: CacheEntry) => join(folderOf(entry.contentHash), fileNameOf(entry))

  return {
    async read(entry) {
      try {
        return await readFile(pathOf(entry))
      } catch (error) {
        if (systemErrorCode(error) === 'ENOENT') return undefined
        throw error
      }
    },

    async write(entry, bytes) {
      const path = pathOf(entry)
      const temporary = join(dirname(path), `.${randomUUID()}${temporarySuffix}`)
      const write = () => writeFile(temporary, bytes, { flag: 'wx', mode: 0o640 })
      try {
        await write().catch(async (error: unknown) => {
          if (systemErrorCode(error) !== 'ENOENT') throw error
          await mkdir(dirname(path), { recursive: true, mode: 0o750 })
          await write()
        })
        await rename(temporary, path)
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined)
        throw error
      }
    },

    async remove(entry) {
      await rm(pathOf(entry), { force: true })
    },

    async purge(scope) {
      const concerns = concernedBy(scope)
      let removed = 0
      const folders = 'contentHash' in scope ? [folderOf(scope.contentHash)] : leafFolders(root)
      for await (const each of folders) {
        const names = (await namesIn(each)).filter(concerns)
        await Promise.all(names.map((name) => rm(join(each, name), { force: true })))
        removed += names.length
      }
      return removed
    },

    async measure() {
      let files = 0
      let bytes = 0
      for await (const each of leafFolders(root)) {
        for (const name of await namesIn(each)) {
          const about = await stat(join(each, name)).catch(() => undefined)
          if (about === undefined) continue
          files += 1
          bytes += about.size
        }
      }
      return { files, bytes }
    },
  }
}

const temporarySuffix = '.part'
const extensions = { jpeg: 'jpg', webp: 'webp' } as const

const fileNameOf = ({ contentHash, size, format, key }: CacheEntry): string =>
  `${contentHash}.${size}.${key}.${extensions[format]}`

const concernedBy = (scope: PurgeScope): ((name: string) => boolean) => {
  if ('contentHash' in scope) return (name) => name.startsWith(`${scope.contentHash}.`)
  if ('size' in scope) return (name) => name.split('.')[1] === scope.size
  return () => true
}

async function* leafFolders(root: string): AsyncGenerator<string> {
  for (const first of await namesIn(root)) {
    if (!/^[0-9a-z]{2}$/.test(first)) continue
    for (const second of await namesIn(join(root, first))) yield join(root, first, second)
  }
}

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
