import { capabilityBit } from '../access/capabilities.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { keepAdministrator } from '../roles/role.rules.ts'
import { selectRoleByKey } from '../roles/role.store.ts'
import { deleteSessionsOf } from '../sessions/session.store.ts'
import type { Unit } from '../transaction.ts'
import { insertMembers } from '../users/group.store.ts'
import { selectOwnerId, toUsernameKey, type UserWithRole } from '../users/user.store.ts'
import type { Claims } from './identity.schema.ts'
import { deleteMember, type IdentityRow, selectNamedGroups, setRole, updateIdentity } from './identity.store.ts'
import type { IdentityRules } from './identity.types.ts'

/** Names of groups are told apart as those of users are. */
const toKey = toUsernameKey

/** Makes the user a member of the mapped groups that the provider names, and of no other mapped one. Groups that are not mapped stay. */
export const mapGroups = async (
  { log }: Pick<GalleryContext, 'log'>,
  unit: Unit,
  userId: number,
  { groups: said }: Claims,
  { groups: mapping = {} }: IdentityRules,
): Promise<void> => {
  const mapped = new Set(Object.values(mapping).map(toKey))
  if (mapped.size === 0) return
  const wanted = new Set(said.flatMap((name) => (Object.hasOwn(mapping, name) ? [toKey(mapping[name] as string)] : [])))
  const found = await selectNamedGroups(unit.db, userId, [...mapped])
  const missing = [...mapped].filter((key) => !found.some(({ nameKey }) => nameKey === key))
  if (missing.length > 0) log.warn('A group that a provider is mapped to does not exist', { groups: missing })
  for (const { id, nameKey, isMember } of found) {
    if (isMember === wanted.has(nameKey)) continue
    if (isMember) await deleteMember(unit.db, id, userId)
    else await insertMembers(unit.db, id, [userId])
    const change = { userIds: [userId] }
    if (isMember) unit.record({ subject: 'group', id, action: 'members-removed', before: change })
    else unit.record({ subject: 'group', id, action: 'members-added', after: change })
    unit.rightsChanged('people')
  }
}

/**
 * Makes an administrator of whom the provider says so, and takes back what it gave before. Whoever is one by the gallery's own doing
 * stays one.
 */
export const mapRole = async (
  unit: Unit,
  user: UserWithRole,
  identity: Pick<IdentityRow, 'id' | 'gives_admin'>,
  { groups: said }: Claims,
  { administrators = [] }: IdentityRules,
): Promise<void> => {
  const isSaid = said.some((name) => administrators.includes(name))
  const isAdmin = (user.everywhere & capabilityBit.manage) !== 0
  if (isSaid && !isAdmin && user.role_key !== 'generic') {
    await changeRole(unit, user, 'admin')
    await updateIdentity(unit.db, identity.id, { gives_admin: 1 })
  }
  if (!isSaid && identity.gives_admin === 1) {
    await updateIdentity(unit.db, identity.id, { gives_admin: 0 })
    const isOwner = (await selectOwnerId(unit.db)) === user.id
    if (user.role_key === 'admin' && !isOwner) await keepAdministrator(unit, () => changeRole(unit, user, 'user'))
  }
}

const changeRole = async (unit: Unit, user: UserWithRole, key: 'admin' | 'user'): Promise<void> => {
  const role = await selectRoleByKey(unit.db, key)
  if (!role) throw new VitrineError('ROLE_NOT_FOUND')
  await setRole(unit.db, user.id, role.id, unit.at)
  // Nobody holds on to a session that was opened with other rights.
  await deleteSessionsOf(unit.db, user.id)
  unit.record({
    subject: 'user',
    id: user.id,
    action: 'updated',
    before: { role_id: user.role_id },
    after: { role_id: role.id },
  })
  unit.rightsChanged('people')
  unit.after.defer('user.updated', { userId: user.id }, { actor: unit.actor })
}
