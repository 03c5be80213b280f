import { deleteAlbums, updateAlbum } from '../albums/album.store.ts'
import type { GalleryContext } from '../context.ts'
import { trashPhotos } from '../photos/photo.trash.ts'
import type { Unit } from '../transaction.ts'
import type { FolderTree, KnownFolder } from './folder-tree.ts'

/** Files that are gone and did not turn up elsewhere: their photos go to the trash, from where they come back with the file. */
export const removeGoneFiles = async (
  gallery: GalleryContext,
  unit: Unit,
  fileIds: readonly number[],
): Promise<number> => {
  const { db } = unit
  const rows = await db
    .selectFrom('library_files')
    .select(['id', 'photo_id'])
    .where('id', 'in', gallery.dialect.idList(fileIds))
    .execute()
  const deleted = await trashPhotos(
    gallery,
    unit,
    rows.flatMap((row) => row.photo_id ?? []),
  )
  await db
    .deleteFrom('library_files')
    .where('id', 'in', gallery.dialect.idList(rows.map((row) => row.id)))
    .execute()
  return deleted
}

/** A folder that is gone with all below: its photos go to the trash, its albums with it, unless people put something else in. */
export const removeGoneFolder = async (
  gallery: GalleryContext,
  unit: Unit,
  tree: FolderTree,
  folder: KnownFolder,
): Promise<number> => {
  const { db } = unit
  const folders = tree.subtree(folder)
  const files = await db
    .selectFrom('library_files')
    .select('id')
    .where('folder_id', 'in', gallery.dialect.idList(folders.map((f) => f.id)))
    .execute()
  const deleted = await removeGoneFiles(
    gallery,
    unit,
    files.map((file) => file.id),
  )

  for (const gone of folders.toReversed()) {
    await db.deleteFrom('library_folders').where('id', '=', gone.id).execute()
    tree.remove(gone)
    if (gone.albumId === null) continue
    if (await isLeftEmpty(unit, gone.albumId)) {
      await deleteAlbums(db, [gone.albumId])
      unit.record({ subject: 'album', id: gone.albumId, action: 'deleted' })
      unit.after.defer('album.deleted', { albumIds: [gone.albumId] }, { actor: unit.actor })
    } else {
      // Somebody else's photos or albums are in it: from now on it is an album like any other.
      await updateAlbum(db, gone.albumId, { is_folder: 0, updated_at: unit.at })
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
