import * as v from 'valibot'
import { pageLimit, wholeNumber } from '../input/validate.ts'
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

/** The parts of each style below the year, from the upper one down. */
const styles = { month: ['month', 'day'], week: ['week', 'weekday'] } as const

export const calendarRequest = v.pipe(
  v.strictObject({
    ...scope,
    by: v.optional(v.picklist(['created', 'posted'], 'Must be created or posted.'), 'created'),
    style: v.optional(v.picklist(['month', 'week'], 'Must be month or week.'), 'month'),
    year: part(1, 9_999),
    month: part(1, 12),
    day: part(1, 31),
    week: part(1, 53),
    weekday: part(1, 7),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const { value } = dataset
    const refuse = (key: 'month' | 'day' | 'week' | 'weekday', message: string) =>
      addIssue({ message, path: [{ type: 'object', origin: 'value', input: value, key, value: value[key] }] })
    const [upper, lower] = styles[value.style]
    if (value[upper] !== undefined && value.year === undefined) refuse(upper, 'Needs a year, which may be “any”.')
    if (value[lower] !== undefined && value[upper] === undefined) refuse(lower, `Needs a ${upper}, which may be “any”.`)
    const other = value.style === 'week' ? 'month' : 'week'
    for (const key of styles[other]) if (value[key] !== undefined) refuse(key, `Belongs to the style ${other}.`)
  }),
)

const degrees = (limit: number) =>
  v.pipe(
    v.number('Must be a number.'),
    v.minValue(-limit, `Must be from -${limit} to ${limit}.`),
    v.maxValue(limit, `Must be from -${limit} to ${limit}.`),
  )

export const mapRequest = v.strictObject({
  ...scope,
  box: v.optional(
    v.pipe(
      v.strictObject({ south: degrees(90), west: degrees(180), north: degrees(90), east: degrees(180) }),
      v.check(({ south, north }) => south <= north, 'Must have its south below its north.'),
    ),
  ),
  zoom: v.optional(wholeNumber(0, 18), 2),
})

const top = (max: number, fallback: number) => v.strictObject({ ...scope, limit: pageLimit(max, fallback) })

export const cloudRequest = top(200, 200)
export const relatedTagsRequest = top(200, 20)
export const relatedAlbumsRequest = top(100, 20)
export const topPhotosRequest = top(100, 15)
export const tagIndexRequest = v.strictObject({ limit: pageLimit(200, 50) })
export const recentAlbumsRequest = v.strictObject({
  ...top(100, 20).entries,
  days: v.optional(wholeNumber(1, 366), 7),
})
