import type { ColumnType, Generated } from 'kysely'

/** What a user, or whoever came by a link, holds a photo for: one of the two is set. */
export interface PhotoRatingTable {
  id: Generated<number>
  user_id: number | null
  link_id: number | null
  photo_id: number
  /** 1 to 5. */
  stars: number
  rated_at: ColumnType<string, string, string>
}

/** The sum of them, kept by whatever changes one; no row: nobody rated the photo yet. */
export interface PhotoScoreTable {
  photo_id: number
  stars: number
  ratings: number
}
