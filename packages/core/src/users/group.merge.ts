import type { CallContext } from '../context.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { transact } from '../transaction.ts'
import { copyMembers, deleteGrantsOf, requireGroup, takeGrants } from './group.store.ts'
import { groupsToMerge } from './user.schema.ts'

/** One group in place of several: the members and grants of all. */
export const mergeGroups = async ({ gallery, actor }: CallContext, id: number, from: readonly number[]) => {
  const { from: others } = validate(groupsToMerge, { from })
  const itself = others.indexOf(id)
  if (itself >= 0) throw inputInvalid([{ path: `from.${itself}`, message: 'Is the group itself.' }])
  await transact(gallery, actor, async ({ db, dialect, record, rightsChanged }) => {
    // In the order of their ids, so that two who merge at once do not wait for each other.
    for (const each of [id, ...others].sort((a, b) => a - b)) await requireGroup(db, dialect, each)
    for (const other of others) await copyMembers(db, other, id)
    await takeGrants(db, dialect, id, others)
    await deleteGrantsOf(db, dialect, others)
    await db.deleteFrom('groups').where('id', 'in', dialect.idList(others)).execute()
    record({ subject: 'group', id, action: 'merged', after: { from: others } })
    for (const other of others) record({ subject: 'group', id: other, action: 'deleted', after: { mergedInto: id } })
    rightsChanged('grants')
  })
}
