import type { Unit } from '../transaction.ts'
import { selectChosenPlaces } from './tag.chosen.store.ts'
import { lockTags } from './tag.place.ts'
import type { TagRow } from './tag.table.ts'
import { maxTagDepth, selectTagHeights } from './tag.tree.ts'

const idsPerStatement = 500

/** Locks any number of tags, in the order of their ids. */
export const lockPlaces = async (unit: Unit, ids: Iterable<number>): Promise<TagRow[]> => {
  const sorted = [...new Set(ids)].sort((a, b) => a - b)
  const rows: TagRow[] = []
  for (let start = 0; start < sorted.length; start += idsPerStatement)
    rows.push(...(await lockTags(unit, sorted.slice(start, start + idsPerStatement))))
  return rows
}

/**
 * Puts tags below others, in the order given. One that stands below another, or that somebody put at the top, stays; so does one whose
 * place would make a ring or a tree that is too deep. To be called by whoever has the turn at the tree.
 */
export const placeTags = async (unit: Unit, wanted: readonly { id: number; parentId: number }[]): Promise<void> => {
  const parentOf = await lockWithAbove(
    unit,
    wanted.flatMap(({ id, parentId }) => [id, parentId]),
  )
  const free = [...new Set(wanted.map(({ id }) => id))].filter((id) => parentOf.get(id) === null)
  // Asked again now that nobody can move them.
  const chosen = await selectChosenPlaces(unit.db, free)
  const heights = await readHeights(unit, free)
  const heightOf = (id: number) => heights.get(id) ?? 1
  const placed = new Map<number, number[]>()
  for (const { id, parentId } of wanted) {
    if (parentOf.get(id) !== null || chosen.has(id)) continue
    const above = chainFrom(parentOf, parentId)
    if (above.includes(id) || above.length + heightOf(id) > maxTagDepth) continue
    parentOf.set(id, parentId)
    for (const [up, other] of above.entries()) heights.set(other, Math.max(heightOf(other), heightOf(id) + up + 1))
    placed.set(parentId, [...(placed.get(parentId) ?? []), id])
  }
  for (const [parentId, ids] of placed) {
    for (let start = 0; start < ids.length; start += idsPerStatement)
      await unit.db
        .updateTable('tags')
        .set({ parent_id: parentId })
        .where('id', 'in', ids.slice(start, start + idsPerStatement))
        .execute()
    for (const id of ids)
      unit.record({ subject: 'tag', id, action: 'placed', before: { parentId: null }, after: { parentId } })
  }
}

/** The parents of tags and of all tags above them. Whoever moves one of those waits: of two moves that make a ring, the second sees the first. */
const lockWithAbove = async (unit: Unit, ids: readonly number[]): Promise<Map<number, number | null>> => {
  const parentOf = new Map<number, number | null>()
  for (let next: readonly number[] = ids; next.length > 0; ) {
    const rows = await lockPlaces(unit, next)
    for (const { id, parent_id } of rows) parentOf.set(id, parent_id)
    next = rows.flatMap(({ parent_id }) => (parent_id === null || parentOf.has(parent_id) ? [] : [parent_id]))
  }
  return parentOf
}

const readHeights = async (unit: Unit, ids: readonly number[]): Promise<Map<number, number>> => {
  const heights = new Map<number, number>()
  for (let start = 0; start < ids.length; start += idsPerStatement)
    for (const [id, height] of await selectTagHeights(unit.db, ids.slice(start, start + idsPerStatement)))
      heights.set(id, height)
  return heights
}

/** A tag and those above it. */
const chainFrom = (parentOf: ReadonlyMap<number, number | null>, from: number): number[] => {
  const chain: number[] = []
  for (let id: number | null = from; id !== null; id = parentOf.get(id) ?? null) chain.push(id)
  return chain
}
