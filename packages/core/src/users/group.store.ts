import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import type { Group } from './user.types.ts'

export interface GroupRow extends Group {
  readonly nameKey: string
}

/** Groups in the order of their names, with how many are in each: counted for the page alone. */
export const selectGroups = async (
  db: Reader,
  range: { id?: number; q?: string | undefined; afterKey?: string | undefined; limit: number },
): Promise<GroupRow[]> => {
  let query = db
    .selectFrom('groups')
    .select(['groups.id', 'groups.name', 'groups.name_key', 'groups.is_default'])
    .select((eb) =>
      eb
        .selectFrom('group_members')
        .select((inner) => inner.fn.countAll<number>().as('members'))
        .whereRef('group_members.group_id', '=', 'groups.id')
        .as('members'),
    )
    .orderBy('groups.name_key')
    .limit(range.limit)
  const { id, q, afterKey } = range
  if (id !== undefined) query = query.where('groups.id', '=', id)
  if (q !== undefined) query = query.where((eb) => eb(eb.fn<number>('instr', ['groups.name_key', eb.val(q)]), '>', 0))
  if (afterKey !== undefined) query = query.where('groups.name_key', '>', afterKey)
  return (await query.execute()).map((row) => ({
    id: row.id,
    name: row.name,
    nameKey: row.name_key,
    memberCount: Number(row.members),
    isDefault: row.is_default !== 0,
  }))
}

export const countGroups = async (db: Reader, q: string | undefined): Promise<number> => {
  let query = db.selectFrom('groups').select((eb) => eb.fn.countAll<number>().as('count'))
  if (q !== undefined) query = query.where((eb) => eb(eb.fn<number>('instr', ['groups.name_key', eb.val(q)]), '>', 0))
  return Number((await query.executeTakeFirstOrThrow()).count)
}

export const insertGroup = async (
  db: Writer,
  row: { name: string; name_key: string; is_default: 0 | 1; created_at: string },
): Promise<number> => {
  const { insertId } = await db.insertInto('groups').values(row).executeTakeFirstOrThrow()
  return Number(insertId)
}

/** @returns The ids that are of users. */
export const selectKnownUsers = async (
  db: Reader,
  dialect: DialectSupport,
  userIds: readonly number[],
): Promise<Set<number>> =>
  new Set(
    (await db.selectFrom('users').select('id').where('id', 'in', dialect.idList(userIds)).execute()).map(
      (row) => row.id,
    ),
  )

export const insertMembers = async (db: Writer, groupId: number, userIds: readonly number[]): Promise<void> => {
  for (let start = 0; start < userIds.length; start += 1_000) {
    await db
      .insertInto('group_members')
      .ignore()
      .values(userIds.slice(start, start + 1_000).map((user_id) => ({ group_id: groupId, user_id })))
      .execute()
  }
}

/** Gives a group what the others were granted, united with what it has. */
export const takeGrants = async (
  db: Writer,
  dialect: DialectSupport,
  groupId: number,
  from: readonly number[],
): Promise<void> => {
  const rows = await db
    .selectFrom('album_grants')
    .select(['album_id', 'capabilities'])
    .where('principal_type', '=', 'group')
    .where('principal_id', 'in', dialect.idList([groupId, ...from]))
    .execute()
  const bits = new Map<number, number>()
  for (const row of rows) bits.set(row.album_id, (bits.get(row.album_id) ?? 0) | row.capabilities)
  await deleteGrantsOf(db, dialect, [groupId])
  const grants = [...bits].map(([album_id, capabilities]) => ({
    album_id,
    principal_type: 'group' as const,
    principal_id: groupId,
    capabilities,
  }))
  for (let start = 0; start < grants.length; start += 500)
    await db
      .insertInto('album_grants')
      .values(grants.slice(start, start + 500))
      .execute()
}

export const deleteGrantsOf = async (db: Writer, dialect: DialectSupport, groupIds: readonly number[]) => {
  await db
    .deleteFrom('album_grants')
    .where('principal_type', '=', 'group')
    .where('principal_id', 'in', dialect.idList(groupIds))
    .execute()
}

/** Locks the group's row: its members and grants change in turns. @throws {VitrineError} `GROUP_NOT_FOUND` */
export const requireGroup = async (db: Writer, dialect: DialectSupport, id: number): Promise<void> => {
  let query = db
    .selectFrom('groups')
    .select('id')
    .where('id', '=', isId(id) ? id : 0)
  if (dialect.forUpdate) query = query.modifyEnd(dialect.forUpdate)
  if (!(await query.executeTakeFirst())) throw new VitrineError('GROUP_NOT_FOUND')
}

export const copyMembers = async (db: Writer, from: number, to: number): Promise<void> => {
  await db
    .insertInto('group_members')
    .ignore()
    .columns(['group_id', 'user_id'])
    .expression((eb) =>
      eb
        .selectFrom('group_members as theirs')
        .select((row) => [row.val(to).as('group_id'), 'theirs.user_id'])
        .where('theirs.group_id', '=', from),
    )
    .execute()
}
