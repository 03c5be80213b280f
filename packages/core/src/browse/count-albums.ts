import { capabilityBit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import { add, addSlots, countOf, emptyBits } from '../sets/bits.ts'
import type { Bits, Catalogue } from '../sets/catalogue.types.ts'
import { isLarge } from './is-large.ts'
import { type Tally, toTally } from './tally.ts'

/** Photos by the albums that they are in directly: those that the actor sees. `without` are in none of these. */
export const countAlbums = (
  catalogue: Catalogue,
  { bits, slots }: { bits: Bits; slots: Int32Array },
  { tree, view }: Pick<Rights, 'tree' | 'view'>,
): Tally => {
  const isSeen = (place: number) => ((view.bits[place] as number) & capabilityBit.view) !== 0
  const counts = new Map<number, number>()
  const found = emptyBits(catalogue.slots)
  if (isLarge(slots, catalogue.slots)) {
    for (let place = 0; place < tree.size; place++) {
      if (!isSeen(place)) continue
      const album = tree.ids[place] as number
      const posting = catalogue.inAlbum(album)
      addSlots(found, posting)
      counts.set(album, countOf(bits, posting))
    }
  } else {
    for (const slot of slots) {
      const albums = catalogue.albumsOf(slot)
      for (let i = 0; i < albums.length; i++) {
        const album = albums[i] as number
        const place = tree.placeOf(album)
        if (place === undefined || !isSeen(place)) continue
        add(found, slot)
        counts.set(album, (counts.get(album) ?? 0) + 1)
      }
    }
  }
  return toTally(counts, { photos: slots.length, without: slots.length - countOf(found, slots) })
}
