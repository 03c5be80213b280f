import * as v from 'valibot'
import { id, pageLimit, prose } from '../input/validate.ts'

const maxPhotos = 500

export const reviewList = v.strictObject({
  limit: pageLimit(200, 50),
  cursor: v.optional(v.string('Must be text.')),
  state: v.optional(
    v.picklist(['waiting', 'returned', 'approved'], 'Must be waiting, returned or approved.'),
    'waiting',
  ),
})

export const ownReviewList = v.omit(reviewList, ['state'])

export const quotaList = v.omit(reviewList, ['state'])

export const reviewedIds = v.pipe(
  v.array(id, 'Must be a list.'),
  v.minLength(1, 'Must name a photo.'),
  v.maxLength(maxPhotos, `Must have ${maxPhotos} entries at most.`),
)

export const reviewNote = v.strictObject({
  note: v.pipe(
    prose(2_000),
    v.transform((text) => text.trim()),
    v.minLength(1, 'Must say what is wrong.'),
  ),
})

/** What a count of rows can come to on either engine. */
const mostPhotos = 2_000_000_000

const limit = (max: number) =>
  v.optional(
    v.nullable(
      v.pipe(
        v.number('Must be a number.'),
        v.safeInteger('Must be a whole number.'),
        v.minValue(0, 'Must be 0 or more.'),
        v.maxValue(max, `Must be ${max} at most.`),
      ),
    ),
    null,
  )
export const quotaLimits = v.strictObject({ maxPhotos: limit(mostPhotos), maxBytes: limit(Number.MAX_SAFE_INTEGER) })
