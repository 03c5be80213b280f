import { capabilityBit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import { add, emptyBits, has } from '../sets/bits.ts'
import type { Catalogue } from '../sets/catalogue.types.ts'
import { isLarge } from './is-large.ts'

/** An album's photos that came in of late. */
export interface RecentCount {
  readonly albumId: number
  readonly photos: number
  /** When the newest came in, milliseconds since 1970. */
  readonly newestAt: number
}

/** Albums that the actor sees with photos of the set that came in since, the newest first. */
export const recentAlbums = (
  catalogue: Catalogue,
  slots: Int32Array,
  { tree, view }: Pick<Rights, 'tree' | 'view'>,
  since: number,
): RecentCount[] => {
  const { addedAt } = catalogue
  const found = new Map<number, { albumId: number; photos: number; newestAt: number }>()
  const isSeen = (place: number) => ((view.bits[place] as number) & capabilityBit.view) !== 0
  const countIn = (albumId: number, slot: number) => {
    const at = addedAt[slot] as number
    const album = found.get(albumId)
    if (!album) found.set(albumId, { albumId, photos: 1, newestAt: at })
    else {
      album.photos += 1
      if (at > album.newestAt) album.newestAt = at
    }
  }
  const recent = slots.filter((slot) => (addedAt[slot] as number) >= since)
  if (isLarge(recent, catalogue.slots)) {
    const bits = emptyBits(catalogue.slots)
    for (const slot of recent) add(bits, slot)
    for (let place = 0; place < tree.size; place++) {
      if (!isSeen(place)) continue
      const albumId = tree.ids[place] as number
      const posting = catalogue.inAlbum(albumId)
      for (let i = 0; i < posting.length; i++)
        if (has(bits, posting[i] as number)) countIn(albumId, posting[i] as number)
    }
  } else {
    for (const slot of recent) {
      const albums = catalogue.albumsOf(slot)
      for (let i = 0; i < albums.length; i++) {
        const place = tree.placeOf(albums[i] as number)
        if (place !== undefined && isSeen(place)) countIn(albums[i] as number, slot)
      }
    }
  }
  return [...found.values()].sort((a, b) => b.newestAt - a.newestAt || b.albumId - a.albumId)
}
