import * as v from 'valibot'
import { id, line, pageLimit, prose } from '../input/validate.ts'

const maxCharacters = 5_000

const readable = v.regex(/[^\s\p{Cf}]/u, 'Must not be empty.')

export const commentBody = v.pipe(
  // Forms send two characters for the end of a line.
  prose(2 * maxCharacters),
  v.transform((text) => text.replace(/\r\n?/g, '\n').trim()),
  readable,
  v.maxLength(maxCharacters, `Must have ${maxCharacters} characters at most.`),
)

export const authorName = v.pipe(line(60), readable)

export const commentDraft = v.strictObject({
  body: commentBody,
  parentId: v.optional(id),
  name: v.optional(authorName),
})

export const commentPatch = v.strictObject({ body: commentBody })

export const commentIds = v.pipe(
  v.array(id, 'Must be a list.'),
  v.minLength(1, 'Must name a comment.'),
  v.maxLength(1_000, 'Must have 1000 entries at most.'),
)

const page = { limit: pageLimit(200, 50), cursor: v.optional(v.string('Must be text.')) }

const instant = v.optional(
  v.pipe(
    v.string('Must be a date.'),
    v.check((value) => value.length <= 40 && !Number.isNaN(Date.parse(value)), 'Must be a date.'),
    v.transform((value) => new Date(value).toISOString()),
    v.maxLength(24, 'Is too far away.'),
  ),
)

export const commentPage = v.strictObject(page)

export const commentList = v.strictObject({
  ...page,
  state: v.optional(v.picklist(['shown', 'pending'], 'Must be shown or pending.'), 'shown'),
  query: v.optional(v.pipe(v.string('Must be text.'), v.maxLength(200, 'Must have 200 characters at most.'))),
  authorId: v.optional(id),
  albumId: v.optional(id),
  from: instant,
  to: instant,
  order: v.optional(v.picklist(['newest', 'oldest'], 'Must be newest or oldest.'), 'newest'),
})
