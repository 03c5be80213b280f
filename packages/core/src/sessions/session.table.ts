export interface SessionTable {
  /** SHA-256 of the token, hex. */
  token_hash: string
  user_id: number
  created_at: string
  last_used_at: string
  /** Absolute end. */
  expires_at: string
  address: string | null
  user_agent: string | null
}
