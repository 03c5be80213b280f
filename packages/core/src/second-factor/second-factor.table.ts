import type { ColumnType } from 'kysely'

/** The app of a user that shows codes (TOTP, RFC 6238). */
export interface TotpFactorTable {
  user_id: ColumnType<number, number, never>
  /** Sealed, see secret-box.ts. */
  secret: string
  /** The latest time step of which a code was used: none is taken twice. */
  last_step: number
  created_at: string
  /** `null`: begun, but no code of it was shown yet. It is not asked for before. */
  confirmed_at: string | null
}

/** What lets a user in once who has lost everything else. */
export interface RecoveryCodeTable {
  user_id: number
  /** SHA-256, hex. */
  code_hash: string
  created_at: string
}

/** Somebody who has shown the right password, and still has to show something else. */
export interface SignInStepTable {
  /** SHA-256 of the token, hex. */
  token_hash: ColumnType<string, string, never>
  user_id: ColumnType<number, number, never>
  /** 1: the session that it leads to is to outlive the browser's windows. */
  is_remembered: 0 | 1
  failures: number
  created_at: ColumnType<string, string, never>
  expires_at: ColumnType<string, string, never>
}
