import type { Actor } from '../access/actor.ts'
import { managesEverything, type Rights } from '../access/rights.ts'
import { endSessions, toSession } from '../accounts/account-sessions.ts'
import { reauthenticate } from '../accounts/reauthenticate.ts'
import { createResetLink } from '../accounts/reset-link.ts'
import { call, refusal, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { requireReach } from '../roles/role.rules.ts'
import { selectRoleByKey } from '../roles/role.store.ts'
import { selectSessionsOf } from '../sessions/session.store.ts'
import { transact, type Unit } from '../transaction.ts'
import { addUser, askRegistering } from './add-user.ts'
import { hashNewPassword, requireNewPassword, writePassword } from './set-password.ts'
import { userDraft, userList, userPatch } from './user.schema.ts'
import {
  countUsers,
  selectUser,
  selectUsers,
  toNameKey,
  toUser,
  toUsernameKey,
  type UserWithRole,
} from './user.store.ts'
import type { UserDraft, UsersService } from './user.types.ts'
import { deleteUser, findRole, patchUser, requireChangeable, usernameTaken } from './user.update.ts'

export const createUsersService = (gallery: GalleryContext, actor: Actor): UsersService => {
  const db = gallery.connections.read
  const requireUser = async (id: number): Promise<void> => {
    if (!isId(id) || !(await selectUser(db, id))) throw new VitrineError('USER_NOT_FOUND')
  }
  return {
    list: (options = {}) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const { limit, cursor, q, role, roleId, group: groupId, level, disabled } = validate(userList, options)
        const found = await findRole(db, { role, roleId })
        const filter = { q: q && toUsernameKey(q), roleId: found?.id, groupId, level, disabled }
        const list = ['users', filter]
        const [afterKey] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['string']) as [string])
        const [rows, total] = await Promise.all([
          selectUsers(db, { limit: limit + 1, afterKey, filter }),
          countUsers(db, filter),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: rows.slice(0, limit).map(toUser),
          nextCursor: last ? encodeCursor(list, [last.username_key]) : null,
          total,
        }
      }),

    get: (id) =>
      call(gallery, actor, async (context) => {
        requireSelfOrAdmin(context, id)
        const row = isId(id) ? await selectUser(db, id) : undefined
        if (!row) throw new VitrineError('USER_NOT_FOUND')
        return toUser(row)
      }),

    create: (draft) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const id = await createUser(gallery, actor, draft, { rights: context.rights })
        return toUser((await selectUser(db, id)) as UserWithRole)
      }),

    update: async (id, patch) => {
      await call(gallery, actor, (context) => patchUser(context, id, validate(userPatch, patch)))
      // Whoever took a right from itself still reads what it did.
      const row = await selectUser(db, id)
      if (!row) throw new VitrineError('USER_NOT_FOUND')
      return toUser(row)
    },

    delete: (id) => call(gallery, actor, (context) => deleteUser(context, id)),

    setPassword: (id, password, { currentPassword } = {}) =>
      call(gallery, actor, async (context) => {
        if (actor.kind === 'apiKey') throw new VitrineError('FORBIDDEN')
        if (actor.kind === 'preview') throw new VitrineError('PREVIEW_READ_ONLY')
        const { row, isSelf } = await requireChangeable(context, db, id)
        requireNewPassword(password)
        if (isSelf) await reauthenticate(gallery, row, { proof: currentPassword, purpose: 'password' })
        const passwordHash = await hashNewPassword(gallery, password)
        await transact(gallery, actor, async (unit) => {
          // Again: it takes a while to hash, and rights may have gone meanwhile.
          const { row } = await requireChangeable(context, unit.db, id)
          await writePassword(gallery, unit, row, passwordHash)
        })
      }),

    createResetLink: (id) => call(gallery, actor, (context) => createResetLink(context, id)),

    sessions: (id) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        requireNotByOwnKey(context, id)
        await requireUser(id)
        return (await selectSessionsOf(db, id, gallery.clock().toISOString())).map(toSession)
      }),

    endSessions: (id) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        await requireChangeable(context, db, id)
        await endSessions(gallery, actor, id)
      }),
  }
}

/** Where one is signed in oneself is told in person. */
const requireNotByOwnKey = ({ actor, rights }: CallContext, id: number): void => {
  if (actor.kind === 'apiKey' && rights.userId === id) throw new VitrineError('FORBIDDEN')
}

const requireSelfOrAdmin = (context: CallContext, id: number): void => {
  if (context.rights.userId === id || managesEverything(context.rights)) return
  throw context.actor.kind === 'guest' ? refusal(context.actor) : new VitrineError('USER_NOT_FOUND')
}

/** @throws {VitrineError} `USERNAME_TAKEN`, `INPUT_INVALID`, `ROLE_NOT_FOUND`, `FORBIDDEN` */
export const createUser = async (
  gallery: GalleryContext,
  actor: Actor,
  draft: UserDraft,
  options: {
    /** Of the one who asks: the new user gets no more. */
    rights: Rights
    /** Done first in the same transaction; a throw means no user. */
    before?: (unit: Unit) => Promise<void>
  },
): Promise<number> => {
  const input = validate(userDraft, draft)
  toNameKey(input.username)
  await askRegistering(gallery, actor, input)
  // Outside the transaction: it takes a third of a second.
  const passwordHash = await gallery.passwords.hash(input.password)
  try {
    return await transact(gallery, actor, async (unit) => {
      await options.before?.(unit)
      const role = (await findRole(unit.db, input)) ?? (await selectRoleByKey(unit.db, 'user'))
      if (!role) throw new VitrineError('ROLE_NOT_FOUND')
      requireReach(options.rights, role)
      return addUser(unit, { ...input, role, passwordHash })
    })
  } catch (error) {
    if (gallery.dialect.isDuplicate(error)) throw usernameTaken(error)
    throw error
  }
}
