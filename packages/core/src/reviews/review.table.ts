import type { ColumnType, Selectable } from 'kysely'

/** A photo that was sent in for review. While it waits, and where it was sent back, it is not among the living: `deleted_at` is set. */
export interface PhotoReviewTable {
  photo_id: number
  state: 'waiting' | 'returned' | 'approved'
  /** The album it was sent in to; `null` where that is gone. */
  album_id: number | null
  /** Who sent it in: a user, whoever came by a link, or, without either, a guest. */
  user_id: number | null
  link_id: number | null
  sent_at: ColumnType<string, string, string>
  note: string | null
  decided_by: number | null
  decided_at: string | null
}
export type PhotoReviewRow = Selectable<PhotoReviewTable>

/** What somebody may add, and has added since there is a limit. Without a row nothing is counted. */
export interface UploadQuotaTable {
  owner_type: 'user' | 'link' | 'guests'
  /** 0 for all guests together. */
  owner_id: number
  max_photos: number | null
  max_bytes: number | null
  photos: number
  bytes: number
}
export type UploadQuotaRow = Selectable<UploadQuotaTable>
