import { LRUCache } from 'lru-cache'
import type { Rights } from '../access/rights.ts'
import { noDay } from '../sets/catalogue.types.ts'
import type { PhotoSets } from '../sets/photo-sets.ts'
import { type AlbumSpans, createAlbumSpans } from './album-spans.ts'
import { toIsoDay } from './calendar-days.ts'

/** When the photos of an album and of those below it were taken and came in, of those that one viewer sees. */
export interface AlbumDates {
  /** First and last day on which photos were taken, `2019-07-04`; `null` where no photo has a date. */
  readonly dates: { readonly from: string; readonly to: string } | null
  /** When the newest came in, ISO 8601 UTC; `null` where there is none. */
  readonly newestAt: string | null
}

/** Dates of albums by their place in the tree. */
export type DatesOfPlace = (place: number) => AlbumDates

/** As many are in memory in less time than a person notices: worth waiting for, so that a small gallery always answers the same. */
const maxWaitedFor = 20_000
const unknown: AlbumDates = Object.freeze({ dates: null, newestAt: null })

/** Where a large gallery's photos are not in memory yet, dates are not known for a moment: pages do not wait for them. */
export const createAlbumDates = (sets: PhotoSets) => {
  const spansOf = createAlbumSpans()
  const cache = new LRUCache<string, { commit: number; spans: AlbumSpans }>({ max: 50 })

  /** `below`: how many photos each album and those below it have, by place. */
  return async (rights: Rights, { below }: { readonly below: Int32Array }): Promise<DatesOfPlace> => {
    const { tree } = rights
    let photos = 0
    for (const place of tree.childrenOf(null)) photos += below[place] as number
    if (photos === 0) return () => unknown
    const catalogue = photos <= maxWaitedFor ? await sets.ready() : await sets.current()
    if (!catalogue) return () => unknown

    const key = `${rights.classKey}|${tree.version}`
    let known = cache.get(key)
    if (known?.commit !== catalogue.commit) {
      known = { commit: catalogue.commit, spans: spansOf(catalogue, rights) }
      cache.set(key, known)
    }
    const { firstDays, lastDays, newestAts } = known.spans
    return (place) => {
      const [first, last] = [firstDays[place] as number, lastDays[place] as number]
      const newestAt = newestAts[place] as number
      return {
        dates: first === noDay ? null : { from: toIsoDay(first), to: toIsoDay(last) },
        newestAt: newestAt === 0 ? null : new Date(newestAt).toISOString(),
      }
    }
  }
}
