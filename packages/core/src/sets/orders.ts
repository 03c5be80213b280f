import { LRUCache } from 'lru-cache'
import type { CursorKeys } from '../paging/cursor.ts'
import type { OrderKey, PhotoOrder } from '../photos/photo.order.ts'
import { randomKeyOf, toRandomOrder } from '../photos/photo.sort.ts'
import type { Catalogue } from './catalogue.types.ts'
import type { MemoryCatalogue } from './memory-catalogue.ts'
import { createSorter } from './sorter.ts'

/** All slots in an order, from its beginning or from its end. */
export interface SlotOrder {
  readonly slots: Int32Array
  /** The list begins at the end of `slots`. */
  readonly isReversed: boolean
}

/** One value that an order goes by, as a number for each slot. */
export interface MemoryKey {
  readonly isDescending: boolean
  valueOf(slot: number): number
  /** The value as it stands in a cursor. */
  fromCursor(value: string | number): number
  toCursor(value: number): string | number
}

const instant = {
  fromCursor: (value: string | number) => Date.parse(String(value)),
  toCursor: (value: number) => new Date(value).toISOString(),
}
const plain = { fromCursor: Number, toCursor: (value: number) => value }

/** The values of an order, where all of them are in memory; `null` where not. */
export const memoryKeys = (order: PhotoOrder, catalogue: Catalogue): MemoryKey[] | null => {
  const keys = order.keys.map((key) => memoryKey(key, order.seed, catalogue))
  return keys.every((key) => key !== null) ? keys : null
}

const memoryKey = ({ name, isDescending }: OrderKey, seed: number | null, catalogue: Catalogue): MemoryKey | null => {
  switch (name) {
    case 'takenAt':
      return { isDescending, valueOf: (slot) => catalogue.sortAt[slot] as number, ...instant }
    case 'addedAt':
      return { isDescending, valueOf: (slot) => catalogue.addedAt[slot] as number, ...instant }
    case 'rating':
      // Kept as in cursors: unrated is -2.
      return { isDescending, valueOf: (slot) => catalogue.ratings[slot] as number, ...plain }
    case 'random': {
      const random = toRandomOrder(seed ?? 0)
      return { isDescending, valueOf: (slot) => randomKeyOf(catalogue.ids[slot] as number, random), ...plain }
    }
    default:
      return null
  }
}

/** Where two photos stand to each other in an order. */
export const createComparison = (order: PhotoOrder, keys: readonly MemoryKey[], { ids }: Catalogue) => {
  const idSign = order.isIdDescending ? -1 : 1
  return (a: number, b: number): number => {
    for (const key of keys) {
      const difference = key.valueOf(a) - key.valueOf(b)
      if (difference !== 0) return key.isDescending ? -difference : difference
    }
    return idSign * ((ids[a] as number) - (ids[b] as number))
  }
}

/** Where a photo stands to a place in an order: negative before it, positive past it, 0 at it. */
export const createPlacing = (order: PhotoOrder, keys: readonly MemoryKey[], place: CursorKeys, { ids }: Catalogue) => {
  const values = keys.map((key, index) => key.fromCursor(place[index] as string | number))
  const id = Number(place.at(-1))
  const idSign = order.isIdDescending ? -1 : 1
  return (slot: number): number => {
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as MemoryKey
      const difference = key.valueOf(slot) - (values[i] as number)
      if (difference !== 0) return key.isDescending ? -difference : difference
    }
    return idSign * ((ids[slot] as number) - id)
  }
}

/** Bytes of the orders kept: 12 at a million photos. */
const maxBytes = 48 * 1024 * 1024
/** As many as are sorted while a call waits; more are sorted in the background. */
const maxSortedAtOnce = 50_000
/** Changed photos put in their places one by one; for more all are sorted anew. */
const maxPatched = 20_000

interface Kept {
  readonly catalogue: MemoryCatalogue
  readonly revision: number
  readonly slots: Int32Array
}

/** Orders of all photos, kept while they are asked for. */
export const createOrders = (parts: { pause(): Promise<void>; onFault(error: unknown): void }) => {
  const cache = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    sizeCalculation: ({ slots }) => slots.byteLength + 100,
  })
  const sorting = new Set<string>()

  /** `null` where it has yet to be sorted, which this starts. */
  return (order: PhotoOrder, catalogue: MemoryCatalogue): SlotOrder | null => {
    const isReversed = order.keys[0]?.isDescending ?? order.isIdDescending
    const upright = isReversed ? reverse(order) : order
    const keys = memoryKeys(upright, catalogue)
    if (!keys) return null
    const name = nameOf(upright)
    const { revision } = catalogue.journal
    const known = cache.get(name)
    if (known?.catalogue === catalogue) {
      if (known.revision === revision) return { slots: known.slots, isReversed }
      const steps = catalogue.journal.since(known.revision)
      if (steps && steps.reduce((sum, step) => sum + step.length, 0) <= maxPatched) {
        const slots = patch(known.slots, steps, catalogue.slots, createComparison(upright, keys, catalogue))
        cache.set(name, { catalogue, revision, slots })
        return { slots, isReversed }
      }
    }
    const sorter = createSorter(catalogue.slots, keys, { ids: catalogue.ids, isIdDescending: upright.isIdDescending })
    if (catalogue.slots <= maxSortedAtOnce) {
      const slots = sorter.finish()
      cache.set(name, { catalogue, revision, slots })
      return { slots, isReversed }
    }
    if (sorting.has(name)) return null
    sorting.add(name)
    void (async () => {
      // What changes meanwhile is put in its place when the order is asked for again.
      while (sorter.step()) await parts.pause()
      cache.set(name, { catalogue, revision, slots: sorter.finish() })
    })()
      .catch(parts.onFault)
      .finally(() => sorting.delete(name))
    return null
  }
}

const reverse = (order: PhotoOrder): PhotoOrder => ({
  ...order,
  keys: order.keys.map((key) => ({ ...key, isDescending: !key.isDescending })),
  isIdDescending: !order.isIdDescending,
})

const nameOf = ({ keys, isIdDescending, seed }: PhotoOrder): string =>
  [
    ...keys.map(({ name, isDescending }) => `${isDescending ? '-' : ''}${name}`),
    isIdDescending ? '-id' : 'id',
    seed,
  ].join()

/** The order with changed photos at their new places, and new ones at theirs. */
const patch = (
  old: Int32Array,
  steps: readonly Int32Array[],
  slots: number,
  compare: (a: number, b: number) => number,
): Int32Array => {
  const moved = new Uint8Array(slots)
  const changed: number[] = []
  for (const step of steps)
    for (const slot of step)
      if (moved[slot] === 0) {
        moved[slot] = 1
        changed.push(slot)
      }
  changed.sort(compare)
  const rest = old.length === 0 ? old : old.filter((slot) => moved[slot] === 0)
  const patched = new Int32Array(rest.length + changed.length)
  let from = 0
  let at = 0
  for (const slot of changed) {
    let to = rest.length
    for (let low = from; low < to; ) {
      const middle = (low + to) >>> 1
      if (compare(rest[middle] as number, slot) < 0) low = middle + 1
      else to = middle
    }
    patched.set(rest.subarray(from, to), at)
    at += to - from
    patched[at++] = slot
    from = to
  }
  patched.set(rest.subarray(from), at)
  return patched
}
