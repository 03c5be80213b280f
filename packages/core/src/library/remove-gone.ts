import { updateAlbum } from '../albums/album.store.ts'
import { deleteAlbums } from '../albums/album-places.store.ts'
import type { GalleryContext } from '../context.ts'
import { takeTurn } from '../db/locks.ts'
import { trashPhotos } from '../photos/photo.trash.ts'
import type { Unit } from '../transaction.ts'
import { orderFolderAlbums } from './folder-albums.ts'
import { selectFormatsOfFiles } from './folder-format.store.ts'
import type { FolderTree, KnownFolder } from './folder-tree.ts'
import { dropFormats, promoteFormats } from './formats-of-folder.ts'
import type { GoneFile, SyncWrite } from './sync-state.ts'

interface Removal {
  readonly gallery: GalleryContext
  readonly write: SyncWrite
  readonly signal: AbortSignal
  /** Folders with files to be read anew. */
  readonly again: Set<number>
}

/** Files of one transaction. */
const filesPerTransaction = 500

/** Takes out of the gallery what is not on disk any more, at the end of a run that has seen all of it. @returns Photos put into the trash. */
export const removeGone = async (removal: Removal, tree: FolderTree, gone: readonly GoneFile[]): Promise<number> => {
  const { gallery, write, signal } = removal
  let deleted = 0
  // Formats first: those that are left then are there.
  const inOrder = [...gone].sort((a, b) => Number(b.formatId !== null) - Number(a.formatId !== null))
  for (let start = 0; start < inOrder.length; start += filesPerTransaction) {
    signal.throwIfAborted()
    // A file that was found elsewhere meanwhile has the same row, at its new place.
    const ids = await stillGone(gallery, inOrder.slice(start, start + filesPerTransaction))
    if (ids.length > 0) deleted += await write((unit) => removeGoneFiles(removal, unit, ids))
  }
  for (const folder of [...tree.all]) {
    // The topmost of what is gone; what is below goes with it.
    if (folder.isSeen || !tree.parentOf(folder)?.isSeen) continue
    signal.throwIfAborted()
    deleted += await write((unit) => removeGoneFolder(removal, unit, tree, folder))
    for (const removed of tree.subtree(folder).toReversed()) tree.remove(removed)
  }
  return deleted
}

const stillGone = async (gallery: GalleryContext, gone: readonly GoneFile[]): Promise<number[]> => {
  const rows = await gallery.connections.read
    .selectFrom('library_files')
    .select(['id', 'folder_id', 'name'])
    .where('id', 'in', gallery.dialect.idList(gone.map((file) => file.id)))
    .execute()
  const places = new Map(gone.map((file) => [file.id, file]))
  return rows
    .filter((row) => places.get(row.id)?.folderId === row.folder_id && places.get(row.id)?.storedName === row.name)
    .map((row) => row.id)
}

/**
 * Files that are gone and did not turn up elsewhere: formats go, and photos that have no format left to be made of go to the trash,
 * from where they come back with the file.
 */
const removeGoneFiles = async (
  { gallery, again }: Removal,
  unit: Unit,
  fileIds: readonly number[],
): Promise<number> => {
  const { db } = unit
  await dropFormats(unit, await selectFormatsOfFiles(db, gallery.dialect, fileIds))
  const rows = await db
    .selectFrom('library_files')
    .select(['id', 'photo_id'])
    .where('id', 'in', gallery.dialect.idList(fileIds))
    .execute()
  const photoIds = rows.flatMap((row) => row.photo_id ?? [])
  const promoted = await promoteFormats({ unit, again }, photoIds)
  const deleted = await trashPhotos(
    gallery,
    unit,
    photoIds.filter((id) => !promoted.has(id)),
  )
  await db
    .deleteFrom('library_files')
    .where('id', 'in', gallery.dialect.idValues(rows.map((row) => row.id)))
    .execute()
  return deleted.length
}

/** A folder that is gone with all below: its photos go to the trash, its albums with it, unless people put something else in. */
const removeGoneFolder = async (
  removal: Removal,
  unit: Unit,
  tree: FolderTree,
  folder: KnownFolder,
): Promise<number> => {
  const { db } = unit
  await takeTurn(db, unit.dialect, 'album-tree')
  const folders = tree.subtree(folder)
  const files = await db
    .selectFrom('library_files')
    .select('id')
    .where('folder_id', 'in', unit.dialect.idList(folders.map((f) => f.id)))
    .execute()
  const deleted = await removeGoneFiles(
    removal,
    unit,
    files.map((file) => file.id),
  )

  for (const gone of folders.toReversed()) {
    await db.deleteFrom('library_folders').where('id', '=', gone.id).execute()
    if (gone.albumId === null) continue
    if (await isLeftEmpty(unit, gone.albumId)) {
      await deleteAlbums(db, [gone.albumId])
      unit.record({ subject: 'album', id: gone.albumId, action: 'deleted' })
      unit.after.defer('album.deleted', { albumIds: [gone.albumId] }, { actor: unit.actor })
    } else {
      // Somebody else's photos or albums are in it: from now on it is an album like any other.
      await updateAlbum(db, gone.albumId, { is_folder: 0, updated_at: unit.at })
      await orderFolderAlbums(unit, gone.albumId)
    }
    unit.rightsChanged()
  }
  return deleted
}

const isLeftEmpty = async ({ db }: Unit, albumId: number): Promise<boolean> => {
  const child = await db.selectFrom('albums').select('id').where('parent_id', '=', albumId).limit(1).executeTakeFirst()
  if (child) return false
  const photo = await db
    .selectFrom('album_photos')
    .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
    .select('photos.id')
    .where('album_photos.album_id', '=', albumId)
    .where('photos.deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return photo === undefined
}
