import type { RoleKey } from '../access/capabilities.ts'
import { isLevel } from '../access/capabilities.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { UserRow } from './user.table.ts'
import type { User } from './user.types.ts'

/** Characters of a key column. */
export const maxKeyLength = 191

/**
 * What makes two user names the same: look-alikes by case, width and characters that cannot be seen. By way of upper case, so that
 * letters with two small forms meet (`ς` and `σ`, `ß` and `ss`), as Unicode's case folding has it.
 */
export const toUsernameKey = (username: string): string =>
  username
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()

export type UserWithRole = UserRow & { role_key: RoleKey | null }

const users = (db: Reader) =>
  db.selectFrom('users').innerJoin('roles', 'roles.id', 'users.role_id').selectAll('users').select('roles.role_key')

export const selectUser = (db: Reader, id: number): Promise<UserWithRole | undefined> =>
  users(db).where('users.id', '=', id).executeTakeFirst()

export const selectUserByName = (db: Reader, username: string): Promise<UserWithRole | undefined> =>
  users(db).where('users.username_key', '=', toUsernameKey(username)).executeTakeFirst()

export const selectUsers = (
  db: Reader,
  range: { limit: number; afterKey?: string | undefined },
): Promise<UserWithRole[]> => {
  let query = users(db).orderBy('users.username_key').limit(range.limit)
  if (range.afterKey !== undefined) query = query.where('users.username_key', '>', range.afterKey)
  return query.execute()
}

export const countUsers = async (db: Reader): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('users')
        .select((eb) => eb.fn.countAll<number>().as('users'))
        .executeTakeFirstOrThrow()
    ).users,
  )

/** Whether anybody can administer the gallery. */
export const hasAdministrator = async (db: Reader): Promise<boolean> => {
  const row = await db
    .selectFrom('users')
    .innerJoin('roles', 'roles.id', 'users.role_id')
    .select('users.id')
    .where('roles.role_key', 'in', ['webmaster', 'admin'])
    .where('users.is_disabled', '=', 0)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export const insertUser = async (
  db: Writer,
  user: { username: string; email: string | null; passwordHash: string; role: RoleKey; level: number; at: string },
): Promise<number> => {
  const role = await db.selectFrom('roles').select('id').where('role_key', '=', user.role).executeTakeFirstOrThrow()
  const { insertId } = await db
    .insertInto('users')
    .values({
      username: user.username,
      username_key: toUsernameKey(user.username),
      email: user.email,
      password_hash: user.passwordHash,
      role_id: role.id,
      level: user.level,
      is_disabled: 0,
      created_at: user.at,
      updated_at: user.at,
    })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

export const toUser = (row: UserWithRole): User => ({
  id: row.id,
  username: row.username,
  email: row.email,
  // A role of one's own making is shown as what it is closest to: it holds nothing more than its capabilities.
  role: row.role_key ?? 'user',
  level: isLevel(row.level) ? row.level : 0,
  disabled: row.is_disabled !== 0,
  createdAt: row.created_at,
})
