import type { Generated, Insertable, Selectable } from 'kysely'

/** A file of a photo beside its original. */
export interface PhotoFileTable {
  id: Generated<number>
  photo_id: number
  /** What it is to the photo: its original of former times, the same picture in another format, or a picture to show in its place. */
  role: 'version' | 'format' | 'representative'
  /** Of versions: counted up from 1, never given twice. 0 otherwise. */
  number: number
  /** Empty where the file lies in a library folder, see `liesInFolder`. */
  storage_key: string
  file_name: string
  mime_type: string
  bytes: number
  sha256: string
  md5: string | null
  /** As shown, after orientation. */
  width_px: number | null
  height_px: number | null
  /** As stored in the file, 1 to 8. */
  orientation: number
  /** Of versions: when it was replaced. */
  added_at: string
  /** Of versions: who replaced it. */
  added_by: number | null
}
export type PhotoFileRow = Selectable<PhotoFileTable>
export type NewPhotoFileRow = Insertable<PhotoFileTable>

/** Stored originals that something stopped naming; removed after a while where nothing names them then. */
export interface ReleasedOriginalTable {
  storage_key: string
  sha256: string
  released_at: string
}

/** Uploads that were made smaller: what was sent, and what is kept of it. */
export interface ScaledUploadTable {
  sent_sha256: string
  kept_sha256: string
}
