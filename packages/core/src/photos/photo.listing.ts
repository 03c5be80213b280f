import type { CallContext } from '../context.ts'
import { count, toSlots } from '../sets/bits.ts'
import type { Bits, Catalogue } from '../sets/catalogue.types.ts'
import { createMemoryList } from './list-in-memory.ts'
import { createListInRuns } from './list-in-runs.ts'
import { pageLookedThrough } from './list-looked-through.ts'
import { createScannedList } from './list-scanned.ts'
import { isIndexed, type PhotoOrder, toOrder } from './photo.order.ts'
import { type CheckedScope, isAlbumAlone, isAlongAlbum } from './photo.query.ts'
import type { PhotoSort } from './photo.sort.ts'
import {
  countPhotos,
  countPickedPhotos,
  selectPhotoInScope,
  selectPhotos,
  selectPickedPhotos,
  sortPhotos,
} from './photo.store.ts'
import { besideByPages, findAmong, type PhotoList, toPage } from './photo-list.ts'
import { keepVisible } from './visible-rows.ts'

export interface ListOptions {
  readonly sort: PhotoSort
  /** As many photos as are gone through whole rather than looked for along an order of all. Default 2,000. */
  readonly maxGoneThrough?: number
  /** As many photos as the database is given by their ids. Default 5,000. */
  readonly maxPicked?: number
  /** As many photos as are gone through for one page where the photos are not in memory. Default 20,000. */
  readonly maxLookedThrough?: number
}

/**
 * Opens a list. What the index of one album serves, and what the photos in memory cannot (yet), is read from the database; orders held
 * in memory are walked there; for other orders few photos are named to the database, and many are met along its index. What no index
 * serves waits for the photos in memory: the database would sort all there are for each page.
 */
export const openList = async (
  context: CallContext,
  scope: CheckedScope,
  { sort, maxGoneThrough = 2_000, maxPicked = 5_000, maxLookedThrough = 20_000 }: ListOptions,
): Promise<PhotoList> => {
  const { sets } = context.gallery
  const { commit } = context.rights
  const isAlong = isAlongAlbum(scope)
  const order = toOrder(sort, isAlong)
  const names = order.keys.map(({ name }) => name)
  const isServedByIndex = isAlong && isAlbumAlone(scope) && names.length === 1 && names[0] === 'takenAt'
  const isStored = isAlong || isIndexed(order)
  const catalogue = names.includes('position')
    ? null
    : await (isStored ? sets.current(commit) : sets.ready(commit).catch(() => null))
  if (!catalogue) return createStoredList(context, scope, order, maxLookedThrough)
  const memory = await createMemoryList(context, scope, { order: toOrder(sort, false), catalogue, maxGoneThrough })
  if (isServedByIndex && memory) {
    const stored = createStoredList(context, scope, order, maxLookedThrough)
    // What is around a place is found in memory: to count up to it, the index would have to be gone through.
    return { ...stored, countBefore: memory.countBefore, find: memory.find, beside: memory.beside }
  }
  if (memory) return memory
  const bits = await sets.select(context.rights, scope, catalogue)
  if (count(bits) <= maxPicked) return createPickedList(context, toOrder(sort, false), catalogue, bits)
  const overall = toOrder(sort, false)
  if (isIndexed(overall)) return createScannedList(context, overall, catalogue, bits)
  return (
    createListInRuns(context, overall, catalogue, bits) ?? createStoredList(context, scope, overall, maxLookedThrough)
  )
}

const createStoredList = (
  context: CallContext,
  scope: CheckedScope,
  order: PhotoOrder,
  maxLookedThrough: number,
): PhotoList => {
  const { gallery, rights } = context
  const { dialect, connections } = gallery
  const read = isAlongAlbum(scope) || isIndexed(order) ? selectPhotos : sortPhotos
  const page: PhotoList['page'] = async ({ limit, ...range }) =>
    (await pageLookedThrough(context, scope, order, { limit, maxLookedThrough, ...range })) ??
    toPage(order, await read(connections.read, dialect, rights, scope, { ...range, order, limit: limit + 1 }), limit)
  return {
    order,
    page,
    beside: besideByPages(page),
    countBefore: (keys) => countPhotos(connections.read, dialect, rights, scope, { order, keys }),
    find: (id) => selectPhotoInScope(connections.read, dialect, rights, scope, id),
  }
}

const createPickedList = (context: CallContext, order: PhotoOrder, catalogue: Catalogue, bits: Bits): PhotoList => {
  const { gallery, rights } = context
  const { dialect, connections } = gallery
  const ids = Array.from(toSlots(bits), (slot) => catalogue.ids[slot] as number)
  const page: PhotoList['page'] = async ({ limit, isUnchecked, ...range }) => {
    const found = await selectPickedPhotos(connections.read, dialect, ids, { ...range, order, limit: limit + 1 })
    const cut = toPage(order, found, limit)
    if (isUnchecked) return cut
    // What was hidden since it was picked is left out; the page still ends where it ends.
    return { ...cut, rows: await keepVisible(connections.read, dialect, rights, cut.rows) }
  }
  return {
    order,
    page,
    beside: besideByPages(page),
    countBefore: (place) => countPickedPhotos(connections.read, dialect, ids, { order, place }),
    find: findAmong(context, catalogue, bits),
  }
}
