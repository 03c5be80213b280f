import type { Generated } from 'kysely'

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
  /** 1: the browser keeps it when it is closed. */
  is_remembered: Generated<0 | 1>
  /** It ends when it was not used for this long. */
  idle_seconds: Generated<number>
  /** 1: more than a password was shown. */
  second_factor: Generated<0 | 1>
}
