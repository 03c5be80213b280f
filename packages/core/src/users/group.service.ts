import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { toSearchKey } from '../text/search-key.ts'
import { transact } from '../transaction.ts'
import { groupDraft, memberIds } from './user.schema.ts'
import { maxKeyLength } from './user.store.ts'
import type { Group, GroupsService } from './user.types.ts'

export const createGroupsService = (gallery: GalleryContext, actor: Actor): GroupsService => {
  const db = gallery.connections.read
  const get = async (id: number): Promise<Group> => {
    const [group] = isId(id) ? await selectGroups(db, id) : []
    if (!group) throw new VitrineError('GROUP_NOT_FOUND')
    return group
  }
  return {
    list: () =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        return selectGroups(db)
      }),

    create: (draft) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const { name } = validate(groupDraft, draft)
        const key = toSearchKey(name)
        if (key.length > maxKeyLength) throw inputInvalid([{ path: 'name', message: 'Is too long when written out.' }])
        try {
          const id = await transact(gallery, actor, async (unit) => {
            const { insertId } = await unit.db
              .insertInto('groups')
              .values({ name, name_key: key || name, created_at: unit.at })
              .executeTakeFirstOrThrow()
            unit.record({ subject: 'group', id: Number(insertId), action: 'created', after: { name } })
            return Number(insertId)
          })
          return await get(id)
        } catch (error) {
          if (gallery.dialect.isDuplicate(error))
            throw new VitrineError('NAME_TAKEN', {
              details: { name },
              issues: [{ path: 'name', message: 'Is already in use.' }],
              cause: error,
            })
          throw error
        }
      }),

    setMembers: (id, userIds) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const wanted = [...new Set(validate(memberIds, userIds))].sort((a, b) => a - b)
        const before = await get(id)
        await transact(gallery, actor, async (unit) => {
          const known = new Set(
            (
              await unit.db.selectFrom('users').select('id').where('id', 'in', gallery.dialect.idList(wanted)).execute()
            ).map((row) => row.id),
          )
          const issues = userIds.flatMap((userId, index) =>
            known.has(userId) ? [] : [{ path: `userIds.${index}`, message: 'There is no such user.' }],
          )
          if (issues.length > 0) throw inputInvalid(issues)
          await unit.db.deleteFrom('group_members').where('group_id', '=', id).execute()
          for (let start = 0; start < wanted.length; start += 1_000) {
            await unit.db
              .insertInto('group_members')
              .values(wanted.slice(start, start + 1_000).map((user_id) => ({ group_id: id, user_id })))
              .execute()
          }
          unit.record({
            subject: 'group',
            id,
            action: 'members-replaced',
            before: { memberCount: before.memberCount },
            after: { userIds: wanted },
          })
          unit.rightsChanged()
        })
        return get(id)
      }),
  }
}

const selectGroups = async (db: Reader, id?: number): Promise<Group[]> => {
  let query = db
    .selectFrom('groups')
    .leftJoin('group_members', 'group_members.group_id', 'groups.id')
    .select(['groups.id', 'groups.name'])
    .select((eb) => eb.fn.count<number>('group_members.user_id').as('members'))
    .groupBy(['groups.id', 'groups.name', 'groups.name_key'])
    .orderBy('groups.name_key')
  if (id !== undefined) query = query.where('groups.id', '=', id)
  return (await query.execute()).map((row) => ({ id: row.id, name: row.name, memberCount: Number(row.members) }))
}
