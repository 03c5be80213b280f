import * as v from 'valibot'
import { Capability, Count, Id, ids, Level, name, page, pageQuery, Timestamp } from './fields.ts'

/** What visitors of a link may do beside looking: choose photos, rate them, write to whoever made it. */
export const LinkFeedback = v.picklist(['favourite', 'rate', 'comment'])

const ShareGrant = v.strictObject({ albumId: Id, capabilities: v.array(Capability) })

/** A link that opens albums or photos without an account. */
export const ShareLink = v.strictObject({
  id: Id,
  name: v.string(),
  /** Who it was made for. */
  recipient: v.nullable(v.string()),
  level: Level,
  grants: v.array(ShareGrant),
  /** Whether it shows what lies below its albums too. */
  withBelow: v.boolean(),
  /** What a link to photos opens: how many were chosen, or what they have to fit. `null`: a link to albums. */
  photos: v.nullable(
    v.strictObject({
      count: v.nullable(Count),
      query: v.nullable(v.string()),
      capabilities: v.array(Capability),
    }),
  ),
  /** The largest size that it gives; `null`: all of them, and originals where they may be downloaded. */
  maxSize: v.nullable(v.string()),
  /** Lies all over what it shows. */
  watermarkText: v.nullable(v.string()),
  /** What its visitors may say of what it shows. */
  feedback: v.array(LinkFeedback),
  hasPassword: v.boolean(),
  /** As many visits as it opens for; `null`: any number. */
  maxUses: v.nullable(Count),
  /** How often it was opened: once for each browser. */
  uses: Count,
  lastUsedAt: v.nullable(Timestamp),
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
export const ShareListQuery = v.strictObject({
  ...pageQuery,
  /** Those that open this album itself. */
  album: v.optional(Id),
})

const capabilities = v.pipe(v.array(Capability), v.maxLength(7))

const terms = {
  recipient: v.optional(v.nullable(name(255))),
  /** 4 characters or more; `null`: none. */
  password: v.optional(v.nullable(v.pipe(v.string(), v.minLength(4), v.maxLength(200)))),
  maxUses: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000)))),
  expiresAt: v.optional(v.nullable(Timestamp)),
  /** Beside `view`. */
  capabilities: v.optional(capabilities),
  /** The name of a size: it gives that and smaller ones, and no original. With `download`, that is what is downloaded. */
  maxSize: v.optional(v.nullable(name(32))),
  /** One line that lies all over its pictures; with it there are no originals. */
  watermarkText: v.optional(v.nullable(name(200))),
  feedback: v.optional(v.pipe(v.array(LinkFeedback), v.maxLength(2))),
}

export const ShareDraft = v.strictObject({
  ...terms,
  name: name(255),
  /** With `capabilities`. */
  albumIds: v.optional(ids(200)),
  grants: v.optional(v.pipe(v.array(v.strictObject({ albumId: Id, capabilities })), v.maxLength(200))),
  withBelow: v.optional(v.boolean()),
  /** Photos and no album. */
  photoIds: v.optional(ids(1_000)),
  /** Photos that fit this, at every moment, and no album: the newest 1,000. */
  query: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(4_000))),
  level: v.optional(Level),
})

export const SharePatch = v.strictObject({ ...terms, name: v.optional(name(255)) })

export const ShareVisit = v.strictObject({
  id: Id,
  visitedAt: Timestamp,
  /** The visitor's address without its last part. */
  network: v.nullable(v.string()),
  userAgent: v.nullable(v.string()),
})
export const ShareVisitPage = page(ShareVisit)
export const ShareVisitQuery = v.strictObject(pageQuery)

/** A key, as it stands in the address of a link, and the password where there is one. */
export const ShareEntry = v.strictObject({
  key: v.pipe(v.string(), v.maxLength(200)),
  password: v.optional(v.pipe(v.string(), v.maxLength(200))),
})
/** The key to come with from now on. */
export const OpenedShare = v.strictObject({ key: v.string() })
/** With `everybody`, for administrators alone, those of others too. */
export const RevokeAllQuery = v.strictObject({ everybody: v.optional(v.boolean()) })
export const RevokedShares = v.strictObject({ count: Count })
