import type { ColumnType, Generated, Selectable } from 'kysely'

export interface AlbumTable {
  id: Generated<number>
  parent_id: number | null
  /** Place among its siblings; ties by id. */
  position: number
  name: string
  slug: string
  /** The words of the name, as search keys with a blank on both sides. */
  name_words: string
  description: string | null
  visibility: 'public' | 'private'
  is_locked: 0 | 1
  /** 1: grants of the albums above hold here too. */
  inherits_grants: 0 | 1
  cover_photo_id: number | null
  /** Set where the album mirrors a folder. */
  is_folder: 0 | 1
  created_by: number | null
  created_at: ColumnType<string, string, never>
  updated_at: string
}
export type AlbumRow = Selectable<AlbumTable>

export interface AlbumGrantTable {
  id: Generated<number>
  album_id: number
  principal_type: 'user' | 'group' | 'link'
  principal_id: number
  /** Bit set, see access/capabilities. */
  capabilities: number
}

export interface AlbumPhotoTable {
  album_id: number
  photo_id: number
  /** Manual order; photos never moved by hand share 0. */
  position: Generated<number>
  /** Copy of `photos.sort_at`, kept by the transaction that changes it: a page of an album is one index range. */
  sort_at: string
}

/** Photos directly in an album, by privacy level; kept by the transaction that changes them. Photos in the trash do not count. */
export interface AlbumCountTable {
  album_id: number
  level: number
  photos: number
}
