import type { Catalogue } from '../sets/catalogue.types.ts'

/** How a figure is spread over a set of photos. */
export interface Spread {
  /** Photos of the set. */
  readonly photos: number
  /** Those of them of which the figure is not known. */
  readonly without: number
  readonly min: number | null
  readonly max: number | null
  /** Ascending and without gaps; `from` belongs to the bucket, `to` to the next. */
  readonly buckets: readonly { readonly from: number; readonly to: number; readonly photos: number }[]
}

export type RangeColumn = 'widthsPx' | 'heightsPx' | 'bytes'

/**
 * Least and greatest of a figure, and how many photos lie between. Buckets end at powers of two and half-way between them (1024,
 * 1536, 2048 …): narrow where pictures are small, wide where they are huge, so that one giant does not flatten all others.
 *
 * @param unit - A power of two; figures below it share the first bucket.
 */
export const spreadOf = (catalogue: Catalogue, slots: Int32Array, column: RangeColumn, unit: number): Spread => {
  const values = catalogue[column]
  const counts = new Int32Array(64)
  // Units are powers of two: nothing is rounded.
  const perUnit = 1 / unit
  let [min, max, without] = [Number.POSITIVE_INFINITY, 0, 0]
  for (let i = 0; i < slots.length; i++) {
    const value = values[slots[i] as number] as number
    // A file of no bytes is no picture; of no pixels: not known.
    if (value <= 0) {
      without += 1
      continue
    }
    if (value < min) min = value
    if (value > max) max = value
    const bucket = bucketOf(value * perUnit)
    counts[bucket] = (counts[bucket] as number) + 1
  }
  const photos = slots.length
  if (without === photos) return { photos, without, min: null, max: null, buckets: [] }
  const [first, last] = [bucketOf(min / unit), bucketOf(max / unit)]
  const buckets = Array.from({ length: last - first + 1 }, (_, index) => ({
    from: startOf(first + index) * unit,
    to: startOf(first + index + 1) * unit,
    photos: counts[first + index] as number,
  }))
  return { photos, without, min, max, buckets }
}

/** 0: below 1; then two for each power of two. */
const bucketOf = (value: number): number => {
  if (value < 1) return 0
  const power = value < 0x4000_0000 ? 31 - Math.clz32(value) : 30
  return 1 + 2 * power + (value >= 1.5 * (1 << power) ? 1 : 0)
}

const startOf = (bucket: number): number => {
  if (bucket === 0) return 0
  const power = (bucket - 1) >> 1
  return 2 ** power * (bucket % 2 === 0 ? 1.5 : 1)
}
