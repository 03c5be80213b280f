import * as v from 'valibot'
import { Capability, Id, ids, Level, name, page, pageQuery, Timestamp } from './fields.ts'

const ShareGrant = v.strictObject({ albumId: Id, capabilities: v.array(Capability) })

/** A link that opens albums without an account. */
export const ShareLink = v.strictObject({
  id: Id,
  name: v.string(),
  level: Level,
  grants: v.array(ShareGrant),
  expiresAt: v.nullable(Timestamp),
  revokedAt: v.nullable(Timestamp),
  createdBy: v.nullable(Id),
  createdAt: Timestamp,
})
export type ShareLink = v.InferOutput<typeof ShareLink>

/** The key and the address with it are sent this once. */
export const NewShareLink = v.strictObject({ link: ShareLink, key: v.string(), url: v.string() })
export type NewShareLink = v.InferOutput<typeof NewShareLink>

export const ShareLinkPage = page(ShareLink)
export const ShareListQuery = v.strictObject(pageQuery)

export const ShareDraft = v.strictObject({
  name: name(255),
  /** With `view` alone. */
  albumIds: v.optional(ids(200)),
  grants: v.optional(
    v.pipe(
      v.array(v.strictObject({ albumId: Id, capabilities: v.pipe(v.array(Capability), v.maxLength(7)) })),
      v.maxLength(200),
    ),
  ),
  level: v.optional(Level),
  expiresAt: v.optional(v.nullable(Timestamp)),
})
