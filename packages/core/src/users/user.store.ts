import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { capabilityBit, isLevel, type Level, type RoleKey } from '../access/capabilities.ts'
import type { Preferences } from '../accounts/account-parts.types.ts'
import type { Database, Reader, Writer } from '../db/database.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { secondFactorSetting } from '../second-factor/second-factor.policy.ts'
import type { SessionRow } from '../sessions/session.store.ts'
import { toEmailKey } from './email-key.ts'
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

export type UserWithRole = UserRow & {
  role_key: RoleKey | null
  role_name: string
  everywhere: number
  visible: number
}

const users = (db: Reader) =>
  db
    .selectFrom('users')
    .innerJoin('roles', 'roles.id', 'users.role_id')
    .selectAll('users')
    .select(['roles.role_key', 'roles.name as role_name', 'roles.everywhere', 'roles.visible'])

export const selectUser = (db: Reader, id: number): Promise<UserWithRole | undefined> =>
  users(db).where('users.id', '=', id).executeTakeFirst()

/** Whose session that is, how long it still holds, and by what it was opened. */
export const selectUserOfSession = (
  db: Reader,
  tokenHash: string,
): Promise<
  | (UserWithRole &
      Pick<SessionRow, 'last_used_at' | 'expires_at' | 'idle_seconds' | 'is_remembered' | 'second_factor'> & {
        /** JSON; `null`: never set. */
        second_factor_rule: string | null
      })
  | undefined
> =>
  users(db)
    .innerJoin('sessions', 'sessions.user_id', 'users.id')
    .select(['sessions.last_used_at', 'sessions.expires_at', 'sessions.idle_seconds', 'sessions.is_remembered'])
    .select((eb) => [
      'sessions.second_factor',
      eb
        .selectFrom('settings')
        .select('settings.value')
        .where('settings.key', '=', secondFactorSetting)
        .as('second_factor_rule'),
    ])
    .where('sessions.token_hash', '=', tokenHash)
    .executeTakeFirst()

/** Those who can be written to at an address; a few may share one. */
export const selectUsersByEmail = (db: Reader, email: string): Promise<UserWithRole[]> =>
  users(db).where('users.email_key', '=', toEmailKey(email)).orderBy('users.id').limit(5).execute()

export const selectUserByName = (db: Reader, username: string): Promise<UserWithRole | undefined> =>
  users(db).where('users.username_key', '=', toUsernameKey(username)).executeTakeFirst()

/** @throws {VitrineError} `INPUT_INVALID` for a name that no key can be made of */
export const toNameKey = (username: string): string => {
  const key = toUsernameKey(username)
  if (key === '') throw inputInvalid([{ path: 'username', message: 'Must hold a letter or digit.' }])
  if (key.length > maxKeyLength) throw inputInvalid([{ path: 'username', message: 'Is too long when written out.' }])
  return key
}

/** Which users a list holds. */
export interface UserFilter {
  /** Part of the name or of the address, as a key. */
  readonly q?: string | undefined
  readonly roleId?: number | undefined
  readonly groupId?: number | undefined
  readonly level?: Level | undefined
  readonly disabled?: boolean | undefined
}

type Users = ExpressionBuilder<Database, 'users'>

const fits =
  (filter: UserFilter) =>
  (eb: Users): Expression<SqlBool> => {
    const parts: Expression<SqlBool>[] = []
    if (filter.q !== undefined) {
      const within = (column: 'users.username_key' | 'users.email') =>
        eb(eb.fn<number>('instr', [eb.fn<string>('lower', [column]), eb.val(filter.q)]), '>', 0)
      parts.push(eb.or([within('users.username_key'), within('users.email')]))
    }
    if (filter.roleId !== undefined) parts.push(eb('users.role_id', '=', filter.roleId))
    if (filter.level !== undefined) parts.push(eb('users.level', '=', filter.level))
    if (filter.disabled !== undefined) parts.push(eb('users.is_disabled', '=', filter.disabled ? 1 : 0))
    if (filter.groupId !== undefined) {
      const members = eb.selectFrom('group_members').select('user_id').where('group_id', '=', filter.groupId)
      parts.push(eb('users.id', 'in', members))
    }
    return eb.and(parts)
  }

export const selectUsers = (
  db: Reader,
  range: { limit: number; afterKey?: string | undefined; filter: UserFilter },
): Promise<UserWithRole[]> => {
  let query = users(db).where(fits(range.filter)).orderBy('users.username_key').limit(range.limit)
  if (range.afterKey !== undefined) query = query.where('users.username_key', '>', range.afterKey)
  return query.execute()
}

export const countUsers = async (db: Reader, filter: UserFilter): Promise<number> => {
  const { count } = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(fits(filter))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Whether anybody can administer the gallery. */
export const hasAdministrator = async (db: Reader): Promise<boolean> => {
  const row = await db
    .selectFrom('users')
    .innerJoin('roles', 'roles.id', 'users.role_id')
    .select('users.id')
    .where(sql<SqlBool>`(roles.everywhere & ${sql.lit(capabilityBit.manage)}) <> 0`)
    .where('users.is_disabled', '=', 0)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The main user, whom nobody else can delete, disable or demote: the first webmaster there is. */
export const selectOwnerId = async (db: Reader): Promise<number | null> => {
  const row = await db
    .selectFrom('users')
    .innerJoin('roles', 'roles.id', 'users.role_id')
    .select('users.id')
    .where('roles.role_key', '=', 'webmaster')
    .orderBy('users.id')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Whether another webmaster can sign in. */
export const hasWebmasterBeside = async (db: Reader, id: number): Promise<boolean> => {
  const row = await db
    .selectFrom('users')
    .innerJoin('roles', 'roles.id', 'users.role_id')
    .select('users.id')
    .where('roles.role_key', '=', 'webmaster')
    .where('users.is_disabled', '=', 0)
    .where('users.id', '!=', id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Those who can manage everything, or are in the group, and can be written to. */
export const selectIdsToNotify = async (db: Reader, groupId: number | null): Promise<number[]> => {
  let query = db
    .selectFrom('users')
    .innerJoin('roles', 'roles.id', 'users.role_id')
    .select('users.id')
    .where('users.is_disabled', '=', 0)
    .where('users.email', 'is not', null)
    .limit(100)
  query =
    groupId === null
      ? query.where(sql<SqlBool>`(roles.everywhere & ${sql.lit(capabilityBit.manage)}) <> 0`)
      : query
          .innerJoin('group_members', 'group_members.user_id', 'users.id')
          .where('group_members.group_id', '=', groupId)
  return (await query.execute()).map(({ id }) => id)
}

/** The same password, hashed anew. */
export const renewPasswordHash = async (db: Writer, id: number, passwordHash: string): Promise<void> => {
  await db.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', id).execute()
}

export const updateEmail = async (db: Writer, id: number, email: string, at: string): Promise<void> => {
  await db
    .updateTable('users')
    .set({ email, email_key: toEmailKey(email), updated_at: at })
    .where('id', '=', id)
    .execute()
}

export const updatePreferences = async (
  db: Writer,
  id: number,
  { photosPerPage, recentDays, language, theme }: { [K in keyof Preferences]?: Preferences[K] | undefined },
  at: string,
): Promise<void> => {
  await db
    .updateTable('users')
    .set({
      updated_at: at,
      ...(photosPerPage === undefined ? {} : { photos_per_page: photosPerPage }),
      ...(recentDays === undefined ? {} : { recent_days: recentDays }),
      ...(language === undefined ? {} : { language }),
      ...(theme === undefined ? {} : { theme }),
    })
    .where('id', '=', id)
    .execute()
}

export const insertUser = async (
  db: Writer,
  user: {
    username: string
    email: string | null
    passwordHash: string | null
    roleId: number
    level: number
    at: string
  },
): Promise<number> => {
  const { insertId } = await db
    .insertInto('users')
    .values({
      username: user.username,
      username_key: toUsernameKey(user.username),
      email: user.email,
      email_key: toEmailKey(user.email),
      password_hash: user.passwordHash,
      role_id: user.roleId,
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
  roleId: row.role_id,
  roleName: row.role_name,
  level: isLevel(row.level) ? row.level : 0,
  disabled: row.is_disabled !== 0,
  createdAt: row.created_at,
})
