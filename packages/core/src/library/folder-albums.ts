import { insertAlbum, renumber, selectSiblings, updateAlbum } from '../albums/album.store.ts'
import { toSlug } from '../text/slug.ts'
import type { Unit } from '../transaction.ts'
import type { FolderTree, KnownFolder } from './folder-tree.ts'

/** How a folder is called as an album: composed Unicode, one line. */
export const toAlbumName = (folderName: string): string =>
  folderName.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 255).toWellFormed() || 'unnamed'

/** Albums whose sub-albums must be put in order at the end. */
export type TouchedParents = Set<number>

/** The album of a folder; made, with those of the folders above, where it has none yet. */
export const ensureAlbum = async (
  unit: Unit,
  tree: FolderTree,
  folder: KnownFolder,
  touched: TouchedParents,
): Promise<number> => {
  if (folder.albumId !== null) return folder.albumId
  const parent = folder.parentId === null ? undefined : tree.get(folder.parentId)
  if (!parent) throw new Error('A folder lost its parent')
  const parentAlbumId = await ensureAlbum(unit, tree, parent, touched)
  const name = toAlbumName(folder.name)
  const albumId = await insertAlbum(unit.db, {
    parent_id: parentAlbumId,
    position: 1_000_000,
    name,
    slug: toSlug(name),
    description: null,
    visibility: 'public',
    is_folder: 1,
    created_by: null,
    at: unit.at,
  })
  await unit.db.updateTable('library_folders').set({ album_id: albumId }).where('id', '=', folder.id).execute()
  folder.albumId = albumId
  touched.add(parentAlbumId)
  unit.record({ subject: 'album', id: albumId, action: 'created', after: { name, parentId: parentAlbumId } })
  unit.rightsChanged()
  unit.after.defer('album.created', { albumIds: [albumId] }, { actor: unit.actor })
  return albumId
}

/** A folder that was renamed or moved takes its album along: nothing below it has to be looked at again. */
export const moveFolder = async (
  unit: Unit,
  tree: FolderTree,
  folder: KnownFolder,
  to: { parent: KnownFolder; name: string },
  storedName: string,
  touched: TouchedParents,
): Promise<void> => {
  tree.move(folder, to.parent.id, to.name)
  await unit.db
    .updateTable('library_folders')
    .set({ parent_id: to.parent.id, name: storedName, last_seen_at: unit.at })
    .where('id', '=', folder.id)
    .execute()
  if (folder.albumId === null) return
  const parentAlbumId = await ensureAlbum(unit, tree, to.parent, touched)
  const name = toAlbumName(to.name)
  await updateAlbum(unit.db, folder.albumId, {
    parent_id: parentAlbumId,
    name,
    slug: toSlug(name),
    updated_at: unit.at,
  })
  touched.add(parentAlbumId)
  unit.record({ subject: 'album', id: folder.albumId, action: 'moved', after: { parentId: parentAlbumId, name } })
  unit.rightsChanged()
  unit.after.defer('album.moved', { albumIds: [folder.albumId] }, { actor: unit.actor })
}

const natural = new Intl.Collator('und', { numeric: true, sensitivity: 'base' })

/** Puts the albums of folders in the natural order of their names, before those that people added. */
export const orderFolderAlbums = async (unit: Unit, parentId: number): Promise<void> => {
  const siblings = await selectSiblings(unit.db, parentId)
  const rows = await unit.db
    .selectFrom('albums')
    .select(['id', 'name', 'is_folder'])
    .where('parent_id', '=', parentId)
    .execute()
  const nameOf = new Map(rows.filter((row) => row.is_folder !== 0).map((row) => [row.id, row.name]))
  const folders = siblings
    .filter((sibling) => nameOf.has(sibling.id))
    .sort((a, b) => natural.compare(nameOf.get(a.id) ?? '', nameOf.get(b.id) ?? '') || a.id - b.id)
  const others = siblings.filter((sibling) => !nameOf.has(sibling.id))
  const ordered = [...folders, ...others]
  if (ordered.some((sibling, index) => sibling.position !== index)) {
    await renumber(unit.db, ordered)
    unit.rightsChanged()
  }
}
