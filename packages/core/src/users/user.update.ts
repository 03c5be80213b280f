import type { RoleKey } from '../access/capabilities.ts'
import { managesEverything } from '../access/rights.ts'
import { endUser } from '../accounts/account-deletion.ts'
import { deleteAccountTokens } from '../accounts/account-token.store.ts'
import { refusal } from '../call.ts'
import type { CallContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import type { validate } from '../input/validate.ts'
import { keepAdministrator, requireReach } from '../roles/role.rules.ts'
import { type RoleRow, selectRole, selectRoleByKey } from '../roles/role.store.ts'
import { deleteSessionsOf } from '../sessions/session.store.ts'
import { transact, type Unit } from '../transaction.ts'
import { toEmailKey } from './email-key.ts'
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
        const { row, isSelf, isAdmin } = await requireChangeable(context, unit.db, id)
        if (!isAdmin) throw new VitrineError('FORBIDDEN')
        const role = await findRole(unit.db, input)
        if (role && role.id !== row.role_id) requireReach(rights, role)
        const next: Partial<UserWithRole> = {
          ...(input.username === undefined || key === undefined ? {} : { username: input.username, username_key: key }),
          ...(input.email === undefined ? {} : { email: input.email, email_key: toEmailKey(input.email) }),
          ...(input.level === undefined ? {} : { level: input.level }),
          ...(role === null ? {} : { role_id: role.id }),
          ...(input.disabled === undefined ? {} : { is_disabled: input.disabled ? (1 as const) : (0 as const) }),
        }
        await write(unit, row, next, { isSelf })
      }),
    )
  } catch (error) {
    if (gallery.dialect.isDuplicate(error)) throw usernameTaken(error)
    throw error
  }
}

const write = async (
  unit: Unit,
  row: UserWithRole,
  next: Partial<UserWithRole>,
  { isSelf }: { isSelf: boolean },
): Promise<void> => {
  const changed = (Object.keys(next) as (keyof UserWithRole)[]).filter((field) => next[field] !== row[field])
  if (changed.length === 0) return
  const columns = Object.fromEntries(changed.map((field) => [field, next[field]]))
  await unit.db
    .updateTable('users')
    .set({ ...columns, updated_at: unit.at })
    .where('id', '=', row.id)
    .execute()
  const isMoved = changed.includes('email_key')
  // Nobody holds on to a session that was opened with other rights, or by whoever had the old address.
  if (changed.includes('role_id') || next.is_disabled === 1 || (isMoved && !isSelf))
    await deleteSessionsOf(unit.db, row.id)
  // A link that was sent to the old address, or before it was decided that nobody comes in.
  if (isMoved || next.is_disabled === 1) await deleteAccountTokens(unit.db, row.id)
  const pick = (from: Partial<UserWithRole>) =>
    Object.fromEntries(
      changed.filter((field) => field !== 'username_key' && field !== 'email_key').map((field) => [field, from[field]]),
    )
  unit.record({ subject: 'user', id: row.id, action: 'updated', before: pick(row), after: pick(next) })
  unit.rightsChanged('people')
  unit.after.defer('user.updated', { userId: row.id }, { actor: unit.actor })
}

/** Deletes somebody else, with grants and links. What was added stays, or becomes somebody else's, as the settings say. */
export const deleteUser = async (context: CallContext, id: number): Promise<void> => {
  const { gallery, actor } = context
  await transact(gallery, actor, (unit) =>
    keepAdministrator(unit, async () => {
      const { row, isSelf } = await requireChangeable(context, unit.db, id)
      // One's own goes by `account`, which asks for the password, and whether users may leave by themselves.
      if (isSelf) throw new VitrineError('FORBIDDEN')
      await endUser(gallery, unit, row)
    }),
  )
}

export const usernameTaken = (cause: unknown): VitrineError =>
  new VitrineError('USERNAME_TAKEN', { issues: [{ path: 'username', message: 'Is already in use.' }], cause })
