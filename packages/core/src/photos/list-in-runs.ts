import type { CallContext } from '../context.ts'
import type { CursorKeys } from '../paging/cursor.ts'
import { has } from '../sets/bits.ts'
import type { Bits, Catalogue } from '../sets/catalogue.types.ts'
import { createComparison, createPlacing, memoryKeys } from '../sets/orders.ts'
import type { PhotoOrder } from './photo.order.ts'
import { selectIdsInOrder } from './photo.store.ts'
import { besideByPages, findAmong, type ListRange, type PhotoList, toPageOfIds } from './photo-list.ts'

/** Entries of the index read at a time. */
const maxRead = 5_000

/** Ids that photos can have, and one more at either end. */
const [belowAllIds, aboveAllIds] = [0, 2 ** 31]

/**
 * A list of many photos by a value that only the database has and then by values in memory, `title,-takenAt`: the index of the first
 * is read, and each run of photos that are alike in it is put in order here. `null` for other orders.
 */
export const createListInRuns = (
  context: CallContext,
  order: PhotoOrder,
  catalogue: Catalogue,
  bits: Bits,
): PhotoList | null => {
  const { connections, signal } = context.gallery
  const [first, ...others] = order.keys
  if (!first || first.name === 'random') return null
  const rest: PhotoOrder = { ...order, keys: others, shape: order.shape.slice(1) }
  const restKeys = memoryKeys(rest, catalogue)
  if (!restKeys) return null
  const compare = createComparison(rest, restKeys, catalogue)
  const alongIndex: PhotoOrder = { ...order, keys: [first], isIdDescending: first.isDescending }

  /** The slots past a place, run by run. */
  async function* runs({ after, backwards = false }: Omit<ListRange, 'limit'>): AsyncGenerator<number[]> {
    const placing = after ? createPlacing(rest, restKeys ?? [], after.slice(1), catalogue) : null
    const sign = backwards ? -1 : 1
    const toRun = (value: string | number | null, slots: number[]): number[] =>
      (placing && value === after?.[0] ? slots.filter((slot) => sign * placing(slot) > 0) : slots).sort(
        (a, b) => sign * compare(a, b),
      )
    const isUp = first?.isDescending === backwards
    // The run that the place is in is read whole: its own order is another one.
    let from: CursorKeys | undefined = after && [after[0] as string | number, isUp ? belowAllIds : aboveAllIds]
    let value: string | number | null = null
    let slots: number[] = []
    for (;;) {
      const entries = await selectIdsInOrder(connections.read, {
        order: alongIndex,
        after: from,
        backwards,
        limit: maxRead,
      })
      for (const entry of entries) {
        if (entry.value !== value) {
          if (slots.length > 0) yield toRun(value, slots)
          value = entry.value
          slots = []
        }
        const slot = catalogue.slotOf(entry.id)
        if (slot !== undefined && has(bits, slot)) slots.push(slot)
      }
      const last = entries.at(-1)
      if (!last || entries.length < maxRead) break
      from = [last.value, last.id]
      signal.throwIfAborted()
    }
    if (slots.length > 0) yield toRun(value, slots)
  }

  const page: PhotoList['page'] = async ({ limit, isUnchecked, ...range }) => {
    const ids: number[] = []
    for await (const run of runs(range)) {
      for (const slot of run.slice(0, limit + 1 - ids.length)) ids.push(catalogue.ids[slot] as number)
      if (ids.length > limit) break
    }
    return toPageOfIds(context, order, ids, { limit, isUnchecked })
  }
  return {
    order,
    page,
    beside: besideByPages(page),
    countBefore: async (place) => {
      let before = 0
      for await (const run of runs({ after: place, backwards: true })) before += run.length
      return before
    },
    find: findAmong(context, catalogue, bits),
  }
}
