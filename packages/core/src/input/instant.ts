import * as v from 'valibot'

const message = 'Must be a date such as 2030-01-31T00:00:00.000Z.'

/** ISO 8601 with a time; comes out in UTC with milliseconds, as the database keeps it. */
export const instant = v.pipe(
  v.string('Must be a date.'),
  v.isoTimestamp(message),
  v.check((value) => !Number.isNaN(Date.parse(value)), message),
  v.transform((value) => new Date(value).toISOString()),
)
