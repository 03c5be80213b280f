import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { pageLimit, validate } from '../input/validate.ts'
import { canMail, queueMail } from '../mail/mail.queue.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { requireReach } from '../roles/role.rules.ts'
import { selectRoleByKey } from '../roles/role.store.ts'
import { transact } from '../transaction.ts'
import { selectUser, toUser, type UserWithRole } from '../users/user.store.ts'
import type { RegistrationRow } from './account.table.ts'
import type { Registration, RegistrationsService } from './account.types.ts'
import { countRegistrations, deleteRegistration, selectRegistration, selectWaiting } from './registration.store.ts'
import { admit } from './registration-door.ts'

const listInput = v.strictObject({ limit: pageLimit(500, 100), cursor: v.optional(v.string('Must be text.')) })

const requireWaiting = async (db: Reader, id: number): Promise<RegistrationRow> => {
  const row = isId(id) ? await selectRegistration(db, id) : undefined
  if (row?.state !== 'waiting') throw new VitrineError('REGISTRATION_NOT_FOUND')
  return row
}

export const createRegistrationsService = (gallery: GalleryContext, actor: Actor): RegistrationsService => {
  const { read } = gallery.connections
  return {
    list: (options = {}) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const { limit, cursor } = validate(listInput, options)
        const list = ['registrations']
        const [afterId] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['number']) as [number])
        const [rows, total] = await Promise.all([
          selectWaiting(read, { limit: limit + 1, afterId }),
          countRegistrations(read, 'waiting'),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: rows.slice(0, limit).map(toRegistration),
          nextCursor: last ? encodeCursor(list, [last.id]) : null,
          total,
        }
      }),

    approve: (id) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const userId = await transact(gallery, actor, async (unit) => {
          const row = await requireWaiting(unit.db, id)
          const role = await selectRoleByKey(unit.db, 'user')
          if (role) requireReach(context.rights, role)
          if (!(await deleteRegistration(unit.db, id, 'waiting'))) throw new VitrineError('REGISTRATION_NOT_FOUND')
          const created = await admit(gallery, unit, row)
          if (row.email !== null && canMail(gallery)) await queueMail(unit, { letter: 'approved', userId: created })
          return created
        })
        return toUser((await selectUser(read, userId)) as UserWithRole)
      }),

    refuse: (id) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        await transact(gallery, actor, async (unit) => {
          const { username, email } = await requireWaiting(unit.db, id)
          if (!(await deleteRegistration(unit.db, id, 'waiting'))) throw new VitrineError('REGISTRATION_NOT_FOUND')
          if (email !== null && canMail(gallery)) await queueMail(unit, { letter: 'refused', to: email })
          unit.record({ subject: 'user', id: 0, action: 'registration-refused', before: { username } })
        })
      }),
  }
}

const toRegistration = ({ id, username, email, created_at }: RegistrationRow): Registration => ({
  id,
  username,
  email,
  createdAt: created_at,
})
