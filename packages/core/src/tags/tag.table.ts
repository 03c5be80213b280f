import type { ColumnType, Generated, Selectable } from 'kysely'

export interface TagTable {
  id: Generated<number>
  parent_id: number | null
  name: string
  /** The name without case and accents: unique. */
  name_key: string
  slug: string
  /** JSON: the name in other languages, see `translations/`; null: none. */
  translations: Generated<string | null>
  created_at: ColumnType<string, string, never>
}
export type TagRow = Selectable<TagTable>

export interface PhotoTagTable {
  photo_id: number
  tag_id: number
}

/** Other names of a tag: whoever writes one of them means the tag. No name is both a tag and a synonym. */
export interface TagSynonymTable {
  id: Generated<number>
  tag_id: number
  name: string
  name_key: string
  created_at: ColumnType<string, string, never>
}
