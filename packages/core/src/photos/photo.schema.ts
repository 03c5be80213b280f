import * as v from 'valibot'
import { levels } from '../access/capabilities.ts'
import { duplicatePolicyPatch } from '../duplicates/duplicate.schema.ts'
import { fieldPatch } from '../fields/field.schema.ts'
import { id, line, pageLimit, prose, wholeNumber } from '../input/validate.ts'
import { queryValue } from '../query/query.schema.ts'
import { photoTranslations } from '../translations/translation.schema.ts'
import { isPhotoSort, maxSortKeys, type PhotoSort, photoSortKeys } from './photo.sort.ts'
import type { OriginalMetadata } from './photo.types.ts'

const originalMetadata = ['stored', 'edited', 'stripped', 'without-position'] as const satisfies OriginalMetadata[]

const number = (min: number, max: number, what: string) =>
  v.nullable(
    v.pipe(
      v.number('Must be a number.'),
      v.minValue(min, `${what} must be ${min} or more.`),
      v.maxValue(max, `${what} must be ${max} at most.`),
    ),
  )

/** `Date` takes the 30th of February for the 2nd of March. */
const isOnCalendar = (value: string): boolean => {
  const day = value.slice(0, 10)
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) && !Number.isNaN(Date.parse(value))
}

/** An instant with its zone, on a day that exists. */
const instant = v.pipe(
  v.string('Must be text.'),
  v.isoTimestamp('Must be a date and time with a zone, such as 2019-07-04T16:30:00Z.'),
  v.check(isOnCalendar, 'Is no day of the calendar.'),
  v.transform((value) => new Date(value)),
  v.check((date) => date.getUTCFullYear() >= 1000 && date.getUTCFullYear() <= 9999, 'Must be a year of four digits.'),
  v.transform((date) => date.toISOString()),
)

export const tagNames = v.pipe(
  v.array(line(255), 'Must be a list.'),
  v.maxLength(500, 'Must have 500 entries at most.'),
)
export const level = v.picklist(levels, `Must be one of ${levels.join(', ')}.`)

/** One to three keys, or `random:SEED`. */
export const photoSort = v.custom<PhotoSort>(
  isPhotoSort,
  `Must be 1 to ${maxSortKeys} of ${photoSortKeys.join(', ')}, each named once, with a - to turn it round, joined by commas; or random: and a number.`,
)

const idList = (minLength: number, maxLength: number) =>
  v.pipe(
    v.array(id, 'Must be a list.'),
    v.minLength(minLength, `Must have ${minLength} entries or more.`),
    v.maxLength(maxLength, `Must have ${maxLength} entries at most.`),
  )

export const scope = {
  album: v.optional(id),
  albums: v.optional(idList(2, 10)),
  recursive: v.optional(v.boolean('Must be true or false.'), false),
  tag: v.optional(id),
  tags: v.optional(idList(1, 20)),
  q: v.optional(v.string('Must be text.')),
  query: v.optional(queryValue),
  sort: v.optional(photoSort),
}

export const queryText = v.string('Must be text.')

export const photoList = v.strictObject({
  ...scope,
  limit: pageLimit(500, 50),
  cursor: v.optional(v.string('Must be text.')),
})

/** To four digits: a tenth of a pixel of what is shown, and no two numbers for the same place. */
const share = v.pipe(
  v.number('Must be a number.'),
  v.minValue(0, 'Must be 0 or more.'),
  v.maxValue(1, 'Must be 1 at most.'),
  v.transform((value) => Math.round(value * 10_000) / 10_000),
)

export const photoPatch = v.strictObject({
  title: v.optional(v.nullable(line(255))),
  description: v.optional(v.nullable(prose(60_000))),
  translations: v.optional(photoTranslations),
  author: v.optional(v.nullable(line(255))),
  copyright: v.optional(v.nullable(line(255))),
  rating: v.optional(v.nullable(wholeNumber(-1, 5))),
  level: v.optional(level),
  takenAt: v.optional(v.nullable(instant)),
  latitude: v.optional(number(-90, 90, 'A latitude')),
  longitude: v.optional(number(-180, 180, 'A longitude')),
  altitude: v.optional(number(-12_000, 100_000, 'An altitude')),
  focal: v.optional(v.nullable(v.strictObject({ x: share, y: share }))),
  tags: v.optional(tagNames),
  fields: v.optional(fieldPatch),
  albumIds: v.optional(v.pipe(v.array(id, 'Must be a list.'), v.maxLength(1_000, 'Must have 1000 entries at most.'))),
})

export const originalOptions = v.strictObject({
  metadata: v.optional(v.picklist(originalMetadata, `Must be one of ${originalMetadata.join(', ')}.`), 'stored'),
})

const { sort: _sort, ...unsorted } = scope
/** Those of a list, in no order. */
export const photosToSelect = v.strictObject(unsorted)
export const photosToWalk = v.strictObject({ ...unsorted, photo: v.optional(id) })

export const synchroniseOptions = v.strictObject({
  ...photosToWalk.entries,
  clear: v.optional(v.boolean('Must be true or false.'), false),
  keepWritten: v.optional(v.boolean('Must be true or false.'), true),
})

export const photoIds = v.pipe(
  v.array(id, 'Must be a list.'),
  v.minLength(1, 'Must name a photo.'),
  v.maxLength(1_000, 'Must have 1000 entries at most.'),
)

export const newPhoto = v.object({
  fileName: v.pipe(
    v.string('Must be text.'),
    v.minLength(1, 'Must not be empty.'),
    v.maxLength(1_000, 'Must have 1000 characters at most.'),
  ),
  album: id,
  title: v.optional(v.nullable(line(255)), null),
  description: v.optional(v.nullable(prose(60_000)), null),
  author: v.optional(v.nullable(line(255)), null),
  level: v.optional(level, 0),
  tags: v.optional(tagNames, []),
  fields: v.optional(fieldPatch, {}),
  onDuplicate: v.optional(duplicatePolicyPatch, {}),
})
