import * as v from 'valibot'
import { EventTypes } from './event.ts'
import { Id, pageQuery, Timestamp, ZonedTimestamp } from './fields.ts'

/** What changed: names of fields, and their values. */
const Fields = v.nullable(v.record(v.string(), v.unknown()))

/** One entry of the change log. */
export const ActivityEntry = v.strictObject({
  id: Id,
  at: Timestamp,
  actor: v.strictObject({
    kind: v.picklist(['guest', 'user', 'apiKey', 'link', 'system', 'host', 'preview']),
    /** Id of the user, of the API key or of the link. */
    id: v.nullable(v.number()),
    /** What that is called now; why, where the gallery acts by itself; `null`: it is gone. */
    name: v.nullable(v.string()),
  }),
  /** Subject and action, such as `photo.updated`. */
  type: v.string(),
  /** `id`: 0 where the gallery as a whole is meant; of a `grant`, the album's. `name`: as it is now; `null`: it is gone, or has none. */
  subject: v.strictObject({ type: v.string(), id: v.number(), name: v.nullable(v.string()) }),
  /** Entries with the same batch were one change. */
  batchId: v.nullable(v.string()),
  /** The fields that changed, as they were and as they became. */
  before: Fields,
  after: Fields,
})
export type ActivityEntry = v.InferOutput<typeof ActivityEntry>

/** Fewer entries than the limit where few of many fit: go on with the cursor. */
export const ActivityPage = v.strictObject({
  items: v.array(ActivityEntry),
  nextCursor: v.nullable(v.string()),
})
export type ActivityPage = v.InferOutput<typeof ActivityPage>

export const ActivityQuery = v.strictObject({
  ...pageQuery,
  types: v.optional(EventTypes),
  subjectId: v.optional(Id),
  userId: v.optional(Id),
  from: v.optional(ZonedTimestamp),
  to: v.optional(ZonedTimestamp),
})
