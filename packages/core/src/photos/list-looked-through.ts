import { seesEverything } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { CursorKeys } from '../paging/cursor.ts'
import { isIndexed, type PhotoOrder } from './photo.order.ts'
import { type CheckedScope, isAlbumAlone } from './photo.query.ts'
import { selectIdsInOrder, selectVisibleIds } from './photo.store.ts'
import { type ListPage, type ListRange, toPageOfIds } from './photo-list.ts'

/** Photos read at a time: first as many as most pages take. */
const [firstRead, maxRead] = [500, 4_000]

/**
 * A page of all photos along the index of one column: the next ones are read, and those that the actor sees are kept. A database that
 * is given the albums instead may gather all photos of these before it sorts (MariaDB does: seconds, for a million).
 *
 * @returns `null` for other lists, and where the actor sees so few of the photos that this would go on too long.
 */
export const pageLookedThrough = async (
  context: CallContext,
  scope: CheckedScope,
  order: PhotoOrder,
  { limit, after, backwards, isUnchecked, maxLookedThrough }: ListRange & { readonly maxLookedThrough: number },
): Promise<ListPage | null> => {
  const { gallery, rights } = context
  const { connections, dialect, signal } = gallery
  const isOfAllPhotos = scope.album === undefined && isAlbumAlone(scope)
  if (!isOfAllPhotos || !isIndexed(order) || seesEverything(rights) || rights.photos) return null
  const ids: number[] = []
  let from: CursorKeys | undefined = after
  let lookedThrough = 0
  for (let size = firstRead; ; size = Math.min(maxRead, size * 2)) {
    if (lookedThrough >= maxLookedThrough) return null
    // By the index alone, and then by their ids: asked for both at once, a database may sort the whole table.
    const entries = await selectIdsInOrder(connections.read, { order, limit: size, after: from, backwards })
    const seen = new Set(
      await selectVisibleIds(
        connections.read,
        dialect,
        rights,
        entries.map(({ id }) => id),
      ),
    )
    for (const { id } of entries) if (seen.has(id)) ids.push(id)
    const last = entries.at(-1)
    if (ids.length > limit || !last || entries.length < size) break
    lookedThrough += entries.length
    from = [last.value, last.id]
    signal.throwIfAborted()
  }
  return toPageOfIds(context, order, ids, { limit, isUnchecked })
}
