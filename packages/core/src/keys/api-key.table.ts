import type { ColumnType, Generated, Selectable } from 'kysely'

/** An API key of a user. It goes with the user. */
export interface ApiKeyTable {
  id: Generated<number>
  user_id: ColumnType<number, number, never>
  /** SHA-256 of the key, hex: the key itself is shown once and never kept. */
  key_hash: ColumnType<string, string, never>
  /** How the key begins, for people to know it by. */
  key_start: ColumnType<string, string, never>
  name: string
  /** Bit set, see access/scopes.ts. */
  scopes: ColumnType<number, number, never>
  created_at: ColumnType<string, string, never>
  expires_at: ColumnType<string | null, string | null, never>
  last_used_at: string | null
  revoked_at: string | null
}
export type ApiKeyRow = Selectable<ApiKeyTable>
