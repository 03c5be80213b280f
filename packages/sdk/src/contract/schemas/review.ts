import * as v from 'valibot'
import { Count, Id, ids, line, page, pageQuery, Timestamp, text } from './fields.ts'
import { Photo } from './photo.ts'

const ReviewState = v.picklist(['waiting', 'returned', 'approved'])

/** A photo that was sent in, and what became of it. */
export const Review = v.strictObject({
  photo: Photo,
  state: ReviewState,
  /** Where it was sent in; `null` where that album is gone. */
  albumId: v.nullable(Id),
  sender: v.strictObject({
    type: v.picklist(['user', 'link', 'guest']),
    id: v.nullable(Id),
    name: v.nullable(line(255)),
  }),
  sentAt: Timestamp,
  /** What whoever sent it back wrote. */
  note: v.nullable(v.string()),
  decidedAt: v.nullable(Timestamp),
})
export type Review = v.InferOutput<typeof Review>
export const ReviewPage = page(Review)
export const ReviewListQuery = v.strictObject({ ...pageQuery, state: v.optional(ReviewState) })
export const OwnReviewListQuery = v.strictObject(pageQuery)

export const ReviewedPhotos = v.strictObject({ photoIds: v.pipe(ids(500), v.minLength(1)) })
export const ReturnedPhotos = v.strictObject({
  ...ReviewedPhotos.entries,
  note: v.pipe(text(2_000), v.regex(/\S/, 'Expected a note that is not blank')),
})

/** How much somebody may add and has added; the limits are `null` where there is none. */
export const UploadQuota = v.strictObject({
  maxPhotos: v.nullable(Count),
  maxBytes: v.nullable(Count),
  photos: Count,
  bytes: Count,
})
export const MaybeUploadQuota = v.strictObject({ quota: v.nullable(UploadQuota) })

/** Somebody who has a limit; `id` is 0 and `name` is `null` for all guests together. */
export const OwnedQuota = v.strictObject({
  owner: v.strictObject({ type: v.picklist(['user', 'link', 'guests']), id: Count, name: v.nullable(v.string()) }),
  quota: UploadQuota,
})
export const QuotaPage = page(OwnedQuota)
export const QuotaListQuery = v.strictObject(pageQuery)

/** `guests` goes with the number 0: all guests have one limit. */
export const QuotaParams = v.strictObject({ owner: v.picklist(['user', 'link', 'guests']), id: Count })
export const QuotaLimits = v.strictObject({
  maxPhotos: v.optional(v.nullable(Count)),
  maxBytes: v.optional(v.nullable(Count)),
})
