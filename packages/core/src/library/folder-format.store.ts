import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { PhotoFileRow } from '../files/photo-file.table.ts'
import type { LibraryFileRow } from './library.table.ts'
import { toStoredName } from './stored-name.ts'

/** A file of a library folder that is a format of a photo: its place, and the format. */
export type FolderFormat = Pick<LibraryFileRow, 'folder_id' | 'name'> & { readonly file_id: number } & Omit<
    PhotoFileRow,
    'role' | 'number' | 'storage_key'
  >

const folderFormats = (db: Reader) =>
  db
    .selectFrom('library_files')
    .innerJoin('photo_files', 'photo_files.id', 'library_files.format_id')
    .select(['library_files.id as file_id', 'library_files.folder_id', 'library_files.name'])
    .select([
      'photo_files.id',
      'photo_files.photo_id',
      'photo_files.file_name',
      'photo_files.mime_type',
      'photo_files.bytes',
      'photo_files.sha256',
      'photo_files.md5',
      'photo_files.width_px',
      'photo_files.height_px',
      'photo_files.orientation',
      'photo_files.added_at',
      'photo_files.added_by',
    ])

/** Those of these files that are formats. */
export const selectFormatsOfFiles = (
  db: Reader,
  dialect: DialectSupport,
  fileIds: readonly number[],
): Promise<FolderFormat[]> =>
  folderFormats(db).where('library_files.id', 'in', dialect.idList(fileIds)).orderBy('library_files.id').execute()

/** The formats of these photos that lie in library folders, in the order they came. */
export const selectFormatsInFolders = (
  db: Reader,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<FolderFormat[]> =>
  folderFormats(db).where('photo_files.photo_id', 'in', dialect.idList(photoIds)).orderBy('photo_files.id').execute()

/** Where the own file of the photo of a format lies. */
export const selectPlaceOfPicture = (
  db: Reader,
  photoId: number,
): Promise<Pick<LibraryFileRow, 'folder_id' | 'name'> | undefined> =>
  db.selectFrom('library_files').select(['folder_id', 'name']).where('photo_id', '=', photoId).executeTakeFirst()

/** Photos that these files of a folder are the own files of, those in the trash left out. */
export const selectPhotosOfNames = async (db: Reader, folderId: number, names: readonly string[]) => {
  const rows = await db
    .selectFrom('library_files')
    .innerJoin('photos', 'photos.id', 'library_files.photo_id')
    .select(['library_files.id as file_id', 'library_files.name', 'library_files.kind'])
    .select(['photos.id as photo_id', 'photos.deleted_at'])
    .select(['photos.media_type', 'photos.mime_type', 'photos.taken_at_local'])
    .where('library_files.folder_id', '=', folderId)
    .where('library_files.name', 'in', names.map(toStoredName))
    .orderBy('library_files.id')
    .execute()
  return rows.filter((row) => row.deleted_at === null)
}

export const updateFormat = async (
  db: Writer,
  id: number,
  columns: Partial<Omit<PhotoFileRow, 'id' | 'photo_id'>>,
): Promise<void> => {
  await db.updateTable('photo_files').set(columns).where('id', '=', id).execute()
}
