import type { ColumnType, Selectable } from 'kysely'
import type { NewsRhythm } from './news.types.ts'

/** Who asked to be written to about what is new, and those who did once. */
export interface NewsSubscriptionTable {
  user_id: number
  rhythm: NewsRhythm
  /**
   * What ends the letters without signing in. Kept as it is, so that each letter has the same one and old letters still end them: it
   * opens nothing else.
   */
  unsubscribe_key: ColumnType<string, string, never>
  /** What came in before was told. */
  since: string
  /** `null`: never. */
  next_at: string | null
}
export type NewsSubscriptionRow = Selectable<NewsSubscriptionTable>

/** Addresses of feeds that show what one member sees. */
export interface PersonalFeedTable {
  user_id: number
  key_hash: string
  made_at: string
}
