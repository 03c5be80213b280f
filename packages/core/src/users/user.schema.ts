import * as v from 'valibot'
import { roleKeys } from '../access/capabilities.ts'
import { id, line, pageLimit } from '../input/validate.ts'
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

const roleChoice = {
  role: v.optional(v.picklist(roleKeys, `Must be one of ${roleKeys.join(', ')}.`)),
  roleId: v.optional(id),
}

export const userDraft = v.strictObject({
  username,
  password,
  email: v.optional(v.nullable(email), null),
  level: v.optional(level, 0),
  ...roleChoice,
})

export const userPatch = v.strictObject({
  username: v.optional(username),
  email: v.optional(v.nullable(email)),
  level: v.optional(level),
  disabled: v.optional(v.boolean('Must be true or false.')),
  ...roleChoice,
})

const cursor = v.optional(v.string('Must be text.'))

export const userList = v.strictObject({
  q: v.optional(line(100)),
  group: v.optional(id),
  level: v.optional(level),
  disabled: v.optional(v.boolean('Must be true or false.')),
  ...roleChoice,
  limit: pageLimit(500, 50),
  cursor,
})

const groupName = line(100)
const isDefault = v.boolean('Must be true or false.')
export const groupDraft = v.strictObject({ name: groupName, isDefault: v.optional(isDefault, false) })
export const groupPatch = v.strictObject({ name: v.optional(groupName), isDefault: v.optional(isDefault) })
export const groupCopy = v.strictObject({ name: groupName })
export const groupList = v.strictObject({ q: v.optional(line(100)), limit: pageLimit(500, 100), cursor })
export const memberList = v.strictObject({ limit: pageLimit(500, 100), cursor })

/** Ids, each once. */
const someIds = (maxLength: number) =>
  v.pipe(
    v.array(id, 'Must be a list.'),
    v.minLength(1, 'Must name one.'),
    v.maxLength(maxLength, `Must have ${maxLength} entries at most.`),
    v.transform((list) => [...new Set(list)]),
  )
export const groupsToMerge = v.strictObject({ from: someIds(100) })
export const someMembers = v.strictObject({ userIds: someIds(1_000) })
export const memberIds = v.pipe(v.array(id, 'Must be a list.'), v.maxLength(10_000, 'Must have 10000 entries at most.'))
