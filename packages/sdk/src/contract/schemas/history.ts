import * as v from 'valibot'
import { Count, Id, line, pageQuery, Timestamp, ZonedTimestamp } from './fields.ts'

const Section = v.picklist([
  'home',
  'albums',
  'photos',
  'tags',
  'search',
  'calendar',
  'favourites',
  'recent',
  'popular',
  'rated',
  'random',
  'comments',
])
/** `page`: of an album, a photo, a list; `high`: a size of a picture, kept as a file; `download`: an original, or a file beside it. */
const Type = v.picklist(['page', 'high', 'download'])
const Who = v.picklist(['guest', 'user', 'administrator', 'link'])

/** With the name it has now; `null`: it is gone. */
const Thing = v.nullable(v.strictObject({ id: Id, name: v.nullable(v.string()) }))

/** One look at one page or picture. */
export const Visit = v.strictObject({
  id: Id,
  at: Timestamp,
  who: Who,
  user: Thing,
  link: Thing,
  section: Section,
  type: Type,
  album: Thing,
  tag: Thing,
  photo: Thing,
  /** The network that an address is in, or a digest of it, good for one day; `null`: not kept. */
  address: v.nullable(v.string()),
})
export type Visit = v.InferOutput<typeof Visit>

/** Fewer lines than the limit where few of many fit: go on with the cursor. */
export const VisitPage = v.strictObject({ items: v.array(Visit), nextCursor: v.nullable(v.string()) })
export type VisitPage = v.InferOutput<typeof VisitPage>

export const VisitQuery = v.strictObject({
  ...pageQuery,
  types: v.optional(v.pipe(v.array(Type), v.minLength(1), v.maxLength(3))),
  who: v.optional(Who),
  userId: v.optional(Id),
  linkId: v.optional(Id),
  section: v.optional(Section),
  albumId: v.optional(Id),
  tagId: v.optional(Id),
  photoId: v.optional(Id),
  /** The whole name of a file. */
  fileName: v.optional(v.pipe(line(255), v.minLength(1))),
  /** As a line has it, or an address. */
  address: v.optional(v.pipe(line(100), v.minLength(1), v.regex(/^[\x21-\x7e]+$/, 'Expected an address'))),
  from: v.optional(ZonedTimestamp),
  to: v.optional(ZonedTimestamp),
})

/** `2024-05-01`, UTC. */
const Day = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((value) => !Number.isNaN(Date.parse(value)), 'Expected a day that the calendar has'),
)
const Period = v.picklist(['hour', 'day', 'month', 'year'])

const counts = {
  total: Count,
  types: v.strictObject({ page: Count, high: Count, download: Count }),
  who: v.strictObject({ guest: Count, user: Count, administrator: Count, link: Count }),
}

export const VisitSummaryQuery = v.strictObject({ by: Period, from: v.optional(Day), to: v.optional(Day) })

/** How many visits there were; periods in which nothing happened are left out. */
export const VisitSummary = v.strictObject({
  by: Period,
  from: v.string(),
  to: v.string(),
  /** `2024-05-01T13`, `2024-05-01`, `2024-05` or `2024`, UTC, the oldest first. */
  periods: v.array(v.strictObject({ period: v.string(), ...counts })),
  all: v.strictObject(counts),
})
export type VisitSummary = v.InferOutput<typeof VisitSummary>

/** Whose visits are kept, and what of them. */
export const HistorySettings = v.strictObject({
  /** Of those without an account, by share links too. */
  guests: v.boolean(),
  users: v.boolean(),
  administrators: v.boolean(),
  /** Of addresses: nothing, the network, or a digest by which those of one day are told apart. */
  addresses: v.picklist(['none', 'network', 'digest']),
  /** Lines are forgotten after so many days; what was counted stays. */
  keepDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650)),
})
export type HistorySettings = v.InferOutput<typeof HistorySettings>
export const HistorySettingsPatch = v.partial(HistorySettings)

/** `lines`: who looked at what; `all`: what was counted, too. Of the days before `before`; default: up to now. */
export const VisitPurge = v.strictObject({ what: v.picklist(['lines', 'all']), before: v.optional(Day) })
export const VisitPurgeStarted = v.strictObject({ jobId: Id })
