import type { RoleKey } from '../access/capabilities.ts'
import { managesEverything } from '../access/rights.ts'
import { refusal } from '../call.ts'
import type { CallContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import type { validate } from '../input/validate.ts'
import { keepAdministrator, requireReach } from '../roles/role.rules.ts'
import { type RoleRow, selectRole, selectRoleByKey } from '../roles/role.store.ts'
import { transact, type Unit } from '../transaction.ts'
import type { userPatch } from './user.schema.ts'
import { selectOwnerId, selectUser, toNameKey, type UserWithRole } from './user.store.ts'

type Patch = ReturnType<typeof validate<typeof userPatch>>

/**
 * The role that was named, by key or by id.
 *
 * @throws {VitrineError} `INPUT_INVALID` where both are named; `ROLE_NOT_FOUND`
 */
export const findRole = async (
  db: Reader,
  choice: { role?: RoleKey | undefined; roleId?: number | undefined },
): Promise<RoleRow | null> => {
  if (choice.role !== undefined && choice.roleId !== undefined)
    throw inputInvalid([{ path: 'roleId', message: 'Name the role by its key or by its id.' }])
  if (choice.role === undefined && choice.roleId === undefined) return null
  const row =
    choice.roleId === undefined
      ? await selectRoleByKey(db, choice.role as RoleKey)
      : await selectRole(db, choice.roleId)
  if (!row) throw new VitrineError('ROLE_NOT_FOUND')
  return row
}

/**
 * The user, where the one who asks may change it: administrators those who hold no more than they do, others themselves. The main
 * user is changed by itself and the system only.
 *
 * @throws {VitrineError} `USER_NOT_FOUND`, `UNAUTHENTICATED`, `FORBIDDEN`
 */
export const requireChangeable = async (
  { rights, actor }: CallContext,
  db: Reader,
  id: number,
): Promise<{ row: UserWithRole; isSelf: boolean; isAdmin: boolean }> => {
  const isSelf = rights.userId === id
  const isAdmin = managesEverything(rights)
  if (!isSelf && !isAdmin) throw actor.kind === 'guest' ? refusal(actor) : new VitrineError('USER_NOT_FOUND')
  const row = isId(id) ? await selectUser(db, id) : undefined
  if (!row) throw new VitrineError('USER_NOT_FOUND')
  if (isSelf) {
    // Whoever finds a key must not come to own the account by it.
    if (actor.kind === 'apiKey') throw new VitrineError('FORBIDDEN')
    // Several people share such an account: none of them may take it from the others.
    if (row.role_key === 'generic' && !isAdmin) throw new VitrineError('FORBIDDEN')
    return { row, isSelf, isAdmin }
  }
  requireReach(rights, row)
  if (actor.kind !== 'system' && (await selectOwnerId(db)) === id) throw new VitrineError('FORBIDDEN')
  return { row, isSelf, isAdmin }
}

/** Changes a user. @throws {VitrineError} see UsersService.update */
export const patchUser = async (context: CallContext, id: number, input: Patch): Promise<void> => {
  const { gallery, actor, rights } = context
  const key = input.username === undefined ? undefined : toNameKey(input.username)
  try {
    await transact(gallery, actor, (unit) =>
      keepAdministrator(unit, async () => {
        const { row, isAdmin } = await requireChangeable(context, unit.db, id)
        const ownOnly = Object.entries(input).every(([field, value]) => field === 'email' || value === undefined)
        if (!isAdmin && !ownOnly) throw new VitrineError('FORBIDDEN')
        const role = await findRole(unit.db, input)
        if (role && role.id !== row.role_id) requireReach(rights, role)
        const next: Partial<UserWithRole> = {
          ...(input.username === undefined || key === undefined ? {} : { username: input.username, username_key: key }),
          ...(input.email === undefined ? {} : { email: input.email }),
          ...(input.level === undefined ? {} : { level: input.level }),
          ...(role === null ? {} : { role_id: role.id }),
          ...(input.disabled === undefined ? {} : { is_disabled: input.disabled ? (1 as const) : (0 as const) }),
        }
        await write(unit, row, next)
      }),
    )
  } catch (error) {
    if (gallery.dialect.isDuplicate(error)) throw usernameTaken(error)
    throw error
  }
}

const write = async (unit: Unit, row: UserWithRole, next: Partial<UserWithRole>): Promise<void> => {
  const changed = (Object.keys(next) as (keyof UserWithRole)[]).filter((field) => next[field] !== row[field])
  if (changed.length === 0) return
  const columns = Object.fromEntries(changed.map((field) => [field, next[field]]))
  await unit.db
    .updateTable('users')
    .set({ ...columns, updated_at: unit.at })
    .where('id', '=', row.id)
    .execute()
  if (next.is_disabled === 1) await unit.db.deleteFrom('sessions').where('user_id', '=', row.id).execute()
  const pick = (from: Partial<UserWithRole>) =>
    Object.fromEntries(changed.filter((field) => field !== 'username_key').map((field) => [field, from[field]]))
  unit.record({ subject: 'user', id: row.id, action: 'updated', before: pick(row), after: pick(next) })
  unit.rightsChanged('people')
  unit.after.defer('user.updated', { userId: row.id }, { actor: unit.actor })
}

/** Deletes a user, its grants and its links; what it added stays, as added by nobody. */
export const deleteUser = async (context: CallContext, id: number): Promise<void> => {
  const { gallery, actor } = context
  await transact(gallery, actor, (unit) =>
    keepAdministrator(unit, async () => {
      const { row } = await requireChangeable(context, unit.db, id)
      const { db } = unit
      const links = await db
        .selectFrom('share_links')
        .select('id')
        .where('created_by', '=', id)
        .where('revoked_at', 'is', null)
        .execute()
      const grants = await db
        .selectFrom('album_grants')
        .select(['album_id', 'capabilities'])
        .where('principal_type', '=', 'user')
        .where('principal_id', '=', id)
        .execute()
      await db.deleteFrom('album_grants').where('principal_type', '=', 'user').where('principal_id', '=', id).execute()
      // A link of their own would let them in again.
      await db
        .updateTable('share_links')
        .set({ revoked_at: unit.at })
        .where('created_by', '=', id)
        .where('revoked_at', 'is', null)
        .execute()
      await db.deleteFrom('users').where('id', '=', id).execute()
      const { username, email, level, role_id } = row
      unit.record({
        subject: 'user',
        id,
        action: 'deleted',
        before: { username, email, level, role_id, grants, links: links.map((link) => link.id) },
      })
      unit.rightsChanged('grants')
      unit.after.defer('user.deleted', { userId: id }, { actor })
    }),
  )
}

export const usernameTaken = (cause: unknown): VitrineError =>
  new VitrineError('USERNAME_TAKEN', { issues: [{ path: 'username', message: 'Is already in use.' }], cause })
