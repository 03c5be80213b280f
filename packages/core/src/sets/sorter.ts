/** A sort in steps of a few milliseconds. */
export interface Sorter {
  /** `false` once there is nothing left to do. */
  step(): boolean
  /** Does what is left. */
  finish(): Int32Array
}

const digitBits = 11
const digits = 1 << digitBits
/** Slots between two steps: about 2 ms. */
const stepMask = 0xffff

/**
 * Sorts slots by several values: by counting, from the last digit of the last value to the first digit of the first. Each pass keeps
 * what the passes before it did, and takes as long as there are slots, whatever the values are.
 */
export const createSorter = (
  slots: number,
  keys: readonly { readonly isDescending: boolean; valueOf(slot: number): number }[],
  { ids, isIdDescending }: { ids: Int32Array; isIdDescending: boolean },
): Sorter => {
  let sorted = new Int32Array(slots)
  let spare = new Int32Array(slots)
  for (let slot = 0; slot < slots; slot++) sorted[slot] = slot
  const work = passes()

  function* passes(): Generator<void, void, void> {
    yield* sortBy({ isDescending: isIdDescending, valueOf: (slot) => ids[slot] as number })
    for (const key of keys.toReversed()) yield* sortBy(key)
  }

  function* sortBy(key: (typeof keys)[number]): Generator<void, void, void> {
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    const values = new Float64Array(slots)
    for (let slot = 0; slot < slots; slot++) {
      const value = key.valueOf(slot)
      values[slot] = value
      if (value < min) min = value
      if (value > max) max = value
      if ((slot & stepMask) === stepMask) yield
    }
    yield
    for (let divisor = 1; divisor <= max - min; divisor *= digits) {
      const counts = new Int32Array(digits + 1)
      const digitOf = (slot: number) => {
        const value = key.isDescending ? max - (values[slot] as number) : (values[slot] as number) - min
        return Math.floor(value / divisor) % digits
      }
      for (let slot = 0; slot < slots; slot++) {
        const digit = digitOf(slot) + 1
        counts[digit] = (counts[digit] as number) + 1
        if ((slot & stepMask) === stepMask) yield
      }
      for (let digit = 1; digit <= digits; digit++)
        counts[digit] = (counts[digit] as number) + (counts[digit - 1] as number)
      yield
      for (let i = 0; i < slots; i++) {
        const slot = sorted[i] as number
        const digit = digitOf(slot)
        const place = counts[digit] as number
        spare[place] = slot
        counts[digit] = place + 1
        if ((i & stepMask) === stepMask) yield
      }
      ;[sorted, spare] = [spare, sorted]
      yield
    }
  }

  const step = () => work.next().done !== true
  return {
    step,
    finish: () => {
      while (step());
      return sorted
    },
  }
}
