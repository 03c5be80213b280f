import { randomUUID } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { systemErrorCode } from '../storage/errors.ts'
import { type CacheEntry, concernedBy, entryName, type PurgeScope } from './cache-entry.ts'
import { formatExtensions } from './formats.ts'

/** What lies in the cache folder; `sizes` by the names of the sizes. */
export interface DiskMeasure {
  readonly files: number
  readonly bytes: number
  readonly sizes: Readonly<Record<string, { readonly files: number; readonly bytes: number }>>
}

export interface CachedFile {
  readonly path: string
  /** As `entryName` makes it, with an ending. */
  readonly name: string
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly usedAtMs: number
}

export interface DiskCache {
  /** @returns `undefined` where there is no such file. */
  read(entry: CacheEntry): Promise<Buffer | undefined>
  has(entry: CacheEntry): Promise<boolean>
  /** Whole or not at all, but not synchronised: what a power cut takes is rendered again. */
  write(entry: CacheEntry, bytes: Buffer): Promise<void>
  /** Notes that it was used; a fault is none of the visitor's. */
  touch(entry: CacheEntry, atMs: number): Promise<void>
  remove(entry: CacheEntry): Promise<void>
  /** @returns How many files were removed. */
  purge(scope: PurgeScope): Promise<number>
  measure(): Promise<DiskMeasure>
  /** Every file, folder by folder; what was begun and never finished, too. */
  files(): AsyncGenerator<CachedFile>
}

/**
 * Files below `root/ab/cd/`, where `abcd` begins the hash of the photo: with a million photos of nine sizes each, a folder holds about
 * 140 files. The name holds photo, size and settings, so that each can be purged without a list of what is there.
 */
export const createDiskCache = ({ root: folder }: { readonly root: string }): DiskCache => {
  const root = resolve(folder)
  const folderOf = (contentHash: string) => join(root, contentHash.slice(0, 2), contentHash.slice(2, 4))
  const pathOf = (entry: CacheEntry) =>
    join(folderOf(entry.contentHash), `${entryName(entry)}.${formatExtensions[entry.format]}`)

  async function* files(): AsyncGenerator<CachedFile> {
    for await (const each of leafFolders(root))
      for (const name of await namesIn(each)) {
        const path = join(each, name)
        const about = await stat(path).catch(() => undefined)
        if (about?.isFile()) yield { path, name, bytes: about.size, usedAtMs: about.mtimeMs }
      }
  }

  return {
    files,

    async read(entry) {
      try {
        return await readFile(pathOf(entry))
      } catch (error) {
        if (systemErrorCode(error) === 'ENOENT') return undefined
        throw error
      }
    },

    has: (entry) =>
      access(pathOf(entry)).then(
        () => true,
        () => false,
      ),

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

    touch: (entry, atMs) => utimes(pathOf(entry), atMs / 1000, atMs / 1000).catch(() => undefined),

    async remove(entry) {
      await rm(pathOf(entry), { force: true })
    },

    async purge(scope) {
      const concerns = concernedBy(scope)
      // A file that is being written belongs to a rendering under way.
      const isDone = (name: string) => 'all' in scope || !isUnfinished(name)
      let removed = 0
      const folders = 'contentHash' in scope ? [folderOf(scope.contentHash)] : leafFolders(root)
      for await (const each of folders) {
        const names = (await namesIn(each)).filter((name) => isDone(name) && concerns(name))
        await Promise.all(names.map((name) => rm(join(each, name), { force: true })))
        removed += names.length
      }
      return removed
    },

    async measure() {
      const sizes: Record<string, { files: number; bytes: number }> = {}
      const total = { files: 0, bytes: 0 }
      for await (const { name, bytes } of files()) {
        total.files += 1
        total.bytes += bytes
        if (isUnfinished(name)) continue
        const [, size = ''] = name.split('.')
        const { files: before, bytes: bytesBefore } = sizes[size] ?? { files: 0, bytes: 0 }
        sizes[size] = { files: before + 1, bytes: bytesBefore + bytes }
      }
      return { ...total, sizes }
    },
  }
}

const temporarySuffix = '.part'

/** A file that is being written, or that a process which is gone left behind. */
export const isUnfinished = (name: string): boolean => name.startsWith('.') && name.endsWith(temporarySuffix)

async function* leafFolders(root: string): AsyncGenerator<string> {
  for (const first of await namesIn(root)) {
    if (!/^[0-9a-f]{2}$/.test(first)) continue
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
