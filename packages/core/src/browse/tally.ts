/** What a photo may be counted under. */
export type TallyValue = string | number

/** How many photos of a set have each value, the most frequent first; equally frequent ones by value. */
export interface Tally {
  readonly values: readonly TallyValue[]
  readonly counts: ArrayLike<number>
  /** Photos of the set. */
  readonly photos: number
  /** Those of them without any value. */
  readonly without: number
  /** How values are shown, where that differs from what they are. */
  readonly labels?: ReadonlyMap<TallyValue, string>
}

type Entry = readonly [value: TallyValue, photos: number]

/** @param entries - Values with their counts, in any order; those counted 0 are left out. */
export const toTally = (entries: Iterable<Entry>, rest: { photos: number; without: number }): Tally => {
  const found = [...entries].filter(([, photos]) => photos > 0)
  // By value, then by count: figures sort many times as fast in a typed array as by comparing.
  const isInOrder = found.every(([value], at) => at === 0 || compareValues((found[at - 1] as Entry)[0], value) <= 0)
  if (!isInOrder) found.sort(([a], [b]) => compareValues(a, b))
  const most = found.reduce((max, [, photos]) => Math.max(max, photos), 0)
  const order = Float64Array.from(found, ([, photos], index) => (most - photos) * found.length + index).sort()
  const counts = new Int32Array(found.length)
  const values = Array.from(order, (key, place) => {
    const [value, photos] = found[key % found.length] as Entry
    counts[place] = photos
    return value
  })
  return { ...rest, values, counts }
}

/** Numbers before texts; texts by code unit, which is the same on every machine. */
export const compareValues = (a: TallyValue, b: TallyValue): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
