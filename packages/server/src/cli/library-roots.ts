import type { ActorGallery, LibraryRoot } from '@vitrine/core'

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
    const root =
      known.find((each) => each.path === path) ??
      (await gallery.library.addRoot({ path, visibility: options.isPrivate ? 'private' : 'public' }))
    if (!roots.some((each) => each.id === root.id)) roots.push(root)
  }
  return roots
}
