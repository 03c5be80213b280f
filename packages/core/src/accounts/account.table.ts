import type { ColumnType, Generated, Selectable } from 'kysely'

/** Somebody who asked for an account and has none yet: no user, and so without any right. */
export interface RegistrationTable {
  id: Generated<number>
  username: string
  username_key: string
  email: string | null
  password_hash: string
  /** `unconfirmed`: the link that was sent has not come back; `waiting`: for an administrator. */
  state: 'unconfirmed' | 'waiting'
  /** SHA-256 of the link's token; of nothing that anybody has, where there is no link. */
  token_hash: string
  created_at: ColumnType<string, string, never>
  /** When it is forgotten; `null` for those who wait. */
  expires_at: string | null
}
export type RegistrationRow = Selectable<RegistrationTable>

/** What a link of a mail opens, once. */
export interface AccountTokenTable {
  id: Generated<number>
  user_id: number
  kind: 'reset' | 'email'
  /** SHA-256 of the token, hex. */
  token_hash: string
  /** The address that it confirms. */
  email: string | null
  created_at: ColumnType<string, string, never>
  expires_at: string
}
export type AccountTokenRow = Selectable<AccountTokenTable>

/** Sign-ins that failed, by name: names share a bounded number of rows. */
export interface SignInFailureTable {
  bucket: number
  failures: number
  first_at: string
  last_at: string
}
