import * as v from 'valibot'

/** Ids come from the database's auto-increment. */
export const Id = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER))

/** A whole number from 0. */
export const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))

const wellFormed = 'Expected well-formed text without control characters'

/** One line of text. Half characters (lone surrogates) and control characters are refused: they do not survive a round trip. */
export const line = (maxCharacters: number) =>
  v.pipe(v.string(), v.maxLength(maxCharacters), v.regex(/^[^\p{Cc}\p{Cs}]*$/u, wellFormed))

/** One line with something to read in it. */
export const name = (maxCharacters: number) =>
  v.pipe(line(maxCharacters), v.regex(/[^\s\p{Cf}]/u, 'Expected a name that is not blank'))

/** Text with line breaks and tabs. */
export const text = (maxCharacters: number) =>
  v.pipe(v.string(), v.maxLength(maxCharacters), v.regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, wellFormed))

const isCalendarDay = (value: string): boolean => {
  const year = Number(value.slice(0, 4))
  const month = Number(value.slice(5, 7))
  const day = Number(value.slice(8, 10))
  // Day 0 of the next month is the last of this one; `setUTCFullYear` because `Date.UTC` moves years below 100.
  const last = new Date(0)
  last.setUTCFullYear(year, month, 0)
  return month >= 1 && month <= 12 && day >= 1 && day <= last.getUTCDate()
}

const noSuchDay = 'Expected a day that the calendar has'

/** A moment, UTC: `2019-07-04T16:30:00.000Z`. */
export const Timestamp = v.pipe(
  v.string(),
  v.isoTimestamp('Expected an ISO 8601 date and time'),
  v.endsWith('Z', 'Expected a time in UTC, ending in Z'),
  v.check(isCalendarDay, noSuchDay),
)

/** A moment, with any zone: `2019-07-04T18:30:00+02:00`. */
export const ZonedTimestamp = v.pipe(
  v.string(),
  v.maxLength(40),
  v.isoTimestamp('Expected an ISO 8601 date and time with a zone'),
  v.check(isCalendarDay, noSuchDay),
)

/** A date and time as somebody's clock showed it, without a zone: `2019-07-04T18:30:00`. */
export const LocalTimestamp = v.pipe(
  v.string(),
  v.regex(
    /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?$/,
    'Expected an ISO 8601 date and time without a zone',
  ),
  v.check(isCalendarDay, noSuchDay),
)

/** Privacy levels: everybody, contacts, friends, family, administrators. */
export const Level = v.picklist([0, 1, 2, 4, 8])
export type Level = v.InferOutput<typeof Level>

export const Capability = v.picklist(['view', 'download', 'upload', 'edit', 'organise', 'share', 'manage', 'submit'])
export type Capability = v.InferOutput<typeof Capability>

export const Latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
export const Longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180))
/** Metres above sea level. */
export const Altitude = v.pipe(v.number(), v.minValue(-100_000), v.maxValue(100_000))
/** -1 (rejected) to 5. */
export const Rating = v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(5))

/** A list of different ids. */
export const ids = (maxItems: number) =>
  v.pipe(
    v.array(Id),
    v.maxLength(maxItems),
    v.check((list) => new Set(list).size === list.length, 'Expected each id once'),
  )

export const IdParams = v.strictObject({ id: Id })

/** How many items a page holds, and where it starts. */
export const pageQuery = {
  limit: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500), v.description('How many items a page holds.')),
  ),
  cursor: v.optional(v.pipe(line(1024), v.description('`nextCursor` of the page before. Left out: the first page.'))),
}

/** One page of a list. `nextCursor` is `null` on the last; `total` counts what the asker may see. */
export const page = <const S extends v.GenericSchema>(item: S) =>
  v.strictObject({ items: v.array(item), nextCursor: v.nullable(v.string()), total: Count })
