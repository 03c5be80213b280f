import type { Selectable } from 'kysely'
import { type CapabilityBits, fromBits, type RoleKey, visibleCapabilities } from '../access/capabilities.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { RoleTable } from '../users/user.table.ts'
import type { Role } from './role.types.ts'

export type RoleRow = Selectable<RoleTable>

export const selectRole = (db: Reader, id: number): Promise<RoleRow | undefined> =>
  db.selectFrom('roles').selectAll().where('id', '=', id).executeTakeFirst()

export const selectRoleByKey = (db: Reader, key: RoleKey): Promise<RoleRow | undefined> =>
  db.selectFrom('roles').selectAll().where('role_key', '=', key).executeTakeFirst()

export const selectRoles = (db: Reader, limit: number): Promise<RoleRow[]> =>
  db.selectFrom('roles').selectAll().orderBy('id').limit(limit).execute()

/** How many users have each role. */
export const countUsersOf = async (db: Reader, roleId?: number): Promise<Map<number, number>> => {
  let query = db
    .selectFrom('users')
    .select((eb) => ['role_id', eb.fn.countAll<number>().as('users')])
    .groupBy('role_id')
  if (roleId !== undefined) query = query.where('role_id', '=', roleId)
  return new Map((await query.execute()).map((row) => [row.role_id, Number(row.users)]))
}

export const insertRole = async (
  db: Writer,
  row: { name: string; description: string | null; everywhere: CapabilityBits; visible: CapabilityBits },
): Promise<number> => {
  const { insertId } = await db
    .insertInto('roles')
    .values({ role_key: null, ...row })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

export const updateRole = async (
  db: Writer,
  id: number,
  columns: Partial<Pick<RoleRow, 'name' | 'description' | 'everywhere' | 'visible'>>,
): Promise<void> => {
  await db.updateTable('roles').set(columns).where('id', '=', id).execute()
}

export const toRole = (row: RoleRow, userCount: number): Role => ({
  id: row.id,
  key: row.role_key,
  name: row.name,
  description: row.description,
  everywhere: fromBits(row.everywhere),
  visible: fromBits(row.visible & visibleCapabilities),
  userCount,
})
