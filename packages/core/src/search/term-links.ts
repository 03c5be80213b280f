import type { PairGroup } from '../db/dialect.ts'
import { segmentOf } from './segments.ts'

/** Which photos have which words: those of a batch, to be written or taken away together. */
export interface TermLinks {
  add(photoId: number, terms: Iterable<string>): void
  /** Every word once. */
  terms(): Iterable<string>
  /** For each segment, in the order of the table, where neighbours share a page. */
  bySegment(idOf: ReadonlyMap<string, number>): Map<number, readonly PairGroup[]>
}

export const createTermLinks = (): TermLinks => {
  const photosOf = new Map<string, number[]>()
  const segments = new Set<number>()
  return {
    add: (photoId, terms) => {
      segments.add(segmentOf(photoId))
      for (const term of terms) {
        const photos = photosOf.get(term)
        if (photos) photos.push(photoId)
        else photosOf.set(term, [photoId])
      }
    },
    terms: () => photosOf.keys(),
    bySegment: (idOf) => {
      const links = Array.from(photosOf, ([term, photos]) => [idOf.get(term) as number, photos] as const)
      links.sort((a, b) => a[0] - b[0])
      // Nearly always one: photos that come together have ids beside each other.
      if (segments.size < 2) return new Map([...segments].map((segment) => [segment, links]))
      return new Map(
        [...segments]
          .sort((a, b) => a - b)
          .map((segment) => {
            const own = links.map(
              ([id, photos]) => [id, photos.filter((photo) => segmentOf(photo) === segment)] as const,
            )
            return [segment, own.filter(([, photos]) => photos.length > 0)]
          }),
      )
    },
  }
}
