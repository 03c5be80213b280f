import { LRUCache } from 'lru-cache'
import { capabilityBit } from '../access/capabilities.ts'
import { type Rights, sees, seesEverything } from '../access/rights.ts'
import { add, addSlots, and, emptyBits, has, remove } from './bits.ts'
import type { Bits } from './catalogue.types.ts'
import type { MemoryCatalogue } from './memory-catalogue.ts'

/** Bytes of the sets kept: about 60 access classes at a million photos. */
const maxBytes = 8 * 1024 * 1024
/** Changed photos looked at one by one; for more all are looked at anew. */
const maxPatched = 20_000

export const keyOfRights = (rights: Rights): string => `${rights.classKey}|${rights.tree.version}`

/** Photos that an actor may see, kept for each access class and brought up to date by the photos that changed. */
export const createVisibleSets = (): ((rights: Rights, catalogue: MemoryCatalogue) => Bits) => {
  const cache = new LRUCache<string, { catalogue: MemoryCatalogue; revision: number; bits: Bits }>({
    maxSize: maxBytes,
    sizeCalculation: ({ bits }) => bits.words.byteLength + 100,
  })
  return (rights, catalogue) => {
    const key = keyOfRights(rights)
    const { revision } = catalogue.journal
    const known = cache.get(key)
    if (known?.catalogue === catalogue && known.revision === revision) return known.bits
    const steps = known?.catalogue === catalogue ? catalogue.journal.since(known.revision) : null
    const changed = steps?.reduce((sum, step) => sum + step.length, 0) ?? Number.POSITIVE_INFINITY
    const bits =
      known && steps && changed <= maxPatched
        ? patch(rights, catalogue, known.bits, steps)
        : computeVisible(rights, catalogue)
    cache.set(key, { catalogue, revision, bits })
    return bits
  }
}

const patch = (rights: Rights, catalogue: MemoryCatalogue, old: Bits, steps: readonly Int32Array[]): Bits => {
  const bits = emptyBits(catalogue.slots)
  bits.words.set(old.words.subarray(0, bits.words.length))
  for (const step of steps)
    for (const slot of step) {
      if (isVisible(rights, catalogue, slot)) add(bits, slot)
      else remove(bits, slot)
    }
  return bits
}

const isVisible = (rights: Rights, catalogue: MemoryCatalogue, slot: number): boolean => {
  if (!has(catalogue.alive, slot)) return false
  if (seesEverything(rights)) return true
  if ((catalogue.levels[slot] as number) > rights.level) return false
  if (rights.photos)
    return rights.photos.ids.has(catalogue.ids[slot] as number) && isVisible(rights.photos.of, catalogue, slot)
  const albums = catalogue.albumsOf(slot)
  for (let i = 0; i < albums.length; i++) if (sees(rights, albums[i] as number)) return true
  return false
}

const computeVisible = (rights: Rights, catalogue: MemoryCatalogue): Bits => {
  // In a copy: the catalogue changes its own in place.
  if (seesEverything(rights)) return { words: catalogue.alive.words.slice(0, (catalogue.slots + 31) >>> 5) }
  const bits = emptyBits(catalogue.slots)
  if (rights.photos) {
    for (const id of rights.photos.ids) {
      const slot = catalogue.slotOf(id)
      if (slot !== undefined && slot < catalogue.slots && isVisible(rights, catalogue, slot)) add(bits, slot)
    }
    return bits
  }
  const { tree, view } = rights
  for (let place = 0; place < tree.size; place++)
    if (((view.bits[place] as number) & capabilityBit.view) !== 0)
      addSlots(bits, catalogue.inAlbum(tree.ids[place] as number))
  return permitted(rights, catalogue, bits)
}

/** Those of the photos that are not in the trash and not above the actor's level. */
export const permitted = (rights: Rights, catalogue: MemoryCatalogue, photos: Bits): Bits => {
  const bits = and(photos, catalogue.alive)
  return seesEverything(rights) ? bits : and(bits, upToLevel(catalogue, rights.level))
}

const levelSets = new WeakMap<MemoryCatalogue, { revision: number; byLevel: Map<number, Bits> }>()

/** Photos whose level is not above this one: the same for everybody, and kept until a photo changes. */
const upToLevel = (catalogue: MemoryCatalogue, level: number): Bits => {
  const { revision } = catalogue.journal
  let kept = levelSets.get(catalogue)
  if (kept?.revision !== revision) {
    kept = { revision, byLevel: new Map() }
    levelSets.set(catalogue, kept)
  }
  const known = kept.byLevel.get(level)
  if (known) return known
  const { levels, slots } = catalogue
  const bits = emptyBits(slots)
  const { words } = bits
  for (let i = 0; i < words.length; i++) {
    const first = i << 5
    const end = Math.min(32, slots - first)
    let word = 0
    for (let bit = 0; bit < end; bit++) if ((levels[first + bit] as number) <= level) word |= 1 << bit
    words[i] = word
  }
  kept.byLevel.set(level, bits)
  return bits
}
