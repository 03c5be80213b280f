import { userIdOf } from '../access/actor.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import {
  insertPhotoFile,
  lockPhoto,
  selectPhotoFile,
  selectPhotoFiles,
  updateFormatCount,
} from '../files/photo-file.store.ts'
import type { PhotoFileRow } from '../files/photo-file.table.ts'
import { toPhotoFile } from '../files/photo-file.views.ts'
import type { NewPhotoFile, PhotoFilesService } from '../files/photo-files.types.ts'
import type { ReadMedia } from '../ingest/read-media.ts'
import { takeFile } from '../ingest/take-file.ts'
import { transactWithOriginal } from '../ingest/with-original.ts'
import type { Unit } from '../transaction.ts'

/** Formats of one photo; more than any camera and program make. */
export const maxFormats = 50

/** Puts the file that is sent beside the original of a photo; the caller has checked that this actor may edit it. */
export const addFormat = (
  context: CallContext,
  photoId: number,
  file: NewPhotoFile,
): ReturnType<PhotoFilesService['formats']['add']> =>
  takeFile(context, file, async ({ path, media, fileName }) => {
    const { gallery, actor } = context
    const { row, isNew } = await transactWithOriginal(gallery, actor, { path, media }, (unit, storageKey) =>
      recordFormat(gallery, unit, { photoId, media, storageKey, fileName }),
    )
    return { format: toPhotoFile(row), duplicate: !isNew }
  })

export interface NewFormat {
  readonly photoId: number
  readonly media: ReadMedia
  /** Where the file lies in the storage already. */
  readonly storageKey: string
  readonly fileName: string
}

/** Writes a format of a photo, in the transaction of the caller. */
export const recordFormat = async (
  gallery: GalleryContext,
  unit: Unit,
  { photoId, media, storageKey, fileName }: NewFormat,
): Promise<{ readonly row: PhotoFileRow; readonly isNew: boolean }> => {
  const photo = await lockPhoto(unit, photoId)
  if (!photo) throw new VitrineError('PHOTO_NOT_FOUND')
  if (photo.sha256 === media.sha256)
    throw inputInvalid([{ path: 'file', message: 'This is the photo’s own file already.' }])
  const formats = await selectPhotoFiles(unit.db, photoId, 'format')
  const same = formats.find(({ sha256 }) => sha256 === media.sha256)
  if (same) return { row: same, isNew: false }
  if (formats.length >= maxFormats)
    throw inputInvalid([{ path: 'file', message: `A photo has ${maxFormats} formats at most.` }])
  const id = await insertPhotoFile(unit.db, gallery.dialect, {
    photo_id: photoId,
    role: 'format',
    number: 0,
    storage_key: storageKey,
    file_name: fileName,
    mime_type: media.probe.mimeType,
    bytes: media.bytes,
    sha256: media.sha256,
    md5: media.md5,
    width_px: media.widthPx,
    height_px: media.heightPx,
    orientation: media.orientation,
    added_at: unit.at,
    added_by: userIdOf(unit.actor),
  })
  await updateFormatCount(unit.db, photoId, unit.at)
  unit.record({ subject: 'photo', id: photoId, action: 'format-added', after: { formatId: id, fileName } })
  const change = { before: { formatCount: formats.length }, after: { formatCount: formats.length + 1 } }
  unit.after.defer('photo.updated', { changes: [{ id: photoId, ...change }] }, { actor: unit.actor })
  return { row: (await selectPhotoFile(unit.db, { photoId, role: 'format', id })) as PhotoFileRow, isNew: true }
}
