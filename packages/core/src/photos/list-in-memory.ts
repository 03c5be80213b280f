import type { CallContext } from '../context.ts'
import type { CursorKeys } from '../paging/cursor.ts'
import { count, each, has } from '../sets/bits.ts'
import type { Catalogue } from '../sets/catalogue.types.ts'
import { createComparison, createPlacing, type MemoryKey, memoryKeys, type SlotOrder } from '../sets/orders.ts'
import type { PhotoOrder } from './photo.order.ts'
import type { CheckedScope } from './photo.query.ts'
import { findAmong, type ListRange, type PhotoList, readPicked } from './photo-list.ts'

/** A list whose order is one of values in memory; `null` for other orders. */
export const createMemoryList = async (
  context: CallContext,
  scope: CheckedScope,
  { order, catalogue, maxGoneThrough }: { order: PhotoOrder; catalogue: Catalogue; maxGoneThrough: number },
): Promise<PhotoList | null> => {
  const { gallery, rights } = context
  const keys = memoryKeys(order, catalogue)
  if (!keys) return null
  const bits = await gallery.sets.select(rights, scope, catalogue)
  const total = count(bits)
  const sorted = total > maxGoneThrough ? gallery.sets.order(order, catalogue) : null
  const compare = createComparison(order, keys, catalogue)

  const slotsOf = ({ limit, after, backwards = false }: ListRange): number[] => {
    const placing = after ? createPlacing(order, keys, after, catalogue) : null
    const isIn = (slot: number) => has(bits, slot)
    if (sorted) return walk(sorted, { isIn, placing, backwards, limit })
    const sign = backwards ? -1 : 1
    const best = createBest(limit, (a, b) => sign * compare(a, b))
    each(bits, (slot) => {
      if (!placing || sign * placing(slot) > 0) best.add(slot)
    })
    return best.take()
  }

  return {
    order,
    page: async (range) => {
      const slots = slotsOf({ ...range, limit: range.limit + 1 })
      const page = slots.slice(0, range.limit)
      const ids = page.map((slot) => catalogue.ids[slot] as number)
      const last = slots.length > range.limit ? page.at(-1) : undefined
      const next = last === undefined ? null : placeOf(keys, last, catalogue)
      return { rows: await readPicked(context, ids, range.isUnchecked), next }
    },
    countBefore: async (place) => {
      const placing = createPlacing(order, keys, place, catalogue)
      let before = 0
      if (sorted) {
        const { slots, isReversed } = sorted
        const at = firstPast(sorted, (slot) => placing(slot) >= 0)
        for (let i = 0; i < at; i++) if (has(bits, slots[isReversed ? slots.length - 1 - i : i] as number)) before += 1
        return before
      }
      each(bits, (slot) => {
        if (placing(slot) < 0) before += 1
      })
      return before
    },
    find: findAmong(context, catalogue, bits),
    beside: async (place, count) => {
      const idsOf = (backwards: boolean): number[] =>
        [...slotsOf({ limit: count, after: place, backwards })]
          .slice(0, count)
          .map((slot) => catalogue.ids[slot] as number)
      const [before, after] = [idsOf(true), idsOf(false)]
      const rows = new Map((await readPicked(context, [...before, ...after], true)).map((row) => [row.id, row]))
      const rowsOf = (ids: readonly number[]) => ids.flatMap((id) => rows.get(id) ?? [])
      return { before: rowsOf(before), after: rowsOf(after) }
    },
  }
}

const placeOf = (keys: readonly MemoryKey[], slot: number, { ids }: Catalogue): CursorKeys => [
  ...keys.map((key) => key.toCursor(key.valueOf(slot))),
  ids[slot] as number,
]

/** How many slots of the list stand before the first that fits; those that fit are at its end. */
const firstPast = ({ slots, isReversed }: SlotOrder, fits: (slot: number) => boolean): number => {
  let low = 0
  for (let high = slots.length; low < high; ) {
    const middle = (low + high) >>> 1
    if (fits(slots[isReversed ? slots.length - 1 - middle : middle] as number)) high = middle
    else low = middle + 1
  }
  return low
}

const walk = (
  sorted: SlotOrder,
  range: {
    isIn(slot: number): boolean
    placing: ((slot: number) => number) | null
    backwards: boolean
    limit: number
  },
): number[] => {
  const { isIn, placing, backwards, limit } = range
  const { slots, isReversed } = sorted
  const step = backwards ? -1 : 1
  let index = backwards ? slots.length - 1 : 0
  if (placing)
    index = backwards
      ? firstPast(sorted, (slot) => placing(slot) >= 0) - 1
      : firstPast(sorted, (slot) => placing(slot) > 0)
  const found: number[] = []
  for (; index >= 0 && index < slots.length && found.length < limit; index += step) {
    const slot = slots[isReversed ? slots.length - 1 - index : index] as number
    if (isIn(slot)) found.push(slot)
  }
  return found
}

/** Keeps the first few of many in an order. */
const createBest = (limit: number, compare: (a: number, b: number) => number) => {
  let kept: number[] = []
  let worst: number | null = null
  const cut = () => {
    kept.sort(compare)
    kept = kept.slice(0, limit)
    worst = kept.length === limit ? (kept.at(-1) as number) : null
  }
  return {
    add: (slot: number): void => {
      if (worst !== null && compare(slot, worst) > 0) return
      kept.push(slot)
      // Seldom: each cut throws most of what came since the last one away.
      if (kept.length >= Math.max(limit * 4, 1_000)) cut()
    },
    take: (): number[] => {
      cut()
      return kept
    },
  }
}
