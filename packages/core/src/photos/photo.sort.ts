/** What photos can be sorted by. `title` is the file name where there is no title; `position` the order made by hand in an album. */
export const photoSortKeys = ['takenAt', 'addedAt', 'fileName', 'title', 'rating', 'views', 'id', 'position'] as const
export type PhotoSortKey = (typeof photoSortKeys)[number]

/** One key, `-` for the other way round. */
export type PhotoSortTerm = PhotoSortKey | `-${PhotoSortKey}`
export const photoSorts: readonly PhotoSortTerm[] = photoSortKeys.flatMap((key) => [key, `-${key}`] as const)

/**
 * One to three keys, `-rating,takenAt`: where photos are alike in the first, the second decides. Or `random:SEED`, an order that
 * looks like none and is the same for the same seed, 0 to 2147483647.
 */
export type PhotoSort = PhotoSortTerm | (string & Record<never, never>)

export const maxSortKeys = 3
export const maxRandomSeed = 0x7fff_ffff

export interface ParsedSort {
  readonly terms: readonly { readonly key: PhotoSortKey; readonly isDescending: boolean }[]
  readonly seed: number | null
}

/** `null` where the text is no order. */
export const parsePhotoSort = (text: string): ParsedSort | null => {
  const [, seed] = /^random:(0|[1-9]\d{0,9})$/.exec(text) ?? []
  if (seed !== undefined) return Number(seed) <= maxRandomSeed ? { terms: [], seed: Number(seed) } : null
  const terms = text.split(',', maxSortKeys + 1).map((term) => {
    const name = term.startsWith('-') ? term.slice(1) : term
    const key = photoSortKeys.find((each) => each === name)
    return key ? { key, isDescending: term.startsWith('-') } : null
  })
  const known = terms.flatMap((term) => term ?? [])
  if (known.length < terms.length || known.length > maxSortKeys) return null
  if (new Set(known.map(({ key }) => key)).size < known.length) return null
  return { terms: known, seed: null }
}

export const isPhotoSort = (value: unknown): value is PhotoSort =>
  typeof value === 'string' && value.length <= 100 && parsePhotoSort(value) !== null

/** A prime near 2^24: products of two residues stay exact in a double. */
export const randomModulus = 16_777_213

/** Place of a photo in a random order: `(id * factor + offset) mod randomModulus`. */
export const toRandomOrder = (seed: number): { factor: number; offset: number } => ({
  factor: 1 + (scramble(seed) % (randomModulus - 1)),
  offset: scramble(seed ^ 0x5bd1_e995) % randomModulus,
})

export const randomKeyOf = (id: number, { factor, offset }: { factor: number; offset: number }): number =>
  ((id % randomModulus) * factor + offset) % randomModulus

/** Seeds that are neighbours must give orders that are not: the finaliser of MurmurHash3. */
const scramble = (seed: number): number => {
  let x = seed | 0
  x = Math.imul(x ^ (x >>> 16), 0x85eb_ca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2_ae35)
  return (x ^ (x >>> 16)) >>> 0
}
