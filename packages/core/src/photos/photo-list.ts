import type { CallContext } from '../context.ts'
import type { CursorKeys } from '../paging/cursor.ts'
import { has } from '../sets/bits.ts'
import type { Bits, Catalogue } from '../sets/catalogue.types.ts'
import { keysOf, type PhotoOrder } from './photo.order.ts'
import { type ListedPhotoRow, selectAnyById, selectPhoto, selectPhotosById } from './photo.store.ts'
import type { ListedPhoto } from './photo.table.ts'

export interface ListRange {
  readonly limit: number
  /** Start past this place. */
  readonly after?: CursorKeys | undefined
  /** Towards the beginning instead; rows come nearest first. */
  readonly backwards?: boolean
  /**
   * Rows may be of photos that were hidden since they were picked: the caller leaves them out, with what it reads of the rows anyway.
   * Default `false`: that is looked up.
   */
  readonly isUnchecked?: boolean | undefined
}

export interface ListPage {
  readonly rows: readonly ListedPhotoRow[]
  /** Where the page ended, if there is more. */
  readonly next: CursorKeys | null
}

/** One list of photos, read in whichever way costs least. */
export interface PhotoList {
  readonly order: PhotoOrder
  page(range: ListRange): Promise<ListPage>
  /** How many photos come before a place. */
  countBefore(place: CursorKeys): Promise<number>
  /**
   * A photo of the list, with what its place depends on.
   *
   * @param known - Its row, where it was read already and is for the actor.
   */
  find(id: number, known?: ListedPhotoRow): Promise<ListedPhotoRow | undefined>
  /**
   * The photos on both sides of a place. They may be of photos that were hidden since: the caller leaves them out.
   *
   * @param count - As many on each side, where there are so many.
   */
  beside(place: CursorKeys, count: number): Promise<Beside>
}

export interface Beside {
  /** The nearest first. */
  readonly before: readonly ListedPhotoRow[]
  readonly after: readonly ListedPhotoRow[]
}

/** For lists that are read page by page. */
export const besideByPages =
  (page: PhotoList['page']): PhotoList['beside'] =>
  async (place, count) => {
    const some = async (backwards: boolean) =>
      (await page({ limit: count, after: place, backwards, isUnchecked: true })).rows
    const [before, after] = await Promise.all([some(true), some(false)])
    return { before, after }
  }

/** A page of rows, one more of which was asked for than is shown. */
export const toPage = (
  order: PhotoOrder,
  rows: readonly ListedPhotoRow[],
  limit: number,
  isMore = rows.length > limit,
): ListPage => {
  const page = rows.slice(0, limit)
  const last = isMore ? page.at(-1) : undefined
  return { rows: page, next: last ? keysOf(order, last) : null }
}

/** Photos that were picked, in the order of their ids here. Those that were hidden since are left out, see `ListRange.isUnchecked`. */
export const readPicked = async (
  { gallery: { connections, dialect }, rights }: CallContext,
  ids: readonly number[],
  isUnchecked = false,
): Promise<ListedPhoto[]> => {
  const rows = isUnchecked
    ? await selectAnyById(connections.read, dialect, ids)
    : await selectPhotosById(connections.read, dialect, rights, ids)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The same page by ids. What was hidden since they were picked does not end the list. */
export const toPageOfIds = async (
  context: CallContext,
  order: PhotoOrder,
  ids: readonly number[],
  { limit, isUnchecked }: Pick<ListRange, 'limit' | 'isUnchecked'>,
): Promise<ListPage> =>
  toPage(order, await readPicked(context, ids.slice(0, limit), isUnchecked), limit, ids.length > limit)

/** Looks a photo up that is in a set. */
export const findAmong =
  ({ gallery: { connections, dialect }, rights }: CallContext, catalogue: Catalogue, bits: Bits) =>
  async (id: number, known?: ListedPhotoRow): Promise<ListedPhotoRow | undefined> => {
    const slot = catalogue.slotOf(id)
    if (slot === undefined || !has(bits, slot)) return undefined
    return known ?? selectPhoto(connections.read, dialect, rights, id)
  }
