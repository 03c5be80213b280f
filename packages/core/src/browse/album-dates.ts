import { LRUCache } from 'lru-cache'
import type { Rights } from '../access/rights.ts'
import type { SmartLooks } from '../albums/smart-looks.ts'
import type { SmartQuestion } from '../albums/smart-questions.ts'
import { toIsoDay } from '../query/calendar-days.ts'
import { noDay } from '../sets/catalogue.types.ts'
import type { PhotoSets } from '../sets/photo-sets.ts'
import { catalogueSoon } from '../sets/soon.ts'
import { type AlbumSpans, createAlbumSpans } from './album-spans.ts'

/** When the photos of an album and of those below it were taken and came in, of those that one viewer sees. */
export interface AlbumDates {
  /** First and last day on which photos were taken, `2019-07-04`; `null` where no photo has a date. */
  readonly dates: { readonly from: string; readonly to: string } | null
  /** When the newest came in, ISO 8601 UTC; `null` where there is none. */
  readonly newestAt: string | null
}

/** Dates of albums by their place in the tree. */
export type DatesOfPlace = (place: number) => AlbumDates

const unknown: AlbumDates = Object.freeze({ dates: null, newestAt: null })

/** What is known of albums beforehand: how many photos they have, with those below and without, by place, and what smart ones ask for. */
interface FiguresForDates {
  readonly direct: Int32Array
  readonly below: Int32Array
  readonly smart: ReadonlyMap<number, SmartQuestion>
}

/** Where a large gallery's photos are not in memory yet, dates are not known for a moment: pages do not wait for them. */
export const createAlbumDates = (sets: PhotoSets, looks: SmartLooks) => {
  const spansOf = createAlbumSpans()
  const cache = new LRUCache<string, { commit: number; spans: AlbumSpans }>({ max: 50 })

  /** @param ids The albums that are asked for: of others the smart ones' own photos are not looked at. */
  return async (
    rights: Rights,
    { direct, below, smart }: FiguresForDates,
    ids: readonly number[],
  ): Promise<DatesOfPlace> => {
    const { tree } = rights
    let photos = 0
    for (const place of tree.childrenOf(null)) photos += below[place] as number
    // What fits a smart album is not counted above it.
    const questions = ids.flatMap((id) => {
      const question = smart.get(id)
      return question && (direct[tree.placeOf(id) ?? -1] ?? 0) > 0 ? [question] : []
    })
    if (photos === 0 && questions.length === 0) return () => unknown
    const catalogue = await catalogueSoon(sets, photos, rights.commit)
    if (!catalogue) return () => unknown

    const looked = new Map(
      [...(await looks.lookAt(rights, questions, catalogue))].map(([id, look]) => [tree.placeOf(id), look]),
    )
    const key = `${rights.classKey}|${tree.version}`
    let known = cache.get(key)
    if (known?.commit !== catalogue.commit) {
      known = { commit: catalogue.commit, spans: spansOf(catalogue, rights) }
      cache.set(key, known)
    }
    const { firstDays, lastDays, newestAts } = known.spans
    return (place) => {
      const own = looked.get(place)
      const days = [firstDays[place] as number, own?.firstDay ?? noDay].filter((day) => day !== noDay)
      const last = Math.max(lastDays[place] as number, own?.lastDay ?? noDay)
      const newestAt = Math.max(newestAts[place] as number, own?.newestAt ?? 0)
      return {
        dates: days.length === 0 ? null : { from: toIsoDay(Math.min(...days)), to: toIsoDay(last) },
        newestAt: newestAt === 0 ? null : new Date(newestAt).toISOString(),
      }
    }
  }
}
