import type { Catalogue } from '../sets/catalogue.types.ts'
import type { MemberCounts } from '../sets/links.ts'
import type { Pausable, PhotoSet } from './photo-set.ts'
import { type Tally, toTally } from './tally.ts'

/** Tags that have a parent, with it. */
export type TagParents = ReadonlyMap<number, number>

/** Photos looked at between two pauses: about 3 ms. */
const photosPerRun = 80_000

/** Photos by tag. A photo counts for its tags and for those above them, once for each. */
export function* countTags(
  catalogue: Catalogue,
  { slots }: Pick<PhotoSet, 'slots'>,
  parents: TagParents,
): Pausable<Tally> {
  const counts = emptyCounts(catalogue, parents)
  const into = parents.size === 0 ? { counts } : { counts, tree: toTree(parents, counts.length) }
  let without = 0
  for (let from = 0; from < slots.length; from += photosPerRun) {
    without += catalogue.countTags(slots, from, Math.min(from + photosPerRun, slots.length), into)
    yield
  }
  return toTally(toEntries(counts), { photos: slots.length, without })
}

/** A place for each tag by its id, which are given one after another. */
const emptyCounts = (catalogue: Catalogue, parents: TagParents): Int32Array => {
  let highest = 0
  for (const tag of catalogue.tagIds()) highest = Math.max(highest, tag)
  for (const [tag, parent] of parents) highest = Math.max(highest, tag, parent)
  return new Int32Array(highest + 1)
}

const toTree = (parents: TagParents, length: number): NonNullable<MemberCounts['tree']> => {
  const above = new Int32Array(length)
  for (const [tag, parent] of parents) above[tag] = parent
  return { above, lastOwner: new Int32Array(length) }
}

/** In the order of the tags. */
const toEntries = (counts: Int32Array): [tag: number, photos: number][] => {
  const entries: [number, number][] = []
  for (const [tag, photos] of counts.entries()) if (photos !== 0) entries.push([tag, photos])
  return entries
}
