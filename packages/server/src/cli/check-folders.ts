import { existsSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { GalleryPlaces } from './config.ts'
import { UsageError } from './usage-error.ts'

/**
 * Looks at the folders that were named before anything is opened or made: a mistyped name must not leave a gallery behind, and
 * nothing may ever be written into a folder of pictures.
 *
 * @param folders - Absolute paths.
 * @throws {UsageError} in a sentence that says what to do.
 */
export const checkFolders = (folders: readonly string[], places: GalleryPlaces): void => {
  for (const folder of folders) {
    const stats = statsOf(folder)
    // Where there is a gallery already, the folder may be one of its own whose disk is away; the synchronisation says so.
    if (!stats && !existsSync(places.dataFolder)) throw new UsageError(noFolder(folder))
    if (stats && !stats.isDirectory())
      throw new UsageError(`${folder} is not a folder. Name the folder that it lies in.`)
    checkApart(folder, places)
  }
}

const statsOf = (folder: string): Stats | undefined => {
  try {
    return statSync(folder, { throwIfNoEntry: false })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError(`The folder ${folder} cannot be opened: ${reasons[code] ?? code}.`, { cause: error })
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ELOOP: 'its links lead back to themselves',
  ENAMETOOLONG: 'its name is too long',
}

export const noFolder = (folder: string): string =>
  `There is no folder ${folder}. (“vitrine --help” shows the commands.)`

const checkApart = (folder: string, places: GalleryPlaces): void => {
  const real = realPathOf(folder)
  const written = places.writtenPaths.find((path) => isInside(realPathOf(path), real))
  if (written !== undefined) {
    throw new UsageError(
      `The gallery would write to ${written}, which lies in ${folder}, and nothing is ever written into a folder of pictures. Choose another place for its data with --data DIR.`,
    )
  }
  const own = places.ownFolders.find((path) => isInside(real, realPathOf(path)))
  if (own !== undefined) {
    throw new UsageError(
      `${folder} lies in ${own}, where the gallery keeps its own files. Choose another place for them with --data DIR.`,
    )
  }
}

const isInside = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)

/** With all links followed, as far as the path exists already. */
const realPathOf = (path: string): string => {
  const absolute = resolve(path)
  try {
    return realpathSync(absolute)
  } catch {
    const parent = dirname(absolute)
    return parent === absolute ? absolute : join(realPathOf(parent), basename(absolute))
  }
}
