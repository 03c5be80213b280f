import { existsSync } from 'node:fs'
import { type ActorGallery, type LibraryRoot, VitrineError } from '@vitrine/core'
import { noFolder } from './check-folders.ts'
import { UsageError } from './usage-error.ts'

/** The roots to work on: the folders named, added where they are new; without any, all that the gallery has. */
export const resolveRoots = async (
  gallery: ActorGallery,
  folders: readonly string[],
  options: { isPrivate?: boolean } = {},
): Promise<LibraryRoot[]> => {
  if (folders.length === 0) return gallery.library.roots()
  const known = await gallery.library.roots()
  const roots: LibraryRoot[] = []
  for (const path of folders) {
    // A folder that is known but not there now is still a root: the synchronisation says what is wrong with it.
    const root = known.find((each) => each.path === path) ?? (await addRoot(gallery, path, options.isPrivate === true))
    if (!roots.some((each) => each.id === root.id)) roots.push(root)
  }
  return roots
}

const addRoot = (gallery: ActorGallery, path: string, isPrivate: boolean): Promise<LibraryRoot> =>
  gallery.library.addRoot({ path, visibility: isPrivate ? 'private' : 'public' }).catch((error: unknown) => {
    // “Cannot be reached, nothing was marked as deleted” is for a folder whose photos are here already.
    if (VitrineError.has(error, 'ROOT_OFFLINE') && !existsSync(path))
      throw new UsageError(noFolder(path), { cause: error })
    throw error
  })
