import { deletePhotoFiles, updateFormatCount } from '../files/photo-file.store.ts'
import { wholeBase } from '../formats/same-picture.ts'
import type { ReadMedia } from '../ingest/read-media.ts'
import { toDisplayName } from '../text/file-name.ts'
import type { Unit } from '../transaction.ts'
import { asFormat, asPhoto, type BatchContext, fileColumns, unreadTime } from './batch.ts'
import {
  type FolderFormat,
  selectFormatsInFolders,
  selectFormatsOfFiles,
  selectPlaceOfPicture,
  updateFormat,
} from './folder-format.store.ts'
import { saveFiles } from './library.store.ts'
import { fromStoredName } from './stored-name.ts'
import type { Candidate } from './sync-state.ts'

/** Takes formats away from their photos; their files lie where they lie. */
export const dropFormats = async (unit: Unit, formats: readonly FolderFormat[]): Promise<void> => {
  await deletePhotoFiles(
    unit.db,
    unit.dialect,
    formats.map(({ id }) => id),
  )
  for (const photoId of new Set(formats.map(({ photo_id }) => photo_id)))
    await updateFormatCount(unit.db, photoId, unit.at)
  for (const { id, photo_id, file_name: fileName, sha256 } of formats)
    unit.record({ subject: 'photo', id: photo_id, action: 'format-deleted', before: { id, fileName, sha256 } })
}

/**
 * The file of a format has other bytes, or only another time.
 *
 * @returns `null` where it is none any more: the file is then a file like any other.
 */
export const changeFormat = async (
  { unit }: Pick<BatchContext, 'unit'>,
  candidate: Candidate,
  media: ReadMedia,
): Promise<'changed' | 'unchanged' | null> => {
  const { db } = unit
  const [format] = await selectFormatsOfFiles(db, unit.dialect, [candidate.fileId as number])
  if (!format) return null
  const isSame = format.sha256 === media.sha256
  // Pairs whose names were shifted: the photo has left with its file, and the format with another one.
  if (!isSame && !(await isBesidePicture(unit, candidate, format))) {
    await dropFormats(unit, [format])
    return null
  }
  await saveFiles(db, [{ id: format.file_id, ...fileColumns(candidate), ...asFormat(format.id) }], unit.at)
  if (isSame) return 'unchanged'
  await updateFormat(db, format.id, {
    file_name: toDisplayName(candidate.entry.name),
    mime_type: media.probe.mimeType,
    bytes: media.bytes,
    sha256: media.sha256,
    md5: media.md5,
    width_px: media.widthPx,
    height_px: media.heightPx,
    orientation: media.orientation,
  })
  const change = {
    before: { formatId: format.id, sha256: format.sha256 },
    after: { formatId: format.id, sha256: media.sha256 },
  }
  unit.record({ subject: 'photo', id: format.photo_id, action: 'format-changed', ...change })
  unit.after.defer('photo.updated', { changes: [{ id: format.photo_id, ...change }] }, { actor: unit.actor })
  return 'changed'
}

const isBesidePicture = async ({ db }: Unit, { folder, entry }: Candidate, format: FolderFormat): Promise<boolean> => {
  const place = await selectPlaceOfPicture(db, format.photo_id)
  return place?.folder_id === folder.id && wholeBase(fromStoredName(place.name)) === wholeBase(entry.name)
}

/**
 * Keeps formats with their photos whose files were only renamed: the same bytes in the same folder. Not in another one, where other
 * people may look.
 *
 * @returns The files that are none of them.
 */
export const followFormats = async <T extends { readonly candidate: Candidate; readonly media: ReadMedia }>(
  { unit, gone }: Pick<BatchContext, 'unit' | 'gone'>,
  fresh: readonly T[],
): Promise<T[]> => {
  const { db } = unit
  const folders = new Set(fresh.map(({ candidate }) => candidate.folder.id))
  const places = new Map(
    gone.flatMap((file) => (file.formatId !== null && folders.has(file.folderId) ? [[file.id, file]] : [])),
  )
  if (places.size === 0) return [...fresh]
  const formats = new Set(await selectFormatsOfFiles(db, unit.dialect, [...places.keys()]))
  // Found under a new name by an earlier batch.
  for (const format of formats) if (places.get(format.file_id)?.storedName !== format.name) formats.delete(format)
  const rest: T[] = []
  for (const file of fresh) {
    const { candidate, media } = file
    const format = [...formats].find(
      ({ folder_id, sha256 }) => folder_id === candidate.folder.id && sha256 === media.sha256,
    )
    if (!format) {
      rest.push(file)
      continue
    }
    formats.delete(format)
    // What the index held at the new place is nobody's.
    if (candidate.fileId !== null) await db.deleteFrom('library_files').where('id', '=', candidate.fileId).execute()
    await saveFiles(db, [{ id: format.file_id, ...fileColumns(candidate), ...asFormat(format.id) }], unit.at)
    const fileName = toDisplayName(candidate.entry.name)
    await updateFormat(db, format.id, { file_name: fileName })
    unit.record({
      subject: 'photo',
      id: format.photo_id,
      action: 'format-renamed',
      before: { formatId: format.id, fileName: format.file_name },
      after: { formatId: format.id, fileName },
    })
  }
  return rest
}

/** The photo has moved into another folder: formats that stay behind are read as files of their own, where they lie. */
export const releaseFormats = async (
  { unit, again }: Pick<BatchContext, 'unit' | 'again'>,
  photoId: number,
  { outsideFolderId }: { readonly outsideFolderId: number },
): Promise<void> => {
  const formats = (await selectFormatsInFolders(unit.db, unit.dialect, [photoId])).filter(
    ({ folder_id }) => folder_id !== outsideFolderId,
  )
  if (formats.length === 0) return
  await dropFormats(unit, formats)
  for (const { file_id, folder_id } of formats) {
    await unit.db
      .updateTable('library_files')
      .set({ kind: 'photo', format_id: null, fault_code: null, fault_message: null, modified_ns: unreadTime })
      .where('id', '=', file_id)
      .execute()
    again.add(folder_id)
  }
}

/**
 * The files of photos are gone while formats of theirs are there: of each photo the first becomes its own file, and is to be read.
 *
 * @returns The photos that have a file again.
 */
export const promoteFormats = async (
  { unit, again }: Pick<BatchContext, 'again'> & { readonly unit: Unit },
  photoIds: readonly number[],
): Promise<Set<number>> => {
  const promoted = new Set<number>()
  if (photoIds.length === 0) return promoted
  for (const format of await selectFormatsInFolders(unit.db, unit.dialect, photoIds)) {
    const { file_id, folder_id, photo_id, mime_type, bytes, sha256, md5, width_px, height_px, orientation } = format
    if (promoted.has(photo_id)) continue
    promoted.add(photo_id)
    again.add(folder_id)
    await dropFormats(unit, [format])
    await unit.db
      .updateTable('library_files')
      .set({ ...asPhoto(photo_id), modified_ns: unreadTime })
      .where('id', '=', file_id)
      .execute()
    // Whatever else the file says, its name too, is taken over when it is read.
    await unit.db
      .updateTable('photos')
      .set({ mime_type, bytes: Number(bytes), sha256, md5, width_px, height_px, orientation, placeholder: null })
      .where('id', '=', photo_id)
      .execute()
  }
  return promoted
}
