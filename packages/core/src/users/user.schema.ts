import * as v from 'valibot'
import { roleKeys } from '../access/capabilities.ts'
import { id, line } from '../input/validate.ts'
import { level } from '../photos/photo.schema.ts'

export const username = line(64)
export const password = v.pipe(
  v.string('Must be text.'),
  v.check((value) => Buffer.byteLength(value) >= 8, 'Must have 8 characters or more.'),
  v.check((value) => Buffer.byteLength(value) <= 1_024, 'Must have 1024 bytes at most.'),
)
export const email = v.pipe(
  v.string('Must be text.'),
  v.trim(),
  v.maxLength(254, 'Must have 254 characters at most.'),
  v.email('Must be an e-mail address.'),
)

export const userDraft = v.strictObject({
  username,
  password,
  email: v.optional(v.nullable(email), null),
  level: v.optional(level, 0),
  role: v.optional(v.picklist(roleKeys, `Must be one of ${roleKeys.join(', ')}.`), 'user'),
})

export const groupDraft = v.strictObject({ name: line(100) })
export const memberIds = v.pipe(v.array(id, 'Must be a list.'), v.maxLength(10_000, 'Must have 10000 entries at most.'))
