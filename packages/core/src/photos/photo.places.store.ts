import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { selectAlbumIdsOf } from './photo.store.ts'

/** The albums that a photo is in, whoever may see them. */
export interface PlacesOfPhoto {
  readonly photoId: number
  /** In the order of their ids. */
  readonly albums: readonly number[]
  /** Those of them that stand for the folder that its file lies in: they hold the photo as long as the file lies there. */
  readonly folders: readonly number[]
}

/** By two statements, in the order of the photos. */
export const selectPlacesOfPhotos = async (
  db: Reader,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<PlacesOfPhoto[]> => {
  const albums = await selectAlbumIdsOf(db, dialect, photoIds)
  const files = await db
    .selectFrom('library_files')
    .innerJoin('library_folders', 'library_folders.id', 'library_files.folder_id')
    .select(['library_files.photo_id', 'library_folders.album_id'])
    .where('library_files.photo_id', 'in', dialect.idList(photoIds))
    .execute()
  const folders = new Map<number, number[]>(photoIds.map((photoId) => [photoId, []]))
  for (const { photo_id, album_id } of files)
    if (photo_id !== null && album_id !== null) folders.get(photo_id)?.push(album_id)
  return photoIds.map((photoId) => ({
    photoId,
    albums: albums.get(photoId) ?? [],
    folders: folders.get(photoId) ?? [],
  }))
}
