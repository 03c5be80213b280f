import { type Catalogue, noDay } from '../sets/catalogue.types.ts'
import { mark } from '../sets/columns.ts'

/** Which date a calendar goes by: the day the camera showed, or the day (UTC) on which the photo came in. */
export type CalendarBy = 'created' | 'posted'

/** The days that photos of a set have, ascending: from these a calendar of any shape is summed up. */
export interface DayTally {
  /** Days since 1970-01-01. */
  readonly days: Int32Array
  readonly counts: Int32Array
  /** The newest photo of each day that a picture can be made of; 0 where there is none. */
  readonly newestIds: Int32Array
  /** What it is the newest by, milliseconds since 1970. */
  readonly newestAts: Float64Array
  /** Photos without a date. */
  readonly undated: number
}

/** Days kept in a plain table: 1800 to 2200 at most. Photos of other days, which cameras do not make, are kept in a map. */
const firstPlainDay = -62_091
const plainDays = 146_097
const none = -1

/** The days of the table: of a few photos, those from the first to the last, or making it would be most of the work. */
const tableOf = (column: Int32Array, slots: Int32Array): { readonly first: number; readonly size: number } => {
  if (slots.length > plainDays) return { first: firstPlainDay, size: plainDays }
  let [first, last] = [firstPlainDay + plainDays, firstPlainDay]
  for (let i = 0; i < slots.length; i++) {
    const day = column[slots[i] as number] as number
    if (day < firstPlainDay || day >= firstPlainDay + plainDays) continue
    if (day < first) first = day
    if (day > last) last = day
  }
  return { first, size: Math.max(0, last - first + 1) }
}

export const countDays = (catalogue: Catalogue, slots: Int32Array, by: CalendarBy): DayTally => {
  const { ids, marks } = catalogue
  const column = by === 'created' ? catalogue.createdDay : catalogue.postedDay
  const instants = by === 'created' ? catalogue.sortAt : catalogue.addedAt
  const { first, size } = tableOf(column, slots)
  const counts = new Int32Array(size)
  const newest = new Int32Array(size).fill(none)
  const others = new Map<number, { photos: number; newest: number }>()
  const isNewer = (slot: number, than: number): boolean => {
    if (((marks[slot] as number) & mark.renderable) === 0) return false
    if (than === none) return true
    const difference = (instants[slot] as number) - (instants[than] as number)
    return difference > 0 || (difference === 0 && (ids[slot] as number) > (ids[than] as number))
  }
  let undated = 0
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number
    const day = column[slot] as number
    if (day === noDay) {
      undated += 1
      continue
    }
    const index = day - first
    if (index >= 0 && index < size) {
      counts[index] = (counts[index] as number) + 1
      const known = newest[index] as number
      // Most photos are older than the newest: that is seen without a call.
      if ((known === none || (instants[slot] as number) >= (instants[known] as number)) && isNewer(slot, known))
        newest[index] = slot
    } else {
      const known = others.get(day) ?? { photos: 0, newest: none }
      known.photos += 1
      if (isNewer(slot, known.newest)) known.newest = slot
      others.set(day, known)
    }
  }
  const found = [...others].map(([day, rest]) => ({ day, ...rest }))
  for (let index = 0; index < size; index++) {
    const photos = counts[index] as number
    if (photos > 0) found.push({ day: index + first, photos, newest: newest[index] as number })
  }
  if (others.size > 0) found.sort((a, b) => a.day - b.day)
  const newestOf = (column: ArrayLike<number>) => (each: { newest: number }) =>
    each.newest === none ? 0 : (column[each.newest] as number)
  return {
    days: Int32Array.from(found, ({ day }) => day),
    counts: Int32Array.from(found, ({ photos }) => photos),
    newestIds: Int32Array.from(found, newestOf(ids)),
    newestAts: Float64Array.from(found, newestOf(instants)),
    undated,
  }
}
