import * as v from 'valibot'
import { Count, page, pageQuery } from './fields.ts'
import { Photo } from './photo.ts'

/** What a photo is held for by those who look at it; the stars of its metadata are its `rating`. */
export const PhotoScore = v.strictObject({
  /** The average; `null`: nobody rated it, or nobody is to know. */
  score: v.nullable(v.pipe(v.number(), v.minValue(1), v.maxValue(5))),
  count: Count,
  /** One’s own. */
  own: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))),
  mayRate: v.boolean(),
})
/** 0 takes it back. */
export const PhotoStars = v.strictObject({
  stars: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5)),
})
export const RatedPhotoPage = page(v.strictObject({ photo: Photo, stars: v.pipe(v.number(), v.integer()) }))
export const RatingListQuery = v.strictObject(pageQuery)
/** Whether those who are signed in may rate what they see. */
export const RatingSettings = v.strictObject({ enabled: v.boolean() })
