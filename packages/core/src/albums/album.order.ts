import { capabilityBit } from '../access/capabilities.ts'
import { type Rights, sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import type { validate } from '../input/validate.ts'
import type { Unit } from '../transaction.ts'
import { requireParent } from './album.place.ts'
import type { albumReordering, albumSorting } from './album.schema.ts'
import { changeTree } from './album.tree.ts'
import { selectNewestDates } from './album-photos.store.ts'
import { renumber, selectSiblings } from './album-places.store.ts'
import {
  byParent,
  childrenOrderOf,
  compareNames,
  endChildrenOrder,
  type SiblingToOrder,
  selectChildrenToOrder,
  selectSiblingsToOrder,
  toChildrenOrder,
} from './children-order.ts'
import { allowedBelow } from './sub-albums.ts'

/** Puts the albums below one in order once. Those whose parent keeps an order of its own are left in that. */
export const sortChildren = async (
  context: CallContext,
  { parent, by, descending, recursive }: ReturnType<typeof validate<typeof albumSorting>>,
): Promise<void> => {
  requireParent(context, parent)
  await changeTree(context, async (unit, now) => {
    requireParent(now, parent)
    const families = await selectFamilies(unit, now.rights, parent, recursive)
    const compare = by === 'newestPhoto' ? await byNewestPhoto(unit, now.rights) : comparisons[by]
    const sign = descending ? -1 : 1
    const sorted = families.map((siblings) =>
      [...siblings].sort((a, b) => sign * compare(a, b) || a.position - b.position || a.id - b.id),
    )
    if (!(await renumber(unit.db, unit.dialect, ...sorted))) return
    recordOrder(unit, parent, { by, descending, recursive })
  })
}

const selectFamilies = async (unit: Unit, rights: Rights, parent: number | null, recursive: boolean) => {
  const order = await childrenOrderOf(unit.db, parent)
  const first = order === null ? [await selectSiblingsToOrder(unit.db, parent)] : []
  if (!recursive) return first
  const parents = parent === null ? allowed(rights) : allowedBelow(rights, parent, capabilityBit.organise)
  const rows = await selectChildrenToOrder(unit.db, unit.dialect, parents)
  const kept = await selectOrdering(unit, parents)
  return [...first, ...byParent(rows.filter((row) => row.parent_id === null || !kept.has(row.parent_id)))]
}

const allowed = ({ tree, view }: Rights): number[] =>
  Array.from(tree.ids).filter((_, place) => ((view.bits[place] as number) & capabilityBit.organise) !== 0)

/** Those that keep the albums below them in an order of their own. */
const selectOrdering = async ({ db, dialect }: Unit, ids: readonly number[]): Promise<Set<number>> => {
  const rows = await db
    .selectFrom('albums')
    .select(['id', 'children_order'])
    .where('id', 'in', dialect.idList(ids))
    .where('children_order', 'is not', null)
    .execute()
  return new Set(rows.filter((row) => toChildrenOrder(row.children_order) !== null).map((row) => row.id))
}

type Comparison = (a: SiblingToOrder, b: SiblingToOrder) => number

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const comparisons: Readonly<Record<'name' | 'createdAt', Comparison>> = {
  name: (a, b) => compareNames(a.name, b.name),
  createdAt: (a, b) => compareText(a.created_at, b.created_at),
}

/** By the last date among the photos of an album and below that the actor may see; albums without photos come first. */
const byNewestPhoto = async (unit: Unit, rights: Rights): Promise<Comparison> => {
  const { tree } = rights
  const dates = await selectNewestDates(unit.db, unit.dialect, rights)
  const newest = Array.from({ length: tree.size }, (_, place) => dates.get(tree.ids[place] as number) ?? '')
  // From the last place to the first a child is always finished before its parent.
  for (let place = tree.size - 1; place >= 0; place--) {
    const parent = tree.parents[place] as number
    if (parent >= 0 && (newest[place] as string) > (newest[parent] as string)) newest[parent] = newest[place] as string
  }
  const dateOf = (id: number) => newest[tree.placeOf(id) ?? -1] ?? ''
  return (a, b) => compareText(dateOf(a.id), dateOf(b.id))
}

/** Albums of one parent take each other's places, so that they stand in the order given. */
export const reorderAlbums = async (
  context: CallContext,
  { parent, ids }: ReturnType<typeof validate<typeof albumReordering>>,
): Promise<void> => {
  requireParent(context, parent)
  await changeTree(context, async (unit, now) => {
    requireParent(now, parent)
    const siblings = await selectSiblings(unit.db, parent)
    const known = new Map(siblings.map((sibling) => [sibling.id, sibling]))
    const issues = ids.flatMap((id, index) =>
      known.has(id) && sees(now.rights, id) ? [] : [{ path: `ids.${index}`, message: 'There is no such album here.' }],
    )
    if (issues.length > 0) throw inputInvalid(issues.slice(0, maxIssues))
    const named = new Set(ids)
    let next = 0
    const ordered = siblings.map((sibling) =>
      named.has(sibling.id) ? (known.get(ids[next++] as number) ?? sibling) : sibling,
    )
    if (parent !== null) await endChildrenOrder(unit, parent)
    if (await renumber(unit.db, unit.dialect, ordered)) recordOrder(unit, parent, { ids: ids.slice(0, maxRecorded) })
  })
}

/** Faults that are told, and ids that the change log keeps. */
const maxIssues = 20
const maxRecorded = 100

const recordOrder = (unit: Unit, parent: number | null, after: Readonly<Record<string, unknown>>): void => {
  unit.record({ subject: 'album', id: parent ?? 0, action: 'reordered', after })
  unit.rightsChanged()
  if (parent !== null) unit.after.defer('album.updated', { albumIds: [parent] }, { actor: unit.actor })
}
