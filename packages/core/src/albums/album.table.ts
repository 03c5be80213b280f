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
  /** JSON: name and description in other languages, see `translations/`; null: none. */
  translations: Generated<string | null>
  visibility: 'public' | 'private'
  is_locked: 0 | 1
  /** 1: grants of the albums above hold here too. */
  inherits_grants: 0 | 1
  cover_photo_id: number | null
  /** `auto`: the newest photo; `fixed`: `cover_photo_id`; `random`: another one each day; `none`. */
  cover_mode: Generated<'auto' | 'fixed' | 'random' | 'none'>
  /** Usual order of its photos, `-rating,takenAt`; null: that of the gallery. */
  photo_sort: string | null
  /** How the albums below are kept in order, `name`, `-name`, `createdAt`, `-createdAt`; null: by hand. */
  children_order: string | null
  allows_comments: Generated<0 | 1>
  /** Of its page and of those of the albums below; null: as the album above has it. */
  theme: string | null
  /** Set for a smart album: the photos that fit this query, as text. */
  query: string | null
  /** Set where the album mirrors a folder. */
  is_folder: 0 | 1
  created_by: number | null
  created_at: ColumnType<string, string, never>
  updated_at: string
}
export type AlbumRow = Selectable<AlbumTable>

/** Readable addresses of albums; those given up are kept, so that old addresses still lead there. */
export interface AlbumPermalinkTable {
  id: Generated<number>
  album_id: number
  path: string
  /** The path as compared: unique over all albums. */
  path_key: string
  is_current: 0 | 1
  hits: Generated<number>
  last_hit_at: string | null
  created_at: ColumnType<string, string, never>
}

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
