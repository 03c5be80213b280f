import * as v from 'valibot'
import { Timestamp } from './fields.ts'

const cursor = v.pipe(v.string(), v.regex(/^\d{1,16}-\d{1,16}$/, 'Expected the id of an event'))

/** `photo.added`, or `photo.*` for all of a subject. */
export const EventType = v.pipe(
  v.string(),
  v.regex(/^[a-z]{1,16}\.(?:\*|[a-z][a-z-]{0,31})$/, 'Expected a type such as photo.added or photo.*'),
)
export const EventTypes = v.pipe(v.array(EventType), v.minLength(1), v.maxLength(100))

/** Something that changed. */
export const GalleryEvent = v.strictObject({
  /** Where it stands in the order of changes: unique, and a place to go on from. */
  id: v.string(),
  type: v.string(),
  at: Timestamp,
  /** `id`: 0 where the gallery as a whole is meant; of a `grant`, the album's. */
  subject: v.strictObject({ type: v.string(), id: v.number() }),
  /** Events with the same batch were one change; `null` for all but administrators. */
  batchId: v.nullable(v.string()),
})
export type GalleryEvent = v.InferOutput<typeof GalleryEvent>

export const EventPage = v.strictObject({
  items: v.array(GalleryEvent),
  /** Where to go on from, whether there were events or not. */
  cursor: v.string(),
  /** `false`: that was all, for now. */
  hasMore: v.boolean(),
})
export type EventPage = v.InferOutput<typeof EventPage>

export const EventCursor = cursor

export const EventListQuery = v.strictObject({
  after: v.optional(cursor),
  types: v.optional(EventTypes),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500))),
})
export const EventStreamQuery = v.strictObject({ after: v.optional(cursor), types: v.optional(EventTypes) })
