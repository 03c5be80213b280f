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

/** @param entries - Values with their counts, in any order; those counted 0 are left out. */
export const toTally = (
  entries: Iterable<readonly [value: TallyValue, photos: number]>,
  rest: { photos: number; without: number },
): Tally => {
  const found = [...entries].filter(([, photos]) => photos > 0)
  found.sort(([a, many], [b, more]) => more - many || compareValues(a, b))
  return { ...rest, values: found.map(([value]) => value), counts: Int32Array.from(found, ([, photos]) => photos) }
}

/** Numbers before texts; texts by code unit, which is the same on every machine. */
export const compareValues = (a: TallyValue, b: TallyValue): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
