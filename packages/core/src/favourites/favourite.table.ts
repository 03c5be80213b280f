import type { ColumnType, Generated } from 'kysely'

/** A photo that a user chose, or whoever came by a link: one of the two is set. */
export interface FavouriteTable {
  id: Generated<number>
  user_id: number | null
  link_id: number | null
  photo_id: number
  added_at: ColumnType<string, string, never>
}
