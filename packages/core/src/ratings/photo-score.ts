import type { Rights } from '../access/rights.ts'
import type { Visitor } from '../access/visitor.ts'
import type { GalleryContext } from '../context.ts'
import type { PhotoScore } from './photo-score.types.ts'
import { raterOf } from './rater.ts'
import { selectScore } from './rating.store.ts'

/** What is told of a photo's ratings to somebody who sees it. */
export const toPhotoScore = (
  { rater, isOn }: { readonly rater: Visitor | null; readonly isOn: boolean },
  { stars, ratings, own }: { readonly stars: number; readonly ratings: number; readonly own: number | null },
): PhotoScore => {
  const mayRate = rater !== null
  // What others think is none of the business of somebody who was asked alone.
  if (!isOn || (rater && 'linkId' in rater)) return { score: null, count: 0, own, mayRate }
  return { score: ratings === 0 ? null : Math.round((100 * stars) / ratings) / 100, count: ratings, own, mayRate }
}

export const photoScoreOf = async (
  { connections, lookups }: Pick<GalleryContext, 'connections' | 'lookups'>,
  rights: Rights,
  photoId: number,
): Promise<PhotoScore> => {
  const isOn = await lookups.areRatingsOn(rights.commit)
  const rater = raterOf(rights, isOn)
  const isAsked = isOn || rater !== null
  const none = { stars: 0, ratings: 0, own: null }
  return toPhotoScore({ rater, isOn }, isAsked ? await selectScore(connections.read, rater, photoId) : none)
}
