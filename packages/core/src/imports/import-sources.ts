import { lstat, realpath } from 'node:fs/promises'
import { basename, resolve, sep } from 'node:path'
import type { GalleryContext } from '../context.ts'
import { type Issue, inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { selectRoots } from '../library/library.store.ts'
import { identityOf } from '../media/pinned.ts'

/** Something named for an import, as it is on disk. */
export interface ImportSource {
  readonly kind: 'file' | 'folder'
  /** Absolute, links resolved: what somebody names may be a link, what lies in it is not followed. */
  readonly path: string
  readonly name: string
  readonly inode: string
}

/**
 * Looks at everything that was named before the first file is touched.
 *
 * @throws {VitrineError} `INPUT_INVALID` naming each `sources.N` that is no file or folder; `ROOT_OVERLAPS`.
 */
export const resolveSources = async (
  gallery: GalleryContext,
  { sources, move }: { sources: readonly string[]; move: boolean },
): Promise<ImportSource[]> => {
  const issues: Issue[] = []
  const found: ImportSource[] = []
  for (const [index, source] of sources.entries()) {
    const refuse = (message: string) => void issues.push({ path: `sources.${index}`, message })
    try {
      const path = await realpath(resolve(source))
      const stats = await lstat(path, { bigint: true })
      const kind = stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : null
      if (kind === null) refuse('Is no file and no folder.')
      else found.push({ kind, path, name: basename(path), inode: identityOf(stats) })
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      refuse(isMissing ? 'There is no such file or folder.' : 'Cannot be read.')
    }
  }
  if (issues.length > 0) throw inputInvalid(issues)
  await refuseOverlaps(gallery, found, move)
  return found
}

/** The originals of the gallery are not taken in once more, and nothing is taken away from a folder that is indexed in place. */
const refuseOverlaps = async (
  gallery: GalleryContext,
  sources: readonly ImportSource[],
  move: boolean,
): Promise<void> => {
  const { ownFolders, stagingFolder, cacheFolder } = gallery.options
  const own = await Promise.all(
    [...ownFolders, stagingFolder, cacheFolder].map((path) => realpath(path).catch(() => path)),
  )
  const roots = move ? (await selectRoots(gallery.connections.read)).map((root) => root.path) : []
  for (const { path } of sources) {
    const other = [...own, ...roots].find((folder) => isInside(path, folder) || isInside(folder, path))
    if (other !== undefined) throw new VitrineError('ROOT_OVERLAPS', { details: { path, other } })
  }
}

const isInside = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)
