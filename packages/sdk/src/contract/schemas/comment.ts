import * as v from 'valibot'
import { Count, Id, ids, line, name, page, pageQuery, Timestamp, text } from './fields.ts'

const body = v.pipe(text(5_000), v.regex(/\S/, 'Expected a text that is not blank'))

export const Comment = v.strictObject({
  id: Id,
  /** What it is about: a photo or an album, one of the two. */
  photoId: v.nullable(Id),
  albumId: v.nullable(Id),
  /** The comment that began the thread; its own id there. */
  threadId: Id,
  /** The comment that it answers. */
  parentId: v.nullable(Id),
  /** Names of users are told to those who have an account themselves. */
  author: v.strictObject({ userId: v.nullable(Id), name: v.nullable(v.string()) }),
  /** The share link in whose conversation it was written. */
  linkId: v.nullable(Id),
  /** Plain text; `null` where it was removed. */
  body: v.nullable(v.string()),
  /** `pending`: waits for somebody to look at it. `removed`: empty, and there because others answered it. */
  state: v.picklist(['shown', 'pending', 'removed']),
  createdAt: Timestamp,
  editedAt: v.nullable(Timestamp),
  mayEdit: v.boolean(),
  mayRemove: v.boolean(),
  mayApprove: v.boolean(),
  mayReply: v.boolean(),
})
export type Comment = v.InferOutput<typeof Comment>

/** Comments on a photo or an album, thread by thread. */
export const CommentPage = v.strictObject({
  ...page(Comment).entries,
  mayComment: v.boolean(),
  /** Those without an account say who they are. */
  needsName: v.boolean(),
})
export const CommentList = page(Comment)
export const CommentPageQuery = v.strictObject(pageQuery)
export const CommentListQuery = v.strictObject({
  ...pageQuery,
  /** Default `shown`; what waits is for administrators. */
  state: v.optional(v.picklist(['shown', 'pending'])),
  /** Words, each at least as the beginning of one. */
  query: v.optional(line(200)),
  authorId: v.optional(Id),
  /** On this album, and on photos in it. */
  albumId: v.optional(Id),
  from: v.optional(Timestamp),
  to: v.optional(Timestamp),
  /** Default `newest`. */
  order: v.optional(v.picklist(['newest', 'oldest'])),
})

export const CommentDraft = v.strictObject({
  body,
  parentId: v.optional(Id),
  /** For those without an account. */
  name: v.optional(name(60)),
})
export const CommentPatch = v.strictObject({ body })
export const CommentIds = v.strictObject({ ids: v.pipe(ids(1_000), v.minLength(1)) })

export const CommentSettings = v.strictObject({
  /** Whether users may comment, and see what is written; links say so for themselves. */
  enabled: v.boolean(),
  /** Whether those without an account may, too. */
  guests: v.boolean(),
  /** Whose comments wait for somebody to look at them; never those of a link. */
  moderation: v.picklist(['none', 'guests', 'all']),
  mayEditOwn: v.boolean(),
  mayRemoveOwn: v.boolean(),
  /** From one comment to the next of the same person; 0: none. */
  floodSeconds: v.pipe(Count, v.maxValue(86_400)),
  /** With more addresses of the web in it, a comment waits. */
  maxLinks: v.pipe(Count, v.maxValue(100)),
  /** Which thread comes first. */
  order: v.picklist(['oldest', 'newest']),
  /** What administrators are written to about. */
  mailOn: v.pipe(v.array(v.picklist(['added', 'pending', 'edited', 'removed'])), v.maxLength(4)),
  /** All that comes within so many minutes is in one letter; 0: each has its own. Left out, it stays as it is. */
  mailMinutes: v.optional(v.pipe(Count, v.maxValue(1_440))),
})
export type CommentSettings = v.InferOutput<typeof CommentSettings>
