import { type Catalogue, noRating } from '../sets/catalogue.types.ts'
import { type Tally, toTally } from './tally.ts'

/** Photos by the stars they were given; `without` are those that nobody rated. */
export const countRatings = ({ ratings }: Catalogue, slots: Int32Array): Tally => {
  const counts = new Int32Array(8)
  for (let i = 0; i < slots.length; i++) {
    const index = (ratings[slots[i] as number] as number) - noRating
    counts[index] = (counts[index] as number) + 1
  }
  const rated = [...counts.entries()].slice(1).map(([index, photos]) => [index + noRating, photos] as const)
  return toTally(rated, { photos: slots.length, without: counts[0] as number })
}

export const countLevels = ({ levels }: Catalogue, slots: Int32Array): Tally => {
  const counts = new Int32Array(256)
  for (let i = 0; i < slots.length; i++) {
    const level = levels[slots[i] as number] as number
    counts[level] = (counts[level] as number) + 1
  }
  return toTally(counts.entries(), { photos: slots.length, without: 0 })
}

const shapes = ['portrait', 'square', 'landscape', 'panorama'] as const

/** Photos by their shape, in the buckets that `orientation:` of a query has. `without` are those of unknown size. */
export const countShapes = ({ widthsPx, heightsPx }: Catalogue, slots: Int32Array): Tally => {
  const counts = new Int32Array(shapes.length)
  let without = 0
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number
    const width = widthsPx[slot] as number
    const height = heightsPx[slot] as number
    if (width === 0 || height === 0) {
      without += 1
      continue
    }
    const ratio = width / height
    const shape = ratio < 0.95 ? 0 : ratio <= 1.05 ? 1 : ratio < 2 ? 2 : 3
    counts[shape] = (counts[shape] as number) + 1
  }
  return toTally(
    shapes.map((shape, index) => [shape, counts[index] as number] as const),
    { photos: slots.length, without },
  )
}
