import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import type { Unit } from '../transaction.ts'
import type { TagRow } from './tag.table.ts'
import { maxTagDepth, selectTagsBelow } from './tag.tree.ts'

/** Locks tags for the rest of the transaction, in the order of their ids. Those that are not there are left out. */
export const lockTags = async ({ db, dialect }: Unit, ids: readonly number[]): Promise<TagRow[]> => {
  if (ids.length === 0) return []
  let query = db.selectFrom('tags').selectAll().where('id', 'in', ids).orderBy('id')
  if (dialect.forUpdate) query = query.modifyEnd(dialect.forUpdate)
  return query.execute()
}

/** @throws `TAG_NOT_FOUND` */
export const lockTag = async (unit: Unit, id: number): Promise<TagRow> => {
  const [row] = await lockTags(unit, [id])
  if (!row) throw new VitrineError('TAG_NOT_FOUND')
  return row
}

const isAtFault = (message: string) => inputInvalid([{ path: 'parentId', message }])

/**
 * Makes sure that a tag may stand below a parent. Walks up from the parent, locking as it goes: of two moves that would make a ring
 * together, the second sees the first.
 *
 * @returns How many tags stand above.
 */
export const lockTagPlace = async (
  unit: Unit,
  place: { id: number | null; parentId: number | null },
): Promise<number> => {
  const { id, parentId } = place
  let depth = 0
  for (let above = parentId; above !== null; depth++) {
    if (above === id) throw isAtFault('Is the tag itself or one below it.')
    if (depth > maxTagDepth) throw tooDeep()
    const [row] = await lockTags(unit, [above])
    if (!row) throw isAtFault('There is no such tag.')
    above = row.parent_id
  }
  const height = id === null ? 1 : 1 + ((await selectTagsBelow(unit.db, id)).at(-1)?.depth ?? 0)
  if (depth + height > maxTagDepth) throw tooDeep()
  return depth
}

export const tooDeep = (path = 'parentId'): VitrineError =>
  inputInvalid([{ path, message: `Tags can be nested ${maxTagDepth} levels deep at most.` }])
