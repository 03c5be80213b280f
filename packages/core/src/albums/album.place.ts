import { type Rights, sees } from '../access/rights.ts'
import type { AlbumTree } from '../access/tree.ts'
import { requireAdmin, requireInAlbum } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { Unit } from '../transaction.ts'
import type { ChildrenOrder } from './album.types.ts'
import { renumber, type SiblingPlace, selectLastPosition, selectSiblings } from './album-places.store.ts'
import { byParent, childrenOrderOf, inOrder, selectChildrenToOrder, selectSiblingsToOrder } from './children-order.ts'

/** No limit that anybody meets: it keeps what is done for each album above one, such as its path on a page, within bounds. */
const maxDepth = 1_000

/** Who may put an album there: those who organise the parent; at the root, administrators. */
export const requireParent = (context: CallContext, parentId: number | null): void => {
  if (parentId === null) {
    requireAdmin(context)
    return
  }
  try {
    requireInAlbum(context, parentId, 'organise')
  } catch (error) {
    if (!VitrineError.has(error, 'ALBUM_NOT_FOUND') || context.actor.kind === 'guest') throw error
    throw new VitrineError('ALBUM_NOT_FOUND', { issues: [{ path: 'parentId', message: 'There is no such album.' }] })
  }
}

/**
 * Makes sure that an album with all below it may stand below a parent.
 *
 * @throws {VitrineError} `ALBUM_CYCLE`, `ALBUM_TOO_DEEP`
 */
export const requireRoom = ({ tree }: Rights, id: number | null, parentId: number | null): void => {
  const parent = parentId === null ? undefined : tree.placeOf(parentId)
  if (parent === undefined) return
  const own = id === null ? undefined : tree.placeOf(id)
  if (own !== undefined && parent >= own && parent < (tree.ends[own] as number))
    throw new VitrineError('ALBUM_CYCLE', {
      issues: [{ path: 'parentId', message: 'Is the album itself or one below it.' }],
    })
  if ((tree.depths[parent] as number) + 1 + heightOf(tree, own) > maxDepth)
    throw new VitrineError('ALBUM_TOO_DEEP', { details: { maxDepth } })
}

/** How many levels an album and what is below it take up. */
const heightOf = (tree: AlbumTree, place: number | undefined): number => {
  if (place === undefined) return 1
  let deepest = tree.depths[place] as number
  for (let below = place + 1; below < (tree.ends[place] as number); below++)
    deepest = Math.max(deepest, tree.depths[below] as number)
  return deepest - (tree.depths[place] as number) + 1
}

/**
 * Where a new album goes: last, unless told otherwise. Its row is written after this with the position returned; where the parent
 * keeps its albums in an order of its own, {@link keepOrder} puts it right.
 */
export const makePlace = async (
  { db, dialect }: Unit,
  rights: Rights,
  parentId: number | null,
  position: number | undefined,
): Promise<number> => {
  if (position === undefined) return (await selectLastPosition(db, parentId)) + 1
  const siblings = await selectSiblings(db, parentId)
  const index = toIndex(rights, siblings, position)
  // The gap that the new one fills.
  const gap: SiblingPlace = { id: 0, position: index }
  await renumber(db, dialect, siblings.toSpliced(index, 0, gap))
  return index
}

/** Puts an album that stands among its siblings at a place of theirs. */
export const putInPlace = async (
  { db, dialect }: Unit,
  rights: Rights,
  { id, parentId }: { id: number; parentId: number | null },
  position: number | undefined,
): Promise<void> => {
  const all = await selectSiblings(db, parentId)
  const own = all.find((sibling) => sibling.id === id)
  const others = all.filter((sibling) => sibling.id !== id)
  if (!own) return
  await renumber(db, dialect, others.toSpliced(toIndex(rights, others, position), 0, own))
}

/** Closes the gaps among the albums of a place, and puts them in the order the parent keeps, where it keeps one. */
export const keepOrder = async ({ db, dialect }: Unit, parentId: number | null): Promise<void> => {
  const order = await childrenOrderOf(db, parentId)
  if (order === null) await renumber(db, dialect, await selectSiblings(db, parentId))
  else await renumber(db, dialect, inOrder(await selectSiblingsToOrder(db, parentId), order))
}

/** Puts the albums below each of these in one order. */
export const orderBelow = async (
  { db, dialect }: Unit,
  parentIds: readonly number[],
  order: ChildrenOrder,
): Promise<boolean> => {
  const families = byParent(await selectChildrenToOrder(db, dialect, parentIds))
  return renumber(db, dialect, ...families.map((siblings) => inOrder(siblings, order)))
}

/** A place counted among the albums that the actor sees, as a place among all: what is hidden stays where it is, and is not told of. */
const toIndex = (rights: Rights, siblings: readonly SiblingPlace[], position: number | undefined): number => {
  if (position === undefined) return siblings.length
  let seen = 0
  for (const [index, { id }] of siblings.entries()) {
    if (!sees(rights, id)) continue
    if (seen === position) return index
    seen += 1
  }
  return siblings.length
}
