import { randomUUID } from 'node:crypto'
import { access, type FileHandle, link, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { systemErrorCode, toStorageWriteError } from './errors.ts'
import { watchSource } from './watch-source.ts'

export interface DurableWriteOptions {
  /** The file to write. Its folder is made when missing. */
  readonly path: string
  readonly source: Readable | Uint8Array
  /**
   * Where the file lies until it is whole; must be on the same file system as `path`.
   * @default the folder of `path`, under a name that begins with a dot
   */
  readonly temporaryFolder?: string
  /** Leave a file that is already there as it is. @default false */
  readonly ifAbsent?: boolean
  /** What the source must turn out to be, 64 lower-case hexadecimal digits; else nothing is written. */
  readonly sha256?: string
  /** Permission bits of the new file. @default 0o640 */
  readonly mode?: number
}

export interface DurableWriteResult {
  readonly bytes: number
  /** SHA-256 of what was read, 64 lower-case hexadecimal digits. */
  readonly sha256: string
  /** `false` where `ifAbsent` met a file that was already there. */
  readonly stored: boolean
}

/** Temporary files carry this suffix wherever they lie, so that a sweep can tell them from anything else. */
export const temporarySuffix = '.vitrine-part'

/**
 * Writes a file so that it is either whole or not there, also after a power cut: temporary file, `fsync`, rename, `fsync` of the
 * folder and of the folders that had to be made. The one way in which Vitrine writes what must not be lost.
 *
 * @throws {VitrineError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`. An error of the source is passed on unchanged.
 */
export const durableWrite = async (options: DurableWriteOptions): Promise<DurableWriteResult> => {
  const path = resolve(options.path)
  const folder = dirname(path)
  const temporaryFolder = options.temporaryFolder ?? folder
  const temporary = join(temporaryFolder, `.${randomUUID()}${temporarySuffix}`)
  const source = watchSource()
  let handle: FileHandle | undefined
  try {
    const made = await makeFolder(folder)
    if (temporaryFolder !== folder) await makeFolder(temporaryFolder)
    handle = await open(temporary, 'wx', options.mode ?? 0o640)
    await writeFile(handle, source.read(options.source))
    const { bytes, sha256 } = source.finish(options.sha256)
    await handle.sync()
    await handle.close()
    handle = undefined
    const stored = options.ifAbsent ? await placeIfAbsent(temporary, path) : await place(temporary, path)
    if (stored) for (const each of made) await syncFolder(each)
    return { bytes, sha256, stored }
  } catch (error) {
    await handle?.close().catch(() => undefined)
    await rm(temporary, { force: true }).catch(() => undefined)
    if ('destroy' in options.source && !options.source.destroyed) options.source.destroy()
    throw source.hasCaused(error) ? error : toStorageWriteError(error)
  }
}

/**
 * Gives a file of ours, already whole, its place: `fsync`, link or rename, `fsync` of the folders, as {@link durableWrite} does.
 *
 * @returns `null` where the two places are on different file systems, and nothing happened.
 * @throws {VitrineError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`.
 */
export const durableAdopt = async (
  file: string,
  options: Pick<DurableWriteOptions, 'path' | 'ifAbsent' | 'mode'>,
): Promise<{ stored: boolean } | null> => {
  const path = resolve(options.path)
  try {
    const made = await makeFolder(dirname(path))
    const handle = await open(file, 'r+')
    try {
      await handle.chmod(options.mode ?? 0o640)
      await handle.sync()
    } finally {
      await handle.close()
    }
    const stored = options.ifAbsent ? await placeIfAbsent(file, path) : await place(file, path)
    if (stored) for (const each of made) await syncFolder(each)
    return { stored }
  } catch (error) {
    if (systemErrorCode(error) === 'EXDEV') return null
    throw toStorageWriteError(error)
  }
}

const place = async (temporary: string, path: string): Promise<true> => {
  await rename(temporary, path)
  return true
}

/** A hard link never replaces, so of two writers exactly one wins. File systems without links (exFAT) get look-then-rename. */
const placeIfAbsent = async (temporary: string, path: string): Promise<boolean> => {
  try {
    await link(temporary, path)
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'EEXIST') {
      await rm(temporary)
      return false
    }
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error
    const taken = await access(path).then(
      () => true,
      () => false,
    )
    if (!taken) return place(temporary, path)
    await rm(temporary)
    return false
  }
  await rm(temporary)
  return true
}

/** Makes the folder; returns every folder whose entries changed or will change, deepest first: those have to be synchronised. */
const makeFolder = async (folder: string): Promise<string[]> => {
  const first = await mkdir(folder, { recursive: true, mode: 0o750 })
  if (first === undefined) return [folder]
  const above = dirname(first)
  const steps = relative(above, folder).split(sep)
  return [...steps.map((_, index) => join(above, ...steps.slice(0, steps.length - index))), above]
}

const syncFolder = async (folder: string): Promise<void> => {
  // Windows has no way to synchronise a folder; its file systems log the rename themselves.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
