import { type BigIntStats, constants, existsSync } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { VitrineError } from '../errors/vitrine-error.ts'

/** Where Linux gives open files a path of their own. Other systems have none that works for files and folders alike. */
const descriptors = process.platform === 'linux' && existsSync('/proc/self/fd') ? '/proc/self/fd' : null

/** `dev:ino`: the same for as long as a file or folder exists, whatever it is called. */
export const identityOf = (stats: Pick<BigIntStats, 'dev' | 'ino'>): string => `${stats.dev}:${stats.ino}`

/** A file or folder that is held open. */
export interface Pinned {
  /** Leads to this very file or folder even when its name is given to another meanwhile. */
  readonly path: string
  /** As it is now. */
  stat(): Promise<BigIntStats>
}

/**
 * Opens a file or folder that was looked at before and makes sure that it is still the same one: somebody may have put a link in
 * its place, or in that of a folder above, which must not be followed. Where the system gives open files no path, the name is
 * checked before and after instead.
 *
 * @param identity - What {@link identityOf} said of it.
 * @throws {VitrineError} `ENTRY_CHANGED` where it is another one. Errors of the file system come through as they are.
 */
export const withPinned = async <T>(
  path: string,
  { kind, identity }: { kind: 'file' | 'folder'; identity: string },
  work: (pinned: Pinned) => Promise<T>,
): Promise<T> => {
  const check = (stats: BigIntStats): BigIntStats => {
    const isKind = kind === 'file' ? stats.isFile() : stats.isDirectory()
    if (!isKind || identityOf(stats) !== identity) throw new VitrineError('ENTRY_CHANGED')
    return stats
  }
  if (descriptors === null) {
    const stat = async () => check(await lstat(path, { bigint: true }))
    await stat()
    const result = await work({ path, stat })
    await stat()
    return result
  }
  // Opening a pipe would wait for its writer.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await open(path, flags | (kind === 'folder' ? constants.O_DIRECTORY : 0)).catch((error: unknown) => {
    throw isSwapped(error) ? new VitrineError('ENTRY_CHANGED', { cause: error }) : error
  })
  try {
    const stat = async () => check(await handle.stat({ bigint: true }))
    await stat()
    return await work({ path: `${descriptors}/${handle.fd}`, stat })
  } finally {
    await handle.close()
  }
}

/** A link now (`ELOOP`), a file where a folder was or above it (`ENOTDIR`), a socket (`ENXIO`). */
const isSwapped = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ELOOP', 'ENOTDIR', 'ENXIO'].includes(String(error.code))
