import type { CallContext } from '../context.ts'
import type { CursorKeys } from '../paging/cursor.ts'
import { has } from '../sets/bits.ts'
import type { Bits, Catalogue } from '../sets/catalogue.types.ts'
import type { PhotoOrder } from './photo.order.ts'
import { selectIdsInOrder } from './photo.store.ts'
import { besideByPages, findAmong, type ListRange, type PhotoList, toPageOfIds } from './photo-list.ts'

/** Entries of the index read at a time: first as many as most pages take. */
const [firstRead, maxRead] = [500, 5_000]

/** A list of many photos in the order of one column of the database: its index is read in pieces, and those of the set are picked out. */
export const createScannedList = (
  context: CallContext,
  order: PhotoOrder,
  catalogue: Catalogue,
  bits: Bits,
): PhotoList => {
  const { connections } = context.gallery
  const isIn = (id: number) => {
    const slot = catalogue.slotOf(id)
    return slot !== undefined && has(bits, slot)
  }
  const scan = async (range: Omit<ListRange, 'limit'>, visit: (id: number) => boolean): Promise<void> => {
    let after: CursorKeys | undefined = range.after
    for (let limit = firstRead; ; limit = Math.min(maxRead, limit * 2)) {
      const entries = await selectIdsInOrder(connections.read, { ...range, after, order, limit })
      for (const { id } of entries) if (isIn(id) && !visit(id)) return
      const last = entries.at(-1)
      if (!last || entries.length < limit) return
      after = [last.value, last.id]
      context.gallery.signal.throwIfAborted()
    }
  }
  const page: PhotoList['page'] = async ({ limit, isUnchecked, ...range }) => {
    const ids: number[] = []
    await scan(range, (id) => ids.push(id) <= limit)
    return toPageOfIds(context, order, ids, { limit, isUnchecked })
  }
  return {
    order,
    page,
    beside: besideByPages(page),
    countBefore: async (place) => {
      let before = 0
      await scan({ after: place, backwards: true }, () => {
        before += 1
        return true
      })
      return before
    },
    find: findAmong(context, catalogue, bits),
  }
}
