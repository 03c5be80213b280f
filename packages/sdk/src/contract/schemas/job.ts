import * as v from 'valibot'
import { Count, Id, pageQuery, Timestamp } from './fields.ts'

const JobState = v.picklist(['waiting', 'running', 'done', 'failed'])

/** A piece of background work, as it stands. */
export const Job = v.strictObject({
  id: Id,
  /** What kind of work it is. */
  queue: v.string(),
  state: JobState,
  attempts: Count,
  /** `total`: 0 where it is not known. */
  progress: v.strictObject({ done: Count, total: Count }),
  /** Of the last attempt that failed. */
  error: v.nullable(v.strictObject({ code: v.string(), message: v.string() })),
  createdAt: Timestamp,
  finishedAt: v.nullable(Timestamp),
})
export type Job = v.InferOutput<typeof Job>

export const JobPage = v.strictObject({ items: v.array(Job), nextCursor: v.nullable(v.string()) })
export type JobPage = v.InferOutput<typeof JobPage>

export const JobQuery = v.strictObject({ ...pageQuery, state: v.optional(JobState) })
