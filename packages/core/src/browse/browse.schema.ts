import * as v from 'valibot'
import { pageLimit } from '../input/validate.ts'
import { scope as listScope } from '../photos/photo.schema.ts'
import { type FacetName, isFacetName, rangeFacets, valueFacets } from './browse.types.ts'

const { sort: _sort, ...scope } = listScope

const maxFacets = 50
const facetName = v.custom<FacetName>(
  (name) => typeof name === 'string' && isFacetName(name),
  `Must be one of ${[...valueFacets, ...rangeFacets].join(', ')} or field.KEY.`,
)

export const facetsRequest = v.strictObject({
  ...scope,
  facets: v.optional(
    v.pipe(
      v.array(facetName, 'Must be a list.'),
      v.minLength(1, 'Must name a facet.'),
      v.maxLength(maxFacets, `Must have ${maxFacets} entries at most.`),
    ),
  ),
  limit: pageLimit(200, 30),
  startsWith: v.optional(
    v.pipe(
      v.string('Must be text.'),
      v.maxLength(255, 'Must have 255 characters at most.'),
      v.check((text) => text.isWellFormed(), 'Must be well-formed text.'),
    ),
  ),
  withoutOwn: v.optional(v.boolean('Must be true or false.'), false),
})

/** A part of a date, or any. */
const part = (min: number, max: number) =>
  v.optional(
    v.custom<number | 'any'>(
      (value) => value === 'any' || (Number.isInteger(value) && (value as number) >= min && (value as number) <= max),
      `Must be a whole number from ${min} to ${max}, or “any”.`,
    ),
  )

export const calendarRequest = v.pipe(
  v.strictObject({
    ...scope,
    by: v.optional(v.picklist(['created', 'posted'], 'Must be created or posted.'), 'created'),
    year: part(1, 9_999),
    month: part(1, 12),
    day: part(1, 31),
  }),
  v.forward(
    v.partialCheck(
      [['year'], ['month']],
      ({ year, month }) => month === undefined || year !== undefined,
      'Needs a year, which may be “any”.',
    ),
    ['month'],
  ),
  v.forward(
    v.partialCheck(
      [['month'], ['day']],
      ({ month, day }) => day === undefined || month !== undefined,
      'Needs a month, which may be “any”.',
    ),
    ['day'],
  ),
)

const top = (max: number, fallback: number) => v.strictObject({ ...scope, limit: pageLimit(max, fallback) })

export const cloudRequest = top(200, 200)
export const relatedTagsRequest = top(200, 20)
export const relatedAlbumsRequest = top(100, 20)
export const topPhotosRequest = top(100, 15)
export const tagIndexRequest = v.strictObject({ limit: pageLimit(200, 50) })
export const recentAlbumsRequest = v.strictObject({
  ...top(100, 20).entries,
  days: v.optional(
    v.pipe(
      v.number('Must be a number.'),
      v.integer('Must be a whole number.'),
      v.minValue(1, 'Must be 1 or more.'),
      v.maxValue(366, 'Must be 366 at most.'),
    ),
    7,
  ),
})
