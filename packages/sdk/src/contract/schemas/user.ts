import * as v from 'valibot'
import { Capability, Count, Id, ids, Level, line, name, page, pageQuery, Timestamp, text } from './fields.ts'

/** The roles that come with the gallery. */
export const RoleKey = v.picklist(['webmaster', 'admin', 'user', 'generic', 'guest'])

export const User = v.strictObject({
  id: Id,
  username: v.string(),
  email: v.nullable(v.string()),
  /** The preset; `user` for a role of one's own making. */
  role: RoleKey,
  roleId: Id,
  roleName: v.string(),
  level: Level,
  disabled: v.boolean(),
  createdAt: Timestamp,
})
export type User = v.InferOutput<typeof User>

export const UserPage = page(User)
/** Part of a name. */
const SearchText = v.pipe(line(100), v.minLength(1))
const roleChoice = {
  role: v.optional(RoleKey),
  /** Any role, in place of `role`. */
  roleId: v.optional(Id),
}
export const UserListQuery = v.strictObject({
  q: v.optional(SearchText),
  ...roleChoice,
  /** Members of this group. */
  group: v.optional(Id),
  level: v.optional(Level),
  disabled: v.optional(v.boolean()),
  ...pageQuery,
})

export const Email = v.pipe(v.string(), v.maxLength(254), v.email('Expected an e-mail address'))
export const Password = v.pipe(
  v.string(),
  v.minBytes(8, 'Expected at least 8 bytes'),
  v.maxBytes(1024, 'Expected at most 1024 bytes'),
)

export const UserDraft = v.strictObject({
  username: name(64),
  password: Password,
  email: v.optional(v.nullable(Email)),
  level: v.optional(Level),
  ...roleChoice,
})

export const UserPatch = v.strictObject({
  username: v.optional(name(64)),
  email: v.optional(v.nullable(Email)),
  level: v.optional(Level),
  ...roleChoice,
  /** Signs the user out everywhere. */
  disabled: v.optional(v.boolean()),
})

export const NewPassword = v.strictObject({
  password: Password,
  /** Asked of those who change their own. */
  currentPassword: v.optional(v.pipe(v.string(), v.maxBytes(1024, 'Expected at most 1024 bytes'))),
})

export const Group = v.strictObject({
  id: Id,
  name: v.string(),
  memberCount: Count,
  /** New users become members. */
  isDefault: v.boolean(),
})
export type Group = v.InferOutput<typeof Group>

export const GroupPage = page(Group)
export const GroupListQuery = v.strictObject({ q: v.optional(SearchText), ...pageQuery })
export const GroupDraft = v.strictObject({ name: name(100), isDefault: v.optional(v.boolean()) })
export const GroupPatch = v.strictObject({ name: v.optional(name(100)), isDefault: v.optional(v.boolean()) })
export const GroupCopy = v.strictObject({ name: name(100) })
export const GroupMerge = v.strictObject({ from: v.pipe(ids(100), v.minLength(1)) })
export const GroupMembers = v.strictObject({ userIds: ids(10_000) })
export const SomeMembers = v.strictObject({ userIds: v.pipe(ids(1_000), v.minLength(1)) })
export const MemberListQuery = v.strictObject(pageQuery)
export const MemberParams = v.strictObject({ id: Id, userId: Id })

const capabilityList = v.pipe(v.array(Capability), v.maxLength(7))

/** A named set of capabilities. */
export const Role = v.strictObject({
  id: Id,
  /** Set for the roles that come with the gallery. */
  key: v.nullable(RoleKey),
  name: v.string(),
  description: v.nullable(v.string()),
  /** Held in every album. */
  everywhere: v.array(Capability),
  /** Held in albums because they are public. */
  visible: v.array(Capability),
  userCount: Count,
})
export type Role = v.InferOutput<typeof Role>
export const RoleList = v.strictObject({ items: v.array(Role) })

export const RoleDraft = v.strictObject({
  name: name(100),
  description: v.optional(v.nullable(text(500))),
  everywhere: v.optional(capabilityList),
  visible: v.optional(capabilityList),
})
export const RolePatch = v.partial(RoleDraft)
/** The role of those who had the one that goes. */
export const RoleDeleteQuery = v.strictObject({ replacement: v.optional(Id) })
