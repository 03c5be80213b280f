import type { Insertable, Selectable } from 'kysely'
import type { Reader, Writer } from '../db/database.ts'
import type { IdentityFlowTable, IdentityTable } from './identity.table.ts'

export type IdentityRow = Selectable<IdentityTable>
export type FlowRow = Selectable<IdentityFlowTable>

export const selectIdentity = (
  db: Reader,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<IdentityRow | undefined> =>
  db.selectFrom('identities').selectAll().where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst()

/** Those of a user, the oldest first. */
export const selectIdentities = (db: Reader, userId: number): Promise<IdentityRow[]> =>
  db.selectFrom('identities').selectAll().where('user_id', '=', userId).orderBy('id').limit(100).execute()

export const insertIdentity = async (db: Writer, row: Insertable<IdentityTable>): Promise<number> => {
  const { insertId } = await db.insertInto('identities').values(row).executeTakeFirstOrThrow()
  return Number(insertId)
}

export const updateIdentity = async (
  db: Writer,
  id: number,
  next: { name?: string; gives_admin?: 0 | 1; last_used_at?: string },
): Promise<void> => {
  await db.updateTable('identities').set(next).where('id', '=', id).execute()
}

export const deleteIdentity = async (db: Writer, userId: number, id: number): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('identities')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export const deleteIdentitiesOf = async (db: Writer, userId: number): Promise<void> => {
  await db.deleteFrom('identities').where('user_id', '=', userId).execute()
  await db.deleteFrom('identity_flows').where('user_id', '=', userId).execute()
}

/** Keeps a flow, and forgets those that are over. */
export const insertFlow = async (db: Writer, row: FlowRow): Promise<void> => {
  await db.deleteFrom('identity_flows').where('expires_at', '<', row.created_at).execute()
  await db.insertInto('identity_flows').values(row).execute()
}

/** Groups by their names, as keys, with whether a user is in each. */
export const selectNamedGroups = async (
  db: Reader,
  userId: number,
  nameKeys: readonly string[],
): Promise<{ id: number; nameKey: string; isMember: boolean }[]> => {
  const rows = await db
    .selectFrom('groups')
    .leftJoin('group_members', (join) =>
      join.onRef('group_members.group_id', '=', 'groups.id').on('group_members.user_id', '=', userId),
    )
    .select(['groups.id', 'groups.name_key', 'group_members.user_id'])
    .where('groups.name_key', 'in', nameKeys)
    .execute()
  return rows.map(({ id, name_key, user_id }) => ({ id, nameKey: name_key, isMember: user_id !== null }))
}

export const deleteMember = async (db: Writer, groupId: number, userId: number): Promise<void> => {
  await db.deleteFrom('group_members').where('group_id', '=', groupId).where('user_id', '=', userId).execute()
}

export const setRole = async (db: Writer, userId: number, roleId: number, at: string): Promise<void> => {
  await db.updateTable('users').set({ role_id: roleId, updated_at: at }).where('id', '=', userId).execute()
}

/** Which of these keys of names are in use. */
export const selectTakenNames = async (db: Reader, keys: readonly string[]): Promise<Set<string>> => {
  const rows = await db.selectFrom('users').select('username_key').where('username_key', 'in', keys).execute()
  return new Set(rows.map(({ username_key }) => username_key))
}
