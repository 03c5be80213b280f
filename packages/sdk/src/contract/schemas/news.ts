import * as v from 'valibot'
import { Count, Id, pageQuery, Timestamp } from './fields.ts'

const Rhythm = v.picklist(['never', 'daily', 'weekly'])

export const NewsDraft = v.strictObject({ rhythm: Rhythm })

export const NewsChoice = v.strictObject({
  rhythm: Rhythm,
  /** The next letter tells what came in from then on; `null`: nobody asked for letters yet. */
  since: v.nullable(Timestamp),
  /** When the next one goes out, where there is anything to tell; `null`: never. */
  nextAt: v.nullable(Timestamp),
  /** Whether such letters are written at all. */
  isOffered: v.boolean(),
  /** When the address of one’s own feed was made; `null`: there is none. */
  feedMadeAt: v.nullable(Timestamp),
})

export const NewsFeed = v.strictObject({
  /** Told this once: `/feeds/personal.atom?key=…` and `/feeds/personal.json?key=…`. */
  key: v.string(),
})

export const NewsSettings = v.strictObject({
  /** Whether letters about what is new are written at all. */
  enabled: v.boolean(),
  /** When they go out, UTC; the weekly ones on Mondays. */
  hour: v.pipe(Count, v.maxValue(23)),
  /** Above what is new. */
  text: v.nullable(v.pipe(v.string(), v.maxLength(1_000))),
  /** With small pictures. */
  pictures: v.boolean(),
  /** Of one letter. */
  maxPictures: v.pipe(Count, v.minValue(1), v.maxValue(30)),
})

export const NewsState = v.strictObject({
  isOffered: v.boolean(),
  subscribers: Count,
  nextAt: v.nullable(Timestamp),
})

export const NewsSubscriber = v.strictObject({
  userId: Id,
  username: v.string(),
  rhythm: Rhythm,
  since: Timestamp,
  nextAt: v.nullable(Timestamp),
  /** `false`: there is no address, or the account is disabled. */
  canBeWrittenTo: v.boolean(),
})

export const NewsPageQuery = v.strictObject(pageQuery)

export const NewsSubscribers = v.strictObject({
  items: v.array(NewsSubscriber),
  nextCursor: v.nullable(v.string()),
  total: Count,
})

export const NewsPreview = v.strictObject({
  /** Members that were looked at, 100 at most. */
  looked: Count,
  /** How many of them would get a letter. */
  letters: Count,
  /** New photos in the longest of these. */
  mostPhotos: Count,
  /** Whether these are all who asked for letters. */
  isComplete: v.boolean(),
})

export const NewsSending = v.strictObject({ members: Count })
