import type { Actor } from '../access/actor.ts'
import { type Capability, toBits, withView } from '../access/capabilities.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { takeTurn } from '../db/locks.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { toSearchKey } from '../text/search-key.ts'
import { transact } from '../transaction.ts'
import { keepAdministrator, requireReach, requireSound } from './role.rules.ts'
import { roleDeletion, roleDraft, rolePatch } from './role.schema.ts'
import { countUsersOf, insertRole, type RoleRow, selectRole, selectRoles, toRole, updateRole } from './role.store.ts'
import type { Role, RolesService } from './role.types.ts'

const maxRoles = 200

const bitsFrom = (list: readonly Capability[]) => withView(toBits(list))

export const createRolesService = (gallery: GalleryContext, actor: Actor): RolesService => {
  const { read } = gallery.connections
  const asAdmin = <T>(work: (context: CallContext) => Promise<T>): Promise<T> =>
    call(gallery, actor, (context) => {
      requireAdmin(context)
      return work(context)
    })
  const get = async (id: number): Promise<Role> => {
    const row = await requireRole(read, id)
    return toRole(row, (await countUsersOf(read, id)).get(id) ?? 0)
  }

  return {
    list: () =>
      asAdmin(async () => {
        const [rows, counts] = await Promise.all([selectRoles(read, maxRoles), countUsersOf(read)])
        return rows.map((row) => toRole(row, counts.get(row.id) ?? 0))
      }),

    get: (id) => asAdmin(() => get(id)),

    create: (draft) =>
      asAdmin(async ({ rights }) => {
        const { name, description, ...lists } = validate(roleDraft, draft)
        const bits = { everywhere: bitsFrom(lists.everywhere), visible: bitsFrom(lists.visible) }
        requireReach(rights, { role_key: null, ...bits })
        const id = await transact(gallery, actor, async (unit) => {
          await takeTurn(unit.db, unit.dialect, 'people')
          const rows = await selectRoles(unit.db, maxRoles)
          if (rows.length >= maxRoles)
            throw inputInvalid([{ path: '', message: `There are ${maxRoles} roles already.` }])
          requireNewName(rows, name)
          const created = await insertRole(unit.db, { name, description, ...bits })
          unit.record({ subject: 'role', id: created, action: 'created', after: { name, description, ...bits } })
          unit.rightsChanged('people')
          return created
        })
        return get(id)
      }),

    update: (id, patch) =>
      asAdmin(async ({ rights }) => {
        const input = validate(rolePatch, patch)
        await transact(gallery, actor, (unit) =>
          keepAdministrator(unit, async () => {
            const row = await requireRole(unit.db, id)
            const next = {
              ...(input.name === undefined ? {} : { name: input.name }),
              ...(input.description === undefined ? {} : { description: input.description }),
              ...(input.everywhere === undefined ? {} : { everywhere: bitsFrom(input.everywhere) }),
              ...(input.visible === undefined ? {} : { visible: bitsFrom(input.visible) }),
            }
            const changed = (Object.keys(next) as (keyof typeof next)[]).filter((key) => next[key] !== row[key])
            if (changed.length === 0) return
            requireReach(rights, row, { ...row, ...next })
            requireSound(row.role_key, { ...row, ...next })
            if (next.name !== undefined) requireNewName(await selectRoles(unit.db, maxRoles), next.name, id)
            await updateRole(unit.db, id, next)
            const pick = (from: Partial<RoleRow>) => Object.fromEntries(changed.map((key) => [key, from[key]]))
            unit.record({ subject: 'role', id, action: 'updated', before: pick(row), after: pick(next) })
            unit.rightsChanged('people')
          }),
        )
        return get(id)
      }),

    delete: (id, options = {}) =>
      asAdmin(async ({ rights }) => {
        const { replacement } = validate(roleDeletion, options)
        await transact(gallery, actor, (unit) =>
          keepAdministrator(unit, async () => {
            const row = await requireRole(unit.db, id)
            if (row.role_key !== null) throw new VitrineError('ROLE_PRESET')
            requireReach(rights, row)
            const users = (await countUsersOf(unit.db, id)).get(id) ?? 0
            if (users > 0) {
              if (replacement === undefined) throw new VitrineError('ROLE_IN_USE', { details: { users } })
              const next = replacement === id ? undefined : await selectRole(unit.db, replacement)
              if (!next) throw inputInvalid([{ path: 'replacement', message: 'There is no such role.' }])
              requireReach(rights, next)
              await unit.db
                .updateTable('users')
                .set({ role_id: next.id, updated_at: unit.at })
                .where('role_id', '=', id)
                .execute()
            }
            await unit.db.deleteFrom('roles').where('id', '=', id).execute()
            const { name, description, everywhere, visible } = row
            const before = { name, description, everywhere, visible, users }
            unit.record({ subject: 'role', id, action: 'deleted', before, after: { replacement: replacement ?? null } })
            unit.rightsChanged('people')
          }),
        )
      }),
  }
}

const requireRole = async (db: Reader, id: number): Promise<RoleRow> => {
  const row = isId(id) ? await selectRole(db, id) : undefined
  if (!row) throw new VitrineError('ROLE_NOT_FOUND')
  return row
}

const requireNewName = (rows: readonly RoleRow[], name: string, except?: number): void => {
  const key = toSearchKey(name) || name
  if (rows.some((row) => row.id !== except && (toSearchKey(row.name) || row.name) === key))
    throw new VitrineError('NAME_TAKEN', {
      details: { name },
      issues: [{ path: 'name', message: 'Is already in use.' }],
    })
}
