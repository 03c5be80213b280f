import type { ColumnType, Generated, Selectable } from 'kysely'
import type { CapabilityBits } from '../access/capabilities.ts'
import type { FeedbackBits } from '../access/link-terms.ts'

/** A link that opens what was granted to it (`album_grants` with `principal_type` `link`), without an account. */
export interface ShareLinkTable {
  id: Generated<number>
  /** SHA-256 of the key, hex: the key itself is shown once and never kept. */
  key_hash: ColumnType<string, string, never>
  name: string
  /** Photos up to this privacy level. */
  level: number
  /** 0: the albums granted to it alone; 1: what lies below them too. */
  with_below: number
  /** For a link to photos (`share_photos`, or those that fit `query`): what may be done with them. `null`: a link to albums. */
  photo_bits: CapabilityBits | null
  /** A link to photos that shows what fits this, at every moment. */
  query: string | null
  /** Who it was made for. */
  recipient: string | null
  password_hash: string | null
  /** As many visits as it opens for. */
  max_uses: number | null
  uses: ColumnType<number, number | undefined, number>
  last_used_at: string | null
  expires_at: string | null
  revoked_at: string | null
  /** Name of the largest size that it gives. */
  max_size: string | null
  watermark_text: string | null
  feedback_bits: ColumnType<FeedbackBits, FeedbackBits | undefined, FeedbackBits>
  created_by: number | null
  created_at: ColumnType<string, string, never>
}
export type ShareLinkRow = Selectable<ShareLinkTable>

/** Photos that a link was made for. */
export interface SharePhotoTable {
  link_id: number
  photo_id: number
}

/** Somebody opened a link. */
export interface ShareVisitTable {
  id: Generated<number>
  link_id: number
  /**
   * SHA-256 of what the visitor's browser keeps, hex: links with a password or a number of visits open for nobody without it. `null`:
   * the password is another one since.
   */
  token_hash: string | null
  visited_at: ColumnType<string, string, never>
  /** The address without its last part, which names the person. */
  network: ColumnType<string | null, string | null, never>
  user_agent: ColumnType<string | null, string | null, never>
}
export type ShareVisitRow = Selectable<ShareVisitTable>
