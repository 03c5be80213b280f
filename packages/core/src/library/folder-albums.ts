import { insertAlbum, updateAlbum } from '../albums/album.store.ts'
import { renumber } from '../albums/album-places.store.ts'
import { childrenOrderOf, compareNames, inOrder, selectSiblingsToOrder } from '../albums/children-order.ts'
import type { Reader } from '../db/database.ts'
import { takeTurn } from '../db/locks.ts'
import { toSlug } from '../text/slug.ts'
import type { Unit } from '../transaction.ts'
import type { FolderTree, KnownFolder } from './folder-tree.ts'
import { toStoredName } from './stored-name.ts'
import type { SyncUnit } from './sync-state.ts'

/** How a folder is called as an album: composed Unicode, one line, 255 characters at most. */
export const toAlbumName = (folderName: string): string =>
  folderName
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 255)
    // Cut in the middle of a character.
    .replace(/[\ud800-\udbff]$/, '')
    .toWellFormed() || 'unnamed'

/** Place of an album that has not been put in order yet. */
const unordered = 1_000_000

/** The album of a folder; made, with those of the folders above, where it has none yet. */
export const ensureAlbum = async (unit: SyncUnit, tree: FolderTree, folder: KnownFolder): Promise<number> => {
  const known = folder.albumId ?? unit.newAlbums.get(folder)
  if (known !== undefined) return known
  const parent = folder.parentId === null ? undefined : tree.get(folder.parentId)
  if (!parent) throw new Error('A folder lost its parent')
  const parentAlbumId = await ensureAlbum(unit, tree, parent)
  await takeTurn(unit.db, unit.dialect, 'album-tree')
  const name = toAlbumName(folder.name)
  const albumId = await insertAlbum(unit.db, {
    parent_id: parentAlbumId,
    position: unordered,
    name,
    slug: toSlug(name),
    description: null,
    visibility: 'public',
    is_folder: 1,
    created_by: null,
    at: unit.at,
  })
  await unit.db.updateTable('library_folders').set({ album_id: albumId }).where('id', '=', folder.id).execute()
  unit.newAlbums.set(folder, albumId)
  unit.record({ subject: 'album', id: albumId, action: 'created', after: { name, parentId: parentAlbumId } })
  unit.rightsChanged()
  unit.after.defer('album.created', { albumIds: [albumId] }, { actor: unit.actor })
  return albumId
}

/** A folder that was renamed or moved takes its album along: nothing below it has to be looked at again. */
export const moveFolder = async (
  unit: SyncUnit,
  tree: FolderTree,
  folder: KnownFolder,
  to: { parent: KnownFolder; name: string },
): Promise<void> => {
  tree.move(folder, to.parent.id, to.name)
  await unit.db
    .updateTable('library_folders')
    .set({ parent_id: to.parent.id, name: toStoredName(to.name), last_seen_at: unit.at })
    .where('id', '=', folder.id)
    .execute()
  if (folder.albumId === null) return
  await takeTurn(unit.db, unit.dialect, 'album-tree')
  const parentAlbumId = await ensureAlbum(unit, tree, to.parent)
  const name = toAlbumName(to.name)
  await updateAlbum(unit.db, folder.albumId, {
    parent_id: parentAlbumId,
    position: unordered,
    name,
    slug: toSlug(name),
    updated_at: unit.at,
  })
  unit.record({ subject: 'album', id: folder.albumId, action: 'moved', after: { parentId: parentAlbumId, name } })
  unit.rightsChanged()
  unit.after.defer('album.moved', { albumIds: [folder.albumId] }, { actor: unit.actor })
}

/** Albums of folders whose sub-albums are not in their places: something was added or taken away, in this run or in one that was broken off. */
export const selectUnordered = async (db: Reader): Promise<number[]> => {
  const rows = await db
    .selectFrom('albums')
    .select('parent_id')
    .where('parent_id', 'in', (eb) => eb.selectFrom('albums as above').select('above.id').where('is_folder', '=', 1))
    .groupBy('parent_id')
    .having((eb) => eb(eb.fn.max('position'), '!=', eb(eb.fn.countAll<number>(), '-', 1)))
    .execute()
  return rows.flatMap((row) => row.parent_id ?? [])
}

/**
 * Puts the albums of folders in the natural order of their names, before those that people added; or all of them in the order that
 * their parent keeps.
 */
export const orderFolderAlbums = async (unit: Unit, parentId: number): Promise<void> => {
  await takeTurn(unit.db, unit.dialect, 'album-tree')
  const siblings = await selectSiblingsToOrder(unit.db, parentId)
  const order = await childrenOrderOf(unit.db, parentId)
  const folders = siblings
    .filter((sibling) => sibling.is_folder !== 0)
    .sort((a, b) => compareNames(a.name, b.name) || a.id - b.id)
  const others = siblings.filter((sibling) => sibling.is_folder === 0)
  if (!(await renumber(unit.db, unit.dialect, order ? inOrder(siblings, order) : [...folders, ...others]))) return
  unit.record({ subject: 'album', id: parentId, action: 'reordered' })
  unit.rightsChanged()
}
