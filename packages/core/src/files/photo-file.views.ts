import type { GalleryContext } from '../context.ts'
import { openPlace } from '../photos/photo.original.ts'
import { locateFormat } from '../photos/photo.source.ts'
import type { OriginalFile } from '../photos/photo.types.ts'
import { liesInFolder } from './in-folder.ts'
import type { PhotoFileRow } from './photo-file.table.ts'
import type { PhotoFile, PhotoVersion } from './photo-files.types.ts'

const commonOf = (row: PhotoFileRow) => ({
  id: row.id,
  fileName: row.file_name,
  mimeType: row.mime_type,
  bytes: Number(row.bytes),
  sha256: row.sha256,
  widthPx: row.width_px,
  heightPx: row.height_px,
})

export const toPhotoFile = (row: PhotoFileRow): PhotoFile => ({
  ...commonOf(row),
  addedAt: row.added_at,
  addedBy: row.added_by,
  isReadOnly: liesInFolder(row),
})

export const toPhotoVersion = (row: PhotoFileRow): PhotoVersion => ({
  ...commonOf(row),
  number: row.number,
  replacedAt: row.added_at,
  replacedBy: row.added_by,
})

/** Nothing is opened before the bytes are asked for. */
export const openPhotoFile = async (gallery: GalleryContext, row: PhotoFileRow): Promise<OriginalFile> =>
  openPlace(gallery, await locateFormat(gallery, row), row)
