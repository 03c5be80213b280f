import * as v from 'valibot'
import { Count, Id, ids, Level, name, page, pageQuery, Timestamp } from './fields.ts'

export const Role = v.picklist(['webmaster', 'admin', 'user', 'generic', 'guest'])

export const User = v.strictObject({
  id: Id,
  username: v.string(),
  email: v.nullable(v.string()),
  role: Role,
  level: Level,
  disabled: v.boolean(),
  createdAt: Timestamp,
})
export type User = v.InferOutput<typeof User>

export const UserPage = page(User)
export const UserListQuery = v.strictObject(pageQuery)

export const UserDraft = v.strictObject({
  username: name(64),
  password: v.pipe(
    v.string(),
    v.minBytes(8, 'Expected at least 8 bytes'),
    v.maxBytes(1024, 'Expected at most 1024 bytes'),
  ),
  email: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(254), v.email('Expected an e-mail address')))),
  level: v.optional(Level),
  role: v.optional(Role),
})

export const Group = v.strictObject({ id: Id, name: v.string(), memberCount: Count })
export type Group = v.InferOutput<typeof Group>

export const GroupPage = page(Group)
export const GroupDraft = v.strictObject({ name: name(255) })
export const GroupMembers = v.strictObject({ userIds: ids(10_000) })
