import type { ColumnType, Generated } from 'kysely'

/** An account at another provider that speaks for a user. */
export interface IdentityTable {
  id: Generated<number>
  user_id: ColumnType<number, number, never>
  issuer: ColumnType<string, string, never>
  subject: ColumnType<string, string, never>
  /** What it is called there. */
  name: string
  /** 1: the user is an administrator because the provider says so, and for as long as it does. */
  gives_admin: 0 | 1
  created_at: ColumnType<string, string, never>
  last_used_at: string | null
}

/** Somebody who was sent to a provider and is expected back, or who has just confirmed to be the owner of an account. */
export interface IdentityFlowTable {
  /** SHA-256 of the token, hex. */
  token_hash: ColumnType<string, string, never>
  /** Who links an account there, or confirms to own one here; `null` for those who sign in. */
  user_id: ColumnType<number | null, number | null, never>
  /** Of the session that began; empty for those who sign in. */
  session_id: ColumnType<string, string, never>
  /** What it is for and, as the one who asks for it wrote it, what has to fit when they come back. Opens nothing. */
  data: ColumnType<string, string, never>
  created_at: ColumnType<string, string, never>
  expires_at: ColumnType<string, string, never>
}
