import type { Reader } from '../db/database.ts'
import { fromStoredName } from './stored-name.ts'

/** Where a photo's file lies: the root's path and the names below it. */
export interface LocatedFile {
  readonly rootPath: string
  readonly parts: readonly string[]
}

/** Folders are nested less deep than this, or somebody is playing with us. */
const maxFolderDepth = 500

export const locateLibraryFile = async (db: Reader, photoId: number): Promise<LocatedFile | null> => {
  const file = await db
    .selectFrom('library_files')
    .select(['folder_id', 'name'])
    .where('photo_id', '=', photoId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
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
