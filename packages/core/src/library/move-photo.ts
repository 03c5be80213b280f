import { CountDeltas } from '../albums/album-counts.store.ts'
import type { ReadMedia } from '../ingest/read-media.ts'
import { restorePhotos } from '../photos/photo.trash.ts'
import { toTitleKey } from '../photos/title-key.ts'
import { reindexPhotos } from '../search/search-index.store.ts'
import { toDisplayName } from '../text/file-name.ts'
import { asPhoto, type BatchContext, fileColumns } from './batch.ts'
import type { MovedPhoto } from './find-moved.ts'
import { ensureAlbum } from './folder-albums.ts'
import { releaseFormats } from './formats-of-folder.ts'
import { saveFiles } from './library.store.ts'
import { toParkedName } from './stored-name.ts'
import type { Candidate } from './sync-state.ts'

/**
 * The same bytes at another place: the photo goes along.
 *
 * @returns `null` where the photo is not what it was when it was found; the file is then a file like any other.
 */
export const movePhoto = async (
  context: BatchContext,
  candidate: Candidate,
  media: ReadMedia,
  { photoId, fileId, folderId }: MovedPhoto,
): Promise<'moved' | 'restored' | null> => {
  const { gallery, unit, tree } = context
  const { db } = unit
  let select = db
    .selectFrom('photos')
    .select(['level', 'sort_at', 'deleted_at', 'title', 'file_name', 'sha256', 'format_count'])
    .where('id', '=', photoId)
  if (unit.dialect.forUpdate) select = select.modifyEnd(unit.dialect.forUpdate)
  const photo = await select.executeTakeFirst()
  if (photo?.sha256 !== media.sha256) return null
  const albumId = await ensureAlbum(unit, tree, candidate.folder)
  const oldAlbumId = folderId === null ? null : await albumOf(context, folderId)

  await makeRoom(context, candidate, fileId)
  await saveFiles(db, [{ id: fileId, ...fileColumns(candidate), ...asPhoto(photoId) }], unit.at)
  if (photo.format_count > 0 && folderId !== candidate.folder.id)
    await releaseFormats(context, photoId, { outsideFolderId: candidate.folder.id })

  const deltas = new CountDeltas()
  const isAlive = photo.deleted_at === null
  if (oldAlbumId !== null && oldAlbumId !== albumId) {
    const { numDeletedRows } = await db
      .deleteFrom('album_photos')
      .where('photo_id', '=', photoId)
      .where('album_id', '=', oldAlbumId)
      .executeTakeFirst()
    if (isAlive && numDeletedRows > 0n) deltas.add(oldAlbumId, photo.level, -1)
  }
  const link = await db
    .selectFrom('album_photos')
    .select('album_id')
    .where('photo_id', '=', photoId)
    .where('album_id', '=', albumId)
    .executeTakeFirst()
  if (!link) {
    await db
      .insertInto('album_photos')
      .values({ album_id: albumId, photo_id: photoId, sort_at: photo.sort_at })
      .execute()
    if (isAlive) deltas.add(albumId, photo.level, 1)
  }
  await deltas.apply(db, gallery.dialect)

  const fileName = toDisplayName(candidate.entry.name)
  if (fileName !== photo.file_name) {
    await db
      .updateTable('photos')
      .set({
        file_name: fileName,
        title_key: toTitleKey({ title: photo.title, file_name: fileName }),
        updated_at: unit.at,
      })
      .where('id', '=', photoId)
      .execute()
    await reindexPhotos(db, gallery.dialect, [photoId])
  }
  unit.record({
    subject: 'photo',
    id: photoId,
    action: 'moved',
    before: { albumId: oldAlbumId, fileName: photo.file_name },
    after: { albumId, fileName },
  })
  if (!isAlive && fileId === null) {
    // It was in the trash because its file was gone.
    await restorePhotos(gallery, unit, [photoId])
    return 'restored'
  }
  if (isAlive && oldAlbumId !== albumId)
    unit.after.defer(
      'photo.albums.changed',
      { photoIds: [photoId], added: [albumId], removed: oldAlbumId === null ? [] : [oldAlbumId] },
      { actor: unit.actor },
    )
  return 'moved'
}

/** What the index held at the place makes room: a fault is forgotten, a photo or format waits for its own file to turn up elsewhere. */
const makeRoom = async ({ unit, gone }: BatchContext, candidate: Candidate, fileId: number | null): Promise<void> => {
  if (candidate.fileId === null || candidate.fileId === fileId) return
  const { folder_id, name } = fileColumns(candidate)
  const row = await unit.db
    .selectFrom('library_files')
    .select(['id', 'photo_id', 'format_id'])
    .where('folder_id', '=', folder_id)
    .where('name', '=', name)
    .executeTakeFirst()
  if (!row || row.id === fileId) return
  if (row.photo_id === null && row.format_id === null) {
    await unit.db.deleteFrom('library_files').where('id', '=', row.id).execute()
    return
  }
  const parked = toParkedName(row.id)
  await unit.db.updateTable('library_files').set({ name: parked }).where('id', '=', row.id).execute()
  gone.push({ id: row.id, folderId: folder_id, storedName: parked, formatId: row.format_id })
}

/** The album of a folder, also of one of another root. */
const albumOf = async ({ tree, unit }: BatchContext, folderId: number): Promise<number | null> => {
  const folder = tree.get(folderId)
  if (folder) return folder.albumId ?? unit.newAlbums.get(folder) ?? null
  const row = await unit.db
    .selectFrom('library_folders')
    .select('album_id')
    .where('id', '=', folderId)
    .executeTakeFirst()
  return row?.album_id ?? null
}
