import type { PhotoRow } from '../photos/photo.table.ts'

/** The columns that the original of a photo keeps when it becomes another file of it. */
export const formerOriginal = (photo: PhotoRow) => ({
  photo_id: photo.id,
  file_name: photo.file_name,
  mime_type: photo.mime_type,
  bytes: Number(photo.bytes),
  sha256: photo.sha256,
  md5: photo.md5,
  width_px: photo.width_px,
  height_px: photo.height_px,
  orientation: photo.orientation,
})
