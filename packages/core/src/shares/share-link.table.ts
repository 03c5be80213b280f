import type { ColumnType, Generated, Selectable } from 'kysely'

/** A link that opens what was granted to it (`album_grants` with `principal_type` `link`), without an account. */
export interface ShareLinkTable {
  id: Generated<number>
  /** SHA-256 of the key, hex: the key itself is shown once and never kept. */
  key_hash: ColumnType<string, string, never>
  name: string
  /** Photos up to this privacy level. */
  level: number
  expires_at: string | null
  revoked_at: string | null
  created_by: number | null
  created_at: ColumnType<string, string, never>
}
export type ShareLinkRow = Selectable<ShareLinkTable>
