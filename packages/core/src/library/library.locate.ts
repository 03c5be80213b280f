import type { Reader } from '../db/database.ts'
import { fromStoredName } from './stored-name.ts'

/** Where a file lies: the root's path and the names below it. */
export interface LocatedFile {
  readonly rootPath: string
  readonly parts: readonly string[]
}

/** Folders are nested less deep than this, or somebody is playing with us. */
const maxFolderDepth = 500

/** @param owner - The photo whose file it is, or the format of one. */
export const locateLibraryFile = async (
  db: Reader,
  owner: { readonly photoId: number } | { readonly formatId: number },
): Promise<LocatedFile | null> => {
  const files = db.selectFrom('library_files').select(['folder_id', 'name'])
  const ofOwner =
    'photoId' in owner ? files.where('photo_id', '=', owner.photoId) : files.where('format_id', '=', owner.formatId)
  const file = await ofOwner.orderBy('id').limit(1).executeTakeFirst()
  if (!file) return null
  const parts = [fromStoredName(file.name)]
  let folderId: number | null = file.folder_id
  for (let depth = 0; folderId !== null && depth < maxFolderDepth; depth++) {
    const folder: { parent_id: number | null; name: string; root_id: number } | undefined = await db
      .selectFrom('library_folders')
      .select(['parent_id', 'name', 'root_id'])
      .where('id', '=', folderId)
      .executeTakeFirst()
    if (!folder) return null
    if (folder.parent_id === null) {
      const root = await db
        .selectFrom('library_roots')
        .select('path')
        .where('id', '=', folder.root_id)
        .executeTakeFirst()
      return root ? { rootPath: root.path, parts } : null
    }
    parts.unshift(fromStoredName(folder.name))
    folderId = folder.parent_id
  }
  return null
}
