import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { call, refusal, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { pageLimit, validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { transact, type Unit } from '../transaction.ts'
import { password as passwordSchema, userDraft } from './user.schema.ts'
import { countUsers, insertUser, maxKeyLength, selectUser, selectUsers, toUser, toUsernameKey } from './user.store.ts'
import type { UserDraft, UsersService } from './user.types.ts'

const userList = v.strictObject({ limit: pageLimit(500, 50), cursor: v.optional(v.string('Must be text.')) })

export const createUsersService = (gallery: GalleryContext, actor: Actor): UsersService => {
  const db = gallery.connections.read
  return {
    list: (options = {}) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const { limit, cursor } = validate(userList, options)
        const [afterKey] = cursor === undefined ? [] : (decodeCursor(cursor, 'users', ['string']) as [string])
        const [rows, total] = await Promise.all([selectUsers(db, { limit: limit + 1, afterKey }), countUsers(db)])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: rows.slice(0, limit).map(toUser),
          nextCursor: last ? encodeCursor('users', [last.username_key]) : null,
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
        const id = await createUser(gallery, actor, draft)
        return toUser((await selectUser(db, id)) as NonNullable<Awaited<ReturnType<typeof selectUser>>>)
      }),

    setPassword: (id, password) =>
      call(gallery, actor, async (context) => {
        requireSelfOrAdmin(context, id)
        if (!isId(id)) throw new VitrineError('USER_NOT_FOUND')
        const passwordHash = await gallery.passwords.hash(
          validate(v.object({ password: passwordSchema }), { password }).password,
        )
        await transact(gallery, actor, async (unit) => {
          const { numUpdatedRows } = await unit.db
            .updateTable('users')
            .set({ password_hash: passwordHash, updated_at: unit.at })
            .where('id', '=', id)
            .executeTakeFirst()
          if (numUpdatedRows === 0n) throw new VitrineError('USER_NOT_FOUND')
          // Whoever knew the old password is out.
          await unit.db.deleteFrom('sessions').where('user_id', '=', id).execute()
          unit.record({ subject: 'user', id, action: 'password-changed' })
          unit.after.defer('user.updated', { userId: id }, { actor })
        })
      }),
  }
}

const requireSelfOrAdmin = (context: CallContext, id: number): void => {
  if (context.rights.userId === id) return
  try {
    requireAdmin(context)
  } catch {
    throw context.actor.kind === 'guest' ? refusal(context.actor) : new VitrineError('USER_NOT_FOUND')
  }
}

/** @throws {VitrineError} `USERNAME_TAKEN`, `INPUT_INVALID` */
export const createUser = async (
  gallery: GalleryContext,
  actor: Actor,
  draft: UserDraft,
  /** Done first in the same transaction; a throw means no user. */
  before?: (unit: Unit) => Promise<void>,
): Promise<number> => {
  const input = validate(userDraft, draft)
  const key = toUsernameKey(input.username)
  if (key === '') throw inputInvalid([{ path: 'username', message: 'Must hold a letter or digit.' }])
  if (key.length > maxKeyLength) throw inputInvalid([{ path: 'username', message: 'Is too long when written out.' }])
  const rejections = await gallery.hooks.check(
    'user.registering',
    { username: input.username, email: input.email },
    { actor },
  )
  if (rejections.length > 0) {
    throw new VitrineError('HOOK_REJECTED', {
      details: { hook: 'user.registering' },
      issues: rejections.map(({ field, message }) => ({ path: field ?? 'username', message })),
    })
  }
  // Outside the transaction: it takes a third of a second.
  const passwordHash = await gallery.passwords.hash(input.password)
  try {
    return await transact(gallery, actor, async (unit) => {
      await before?.(unit)
      const id = await insertUser(unit.db, { ...input, passwordHash, at: unit.at })
      unit.record({
        subject: 'user',
        id,
        action: 'created',
        after: { username: input.username, role: input.role, level: input.level },
      })
      unit.rightsChanged()
      unit.after.defer('user.registered', { userId: id }, { actor })
      return id
    })
  } catch (error) {
    if (gallery.dialect.isDuplicate(error))
      throw new VitrineError('USERNAME_TAKEN', {
        issues: [{ path: 'username', message: 'Is already in use.' }],
        cause: error,
      })
    throw error
  }
}
