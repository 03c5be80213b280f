import { access, constants, mkdir, open, opendir, readdir, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { VitrineError } from '../errors/vitrine-error.ts'
import { durableAdopt, durableWrite, temporarySuffix } from './durable-write.ts'
import { systemErrorCode, toStorageReadError, toStorageWriteError } from './errors.ts'
import { assertStorageKey } from './keys.ts'
import { resolveRange } from './range.ts'
import type { GetOptions, GetResult, ListOptions, PutOptions, PutResult, Storage, StoredObject } from './types.ts'

export interface FsStorageOptions {
  /** The folder that holds everything. Made when missing. Must be one file system: files are renamed into place. */
  readonly root: string
}

export interface FsStorage extends Storage {
  /** The folder, as an absolute path. */
  readonly root: string
  init(): Promise<void>
  adopt(key: string, path: string, options?: PutOptions): Promise<{ readonly stored: boolean } | null>
  /** The path of a key, for tools that want a file rather than a stream. The file need not exist. */
  pathOf(key: string): string
  check(): Promise<void>
  sweepTemporary(options: { readonly olderThanMs: number; readonly now?: Date }): Promise<number>
}

const temporaryFolderName = 'tmp'

/** Keeps objects as files below one folder of a local disk. */
export const fsStorage = (options: FsStorageOptions): FsStorage => {
  const root = resolve(options.root)
  const temporaryFolder = join(root, temporaryFolderName)

  const pathOf = (key: string): string => {
    assertStorageKey(key)
    if (key === temporaryFolderName || key.startsWith(`${temporaryFolderName}/`))
      throw new VitrineError('STORAGE_KEY_INVALID')
    return join(root, ...key.split('/'))
  }

  return {
    root,
    pathOf,

    async init() {
      await mkdir(temporaryFolder, { recursive: true, mode: 0o750 }).catch((error: unknown) => {
        throw toStorageWriteError(error)
      })
    },

    async put(key: string, source: Parameters<Storage['put']>[1], options: PutOptions = {}): Promise<PutResult> {
      return durableWrite({ ...options, path: pathOf(key), source, temporaryFolder })
    },

    async adopt(key: string, path: string, { ifAbsent = false }: PutOptions = {}) {
      return durableAdopt(path, { path: pathOf(key), ifAbsent })
    },

    async get(key: string, range: GetOptions = {}): Promise<GetResult> {
      const handle = await open(pathOf(key), 'r').catch((error: unknown) => {
        throw toStorageReadError(error)
      })
      try {
        const about = await handle.stat()
        if (!about.isFile()) throw new VitrineError('STORAGE_NOT_FOUND')
        const { start, end } = resolveRange(range, about.size)
        // An empty range cannot be put into words for a read stream, whose `end` is inclusive.
        const stream = handle.createReadStream(end < start ? { start: about.size } : { start, end })
        return { stream, bytes: about.size, start, end, modifiedAt: about.mtime }
      } catch (error) {
        await handle.close()
        throw toStorageReadError(error)
      }
    },

    async stat(key: string): Promise<StoredObject | undefined> {
      try {
        const about = await stat(pathOf(key))
        return about.isFile() ? { key, bytes: about.size, modifiedAt: about.mtime } : undefined
      } catch (error) {
        const known = toStorageReadError(error)
        if (known.code === 'STORAGE_NOT_FOUND') return undefined
        throw known
      }
    },

    async *list(prefix = '', { after = '' }: ListOptions = {}) {
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
      if (folder !== '') assertStorageKey(folder.slice(0, -1))
      yield* walk(root, folder, { prefix, after })
    },

    async check() {
      // The folder of what is being written is made when the gallery opens: without it, a disk is not mounted.
      await access(temporaryFolder, constants.R_OK | constants.W_OK).catch((error: unknown) => {
        throw toStorageWriteError(error)
      })
    },

    async delete(key: string): Promise<boolean> {
      try {
        await rm(pathOf(key))
        return true
      } catch (error) {
        const code = systemErrorCode(error)
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_FS_EISDIR') return false
        throw toStorageWriteError(error)
      }
    },

    async sweepTemporary({ olderThanMs, now = new Date() }) {
      let removed = 0
      try {
        for await (const entry of await opendir(temporaryFolder)) {
          if (!entry.isFile() || !entry.name.endsWith(temporarySuffix)) continue
          const path = join(temporaryFolder, entry.name)
          const about = await stat(path).catch(() => undefined)
          if (about === undefined || now.getTime() - about.mtimeMs < olderThanMs) continue
          await rm(path, { force: true })
          removed += 1
        }
      } catch (error) {
        if (systemErrorCode(error) !== 'ENOENT') throw toStorageWriteError(error)
      }
      return removed
    },
  }
}

/**
 * Files in the order of their keys, one folder in memory at a time. A folder sorts as its name plus `/`, which is where its keys belong
 * among its neighbours; one whose keys all come before the place to begin at is not read.
 */
async function* walk(
  root: string,
  folder: string,
  range: { readonly prefix: string; readonly after: string },
): AsyncGenerator<StoredObject> {
  const { prefix, after } = range
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    const known = toStorageReadError(error)
    if (known.code === 'STORAGE_NOT_FOUND') return []
    throw known
  })
  const keys = entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
    .filter((key) => key !== `${temporaryFolderName}/` && (key.startsWith(prefix) || prefix.startsWith(key)))
    .filter((key) => key > after || (key.endsWith('/') && after.startsWith(key)))
    .sort((a, b) => (a < b ? -1 : 1))
  for (const key of keys) {
    if (key.endsWith('/')) {
      yield* walk(root, key, range)
      continue
    }
    if (!key.startsWith(prefix) || key.endsWith(temporarySuffix)) continue
    const about = await stat(join(root, key)).catch(() => undefined)
    if (about !== undefined) yield { key, bytes: about.size, modifiedAt: about.mtime }
  }
}
