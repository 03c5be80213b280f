import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { GalleryContext } from '../context.ts'
import { identityOf } from '../media/pinned.ts'
import type { FolderTree, KnownFolder } from './folder-tree.ts'
import { selectFiles } from './library.store.ts'
import { readFolder } from './read-folder.ts'
import { fromStoredName } from './stored-name.ts'

/** The folder of the index that a folder met under an unknown name was before, if it is one. */
export const findMovedFolder = async (
  { gallery, tree, rootPath }: { gallery: GalleryContext; tree: FolderTree; rootPath: string },
  parent: KnownFolder,
  path: string,
  inode: string,
): Promise<KnownFolder | null> => {
  const candidate = tree.byInode(inode)
  if (!candidate || candidate.isSeen || candidate.parentId === null) return null
  // Not into itself: the disk cannot do that, so the number was given to another folder.
  for (let above: KnownFolder | undefined = parent; above; above = tree.parentOf(above))
    if (above === candidate) return null
  const oldPath = join(rootPath, ...tree.pathOf(candidate))
  const isStillThere = await lstat(oldPath, { bigint: true }).then(
    (stats) => identityOf(stats) === inode,
    () => false,
  )
  if (isStillThere) return null
  // Numbers are handed out again: something that was in the old folder must be in this one.
  const [files, listing] = await Promise.all([
    selectFiles(gallery.connections.read, candidate.id),
    readFolder(path, inode).catch(() => null),
  ])
  if (!listing) return null
  const before = new Set([
    ...files.map((file) => fromStoredName(file.name)),
    ...tree.childrenOf(candidate.id).map((child) => child.name),
  ])
  const now = [...listing.files, ...listing.folders, ...listing.faults]
  const isSame = before.size === 0 ? now.length === 0 : now.some((entry) => before.has(entry.name))
  return isSame ? candidate : null
}
