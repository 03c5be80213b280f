import type { ColumnType, Generated } from 'kysely'

/** A public key that speaks for a user (WebAuthn). Nothing in it is secret. */
export interface PasskeyTable {
  id: Generated<number>
  user_id: ColumnType<number, number, never>
  /** By which it is found, base64url. */
  credential_id: ColumnType<string, string, never>
  /** COSE, base64url. */
  public_key: ColumnType<string, string, never>
  /** How often it signed, as it says; 0 for those that do not count. */
  counter: number
  /** How a browser reaches it, such as `usb,nfc`. */
  transports: string
  /** 1: synchronised to other devices. */
  is_backed_up: 0 | 1
  name: string
  created_at: ColumnType<string, string, never>
  last_used_at: string | null
}

/** What a browser was asked to have signed, and by whom it may be answered. */
export interface PasskeyCeremonyTable {
  /** SHA-256 of the token, hex. */
  token_hash: ColumnType<string, string, never>
  purpose: ColumnType<string, string, never>
  /** `null` where somebody signs in of whom nothing is known yet. */
  user_id: ColumnType<number | null, number | null, never>
  /** The session, or the hash of the step of a sign-in, that alone may answer; empty where there is none yet. */
  bound_to: ColumnType<string, string, never>
  /** Base64url. */
  challenge: ColumnType<string, string, never>
  created_at: ColumnType<string, string, never>
  expires_at: ColumnType<string, string, never>
}
