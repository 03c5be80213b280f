import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { toSearchKey } from '../text/search-key.ts'
import { transact, type Unit } from '../transaction.ts'
import { mergeGroups } from './group.merge.ts'
import {
  copyMembers,
  countGroups,
  deleteGrantsOf,
  type GroupRow,
  insertGroup,
  insertMembers,
  requireGroup,
  selectGroups,
  selectKnownUsers,
  takeGrants,
} from './group.store.ts'
import { groupCopy, groupDraft, groupList, groupPatch, memberIds, memberList, someMembers } from './user.schema.ts'
import { countUsers, maxKeyLength, selectUsers, toUser } from './user.store.ts'
import type { Group, GroupsService } from './user.types.ts'

export const createGroupsService = (gallery: GalleryContext, actor: Actor): GroupsService => {
  const { dialect } = gallery
  const db = gallery.connections.read
  const asAdmin = <T>(work: (context: CallContext) => Promise<T>): Promise<T> =>
    call(gallery, actor, (context) => {
      requireAdmin(context)
      return work(context)
    })
  const get = async (id: number): Promise<Group> => {
    const [group] = isId(id) ? await selectGroups(db, { id, limit: 1 }) : []
    if (!group) throw new VitrineError('GROUP_NOT_FOUND')
    return toGroup(group)
  }
  /** Names are unique by the database: whoever comes second is told. */
  const named = async <T>(name: string | undefined, work: (unit: Unit) => Promise<T>): Promise<T> => {
    try {
      return await transact(gallery, actor, work)
    } catch (error) {
      if (name === undefined || !dialect.isDuplicate(error)) throw error
      const issues = [{ path: 'name', message: 'Is already in use.' }]
      throw new VitrineError('NAME_TAKEN', { details: { name }, issues, cause: error })
    }
  }
  const requireUsers = async (unit: Unit, userIds: readonly number[]): Promise<void> => {
    const known = await selectKnownUsers(unit.db, dialect, userIds)
    const issues = userIds.flatMap((userId, index) =>
      known.has(userId) ? [] : [{ path: `userIds.${index}`, message: 'There is no such user.' }],
    )
    if (issues.length > 0) throw inputInvalid(issues)
  }

  return {
    list: (options = {}) =>
      asAdmin(async () => {
        const { q, limit, cursor } = validate(groupList, options)
        const key = q && toSearchKey(q)
        const list = ['groups', key]
        const [afterKey] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['string']) as [string])
        const [rows, total] = await Promise.all([
          selectGroups(db, { q: key, afterKey, limit: limit + 1 }),
          countGroups(db, key),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: rows.slice(0, limit).map(toGroup),
          nextCursor: last ? encodeCursor(list, [last.nameKey]) : null,
          total,
        }
      }),

    get: (id) => asAdmin(() => get(id)),

    create: (draft) =>
      asAdmin(async () => {
        const { name, isDefault } = validate(groupDraft, draft)
        const columns = { name, name_key: toNameKey(name), is_default: isDefault ? (1 as const) : (0 as const) }
        const id = await named(name, async (unit) => {
          const created = await insertGroup(unit.db, { ...columns, created_at: unit.at })
          unit.record({ subject: 'group', id: created, action: 'created', after: { name, isDefault } })
          return created
        })
        return get(id)
      }),

    update: (id, patch) =>
      asAdmin(async () => {
        const { name, isDefault } = validate(groupPatch, patch)
        const columns = {
          ...(name === undefined ? {} : { name, name_key: toNameKey(name) }),
          ...(isDefault === undefined ? {} : { is_default: isDefault ? (1 as const) : (0 as const) }),
        }
        const before = await get(id)
        if (Object.keys(columns).length === 0) return before
        await named(name, async (unit) => {
          await requireGroup(unit.db, dialect, id)
          await unit.db.updateTable('groups').set(columns).where('id', '=', id).execute()
          const { name: oldName, isDefault: wasDefault } = before
          unit.record({
            subject: 'group',
            id,
            action: 'updated',
            before: { name: oldName, isDefault: wasDefault },
            after: { name: name ?? oldName, isDefault: isDefault ?? wasDefault },
          })
        })
        return get(id)
      }),

    delete: (id) =>
      asAdmin(async () => {
        const before = await get(id)
        await transact(gallery, actor, async (unit) => {
          await requireGroup(unit.db, dialect, id)
          await deleteGrantsOf(unit.db, dialect, [id])
          await unit.db.deleteFrom('groups').where('id', '=', id).execute()
          unit.record({ subject: 'group', id, action: 'deleted', before: { ...before } })
          unit.rightsChanged('grants')
        })
      }),

    duplicate: (id, draft) =>
      asAdmin(async () => {
        const { name } = validate(groupCopy, draft)
        const columns = { name, name_key: toNameKey(name), is_default: 0 as const }
        const copyId = await named(name, async (unit) => {
          await requireGroup(unit.db, dialect, id)
          const created = await insertGroup(unit.db, { ...columns, created_at: unit.at })
          await copyMembers(unit.db, id, created)
          await takeGrants(unit.db, dialect, created, [id])
          unit.record({ subject: 'group', id: created, action: 'created', after: { name, copyOf: id } })
          unit.rightsChanged('grants')
          return created
        })
        return get(copyId)
      }),

    merge: (id, from) =>
      asAdmin(async (context) => {
        await mergeGroups(context, id, from)
        return get(id)
      }),

    members: (id, options = {}) =>
      asAdmin(async () => {
        const { limit, cursor } = validate(memberList, options)
        await get(id)
        const list = ['members', id]
        const [afterKey] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['string']) as [string])
        const filter = { groupId: id }
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

    setMembers: (id, userIds) =>
      asAdmin(async () => {
        const wanted = [...new Set(validate(memberIds, userIds))].sort((a, b) => a - b)
        const before = await get(id)
        await transact(gallery, actor, async (unit) => {
          await requireGroup(unit.db, dialect, id)
          await requireUsers(unit, userIds)
          await unit.db.deleteFrom('group_members').where('group_id', '=', id).execute()
          await insertMembers(unit.db, id, wanted)
          const { memberCount } = before
          unit.record({
            subject: 'group',
            id,
            action: 'members-replaced',
            before: { memberCount },
            after: { userIds: wanted },
          })
          unit.rightsChanged('people')
        })
        return get(id)
      }),

    addMembers: (id, userIds) =>
      asAdmin(async () => {
        const { userIds: wanted } = validate(someMembers, { userIds })
        await transact(gallery, actor, async (unit) => {
          await requireGroup(unit.db, dialect, id)
          await requireUsers(unit, wanted)
          await insertMembers(unit.db, id, wanted)
          unit.record({ subject: 'group', id, action: 'members-added', after: { userIds: wanted } })
          unit.rightsChanged('people')
        })
        return get(id)
      }),

    removeMembers: (id, userIds) =>
      asAdmin(async () => {
        const { userIds: unwanted } = validate(someMembers, { userIds })
        await transact(gallery, actor, async (unit) => {
          await requireGroup(unit.db, dialect, id)
          await unit.db
            .deleteFrom('group_members')
            .where('group_id', '=', id)
            .where('user_id', 'in', dialect.idList(unwanted))
            .execute()
          unit.record({ subject: 'group', id, action: 'members-removed', before: { userIds: unwanted } })
          unit.rightsChanged('people')
        })
        return get(id)
      }),
  }
}

const toGroup = ({ id, name, memberCount, isDefault }: GroupRow): Group => ({ id, name, memberCount, isDefault })

const toNameKey = (name: string): string => {
  const key = toSearchKey(name)
  if (key.length > maxKeyLength) throw inputInvalid([{ path: 'name', message: 'Is too long when written out.' }])
  return key || name
}
