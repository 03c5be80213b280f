import { emptyBits } from '../sets/bits.ts'
import type { Bits, Catalogue } from '../sets/catalogue.types.ts'
import type { MemberCounts } from '../sets/links.ts'
import type { Pausable, PhotoSet } from './photo-set.ts'
import { type Tally, toTally } from './tally.ts'

/** Tags that have a parent, with it. */
export type TagParents = ReadonlyMap<number, number>

/** Links looked at between two pauses: about 3 ms. */
const linksPerRun = 400_000

/**
 * Photos by tag. A photo counts for its tags and for those above them, once for each: the list of a tag holds the photos of the
 * tags below it too.
 */
export function* countTags(
  catalogue: Catalogue,
  { bits, slots }: Pick<PhotoSet, 'bits' | 'slots'>,
  parents: TagParents,
): Pausable<Tally> {
  // Going through the lists of all tags takes as long for any set; going through photos, as long for nearly all of them.
  return slots.length > catalogue.slots / 2
    ? yield* byTag(catalogue, bits, slots, parents)
    : yield* byPhoto(catalogue, slots, parents)
}

/** Photos looked at between two pauses: about 3 ms. */
const photosPerRun = 80_000

function* byPhoto(catalogue: Catalogue, slots: Int32Array, parents: TagParents): Pausable<Tally> {
  let highest = 0
  for (const tag of catalogue.tagIds()) highest = Math.max(highest, tag)
  for (const [tag, parent] of parents) highest = Math.max(highest, tag, parent)
  const counts = new Int32Array(highest + 1)
  const into = parents.size === 0 ? { counts } : { counts, tree: toTree(parents, highest) }
  let without = 0
  for (let from = 0; from < slots.length; from += photosPerRun) {
    without += catalogue.countTags(slots, from, Math.min(from + photosPerRun, slots.length), into)
    yield
  }
  const found: (readonly [number, number])[] = []
  for (let tag = 1; tag <= highest; tag++) if (counts[tag] !== 0) found.push([tag, counts[tag] as number])
  return toTally(found, { photos: slots.length, without })
}

const toTree = (parents: TagParents, highest: number): NonNullable<MemberCounts['tree']> => {
  const above = new Int32Array(highest + 1)
  for (const [tag, parent] of parents) above[tag] = parent
  return { above, lastOwner: new Int32Array(highest + 1) }
}

function* byTag(catalogue: Catalogue, bits: Bits, slots: Int32Array, parents: TagParents): Pausable<Tally> {
  const counts = new Map<number, number>()
  let links = 0
  for (const tag of catalogue.tagIds()) {
    const posting = catalogue.withTag(tag)
    counts.set(tag, countFound(posting, bits))
    links += posting.length
    if (links >= linksPerRun) {
      links = 0
      yield
    }
  }
  const scratch = emptyBits(catalogue.slots).words
  for (const [tag, below] of subtrees(parents)) {
    let photos = 0
    for (const id of below) {
      const posting = catalogue.withTag(id)
      photos += markNew(scratch, posting, bits)
      links += 2 * posting.length
    }
    for (const id of below) clear(scratch, catalogue.withTag(id))
    counts.set(tag, photos)
    if (links >= linksPerRun) {
      links = 0
      yield
    }
  }
  yield
  let without = 0
  for (let i = 0; i < slots.length; i++) if (catalogue.tagCountOf(slots[i] as number) === 0) without += 1
  return toTally(counts, { photos: slots.length, without })
}

/** Each tag that has tags below it, with all of these and itself. */
const subtrees = (parents: TagParents): Map<number, number[]> => {
  const below = new Map<number, number[]>()
  for (const [tag] of parents) {
    const met = new Set([tag])
    for (let above = parents.get(tag); above !== undefined && !met.has(above); above = parents.get(above)) {
      met.add(above)
      const list = below.get(above)
      if (list) list.push(tag)
      else below.set(above, [above, tag])
    }
  }
  return below
}

const countFound = (slots: ArrayLike<number>, { words }: Bits): number => {
  let found = 0
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number
    found += ((words[slot >>> 5] ?? 0) >>> (slot & 31)) & 1
  }
  return found
}

/** Marks those of the slots that are in the set; how many were not marked before. */
const markNew = (words: Uint32Array, slots: ArrayLike<number>, { words: wanted }: Bits): number => {
  let added = 0
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number
    const bit = 1 << (slot & 31)
    const word = words[slot >>> 5] as number
    if ((word & bit) !== 0 || ((wanted[slot >>> 5] ?? 0) & bit) === 0) continue
    words[slot >>> 5] = word | bit
    added += 1
  }
  return added
}

const clear = (words: Uint32Array, slots: ArrayLike<number>): void => {
  for (let i = 0; i < slots.length; i++) words[(slots[i] as number) >>> 5] = 0
}
