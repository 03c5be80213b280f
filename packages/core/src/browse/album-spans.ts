import { capabilityBit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import { has } from '../sets/bits.ts'
import { type Catalogue, noDay } from '../sets/catalogue.types.ts'

/** Days and last arrival of the photos of albums, by place in the tree. */
export interface AlbumSpans {
  /** Days since 1970-01-01; `noDay` where no photo has a date. */
  readonly firstDays: Int32Array
  readonly lastDays: Int32Array
  /** When the newest photo came in, milliseconds since 1970; 0 where there is none. */
  readonly newestAts: Float64Array
}

/** What an album's own photos say, at one privacy level. */
interface OwnSpan {
  readonly commit: number
  readonly firstDay: number
  readonly lastDay: number
  readonly newestAt: number
}

/**
 * The days between which the photos of each album were taken, and when the last one came in, with all albums below, for one viewer.
 *
 * What an album's own photos say depends on the viewer's level only: whoever sees the album sees all its photos up to that level. It
 * is kept by level and looked at again where the album's photos changed; summing up along the tree takes a fraction of a millisecond.
 */
export const createAlbumSpans = () => {
  const byLevel = new Map<number, { catalogue: Catalogue; own: Map<number, OwnSpan> }>()

  const ownSpans = (catalogue: Catalogue, level: number): Map<number, OwnSpan> => {
    let known = byLevel.get(level)
    if (known?.catalogue !== catalogue) {
      known = { catalogue, own: new Map() }
      byLevel.set(level, known)
    }
    return known.own
  }

  return (catalogue: Catalogue, { tree, view, level }: Pick<Rights, 'tree' | 'view' | 'level'>): AlbumSpans => {
    const own = ownSpans(catalogue, level)
    const firstDays = new Int32Array(tree.size).fill(noDay)
    const lastDays = new Int32Array(tree.size).fill(noDay)
    const newestAts = new Float64Array(tree.size)
    const widen = (place: number, firstDay: number, lastDay: number, newestAt: number) => {
      if (firstDay !== noDay) {
        const known = firstDays[place] as number
        if (known === noDay || firstDay < known) firstDays[place] = firstDay
        if (lastDay > (lastDays[place] as number)) lastDays[place] = lastDay
      }
      if (newestAt > (newestAts[place] as number)) newestAts[place] = newestAt
    }
    // From the last place to the first a child is always finished before its parent.
    for (let place = tree.size - 1; place >= 0; place--) {
      if (((view.bits[place] as number) & capabilityBit.view) !== 0) {
        const album = tree.ids[place] as number
        let span = own.get(album)
        if (!span || span.commit < catalogue.albumChangedAt(album)) {
          span = spanOf(catalogue, album, level)
          own.set(album, span)
        }
        widen(place, span.firstDay, span.lastDay, span.newestAt)
      }
      const parent = tree.parents[place] as number
      if (parent >= 0) widen(parent, firstDays[place] as number, lastDays[place] as number, newestAts[place] as number)
    }
    return { firstDays, lastDays, newestAts }
  }
}

const spanOf = (catalogue: Catalogue, albumId: number, level: number): OwnSpan => {
  const { alive, levels, createdDay, addedAt, commit } = catalogue
  const slots = catalogue.inAlbum(albumId)
  let [firstDay, lastDay, newestAt] = [noDay, noDay, 0]
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number
    if ((levels[slot] as number) > level || !has(alive, slot)) continue
    const day = createdDay[slot] as number
    if (day !== noDay) {
      if (firstDay === noDay || day < firstDay) firstDay = day
      if (day > lastDay) lastDay = day
    }
    const at = addedAt[slot] as number
    if (at > newestAt) newestAt = at
  }
  return { commit, firstDay, lastDay, newestAt }
}
