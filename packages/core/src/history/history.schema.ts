import * as v from 'valibot'
import { instant } from '../input/instant.ts'
import { id, line, pageLimit } from '../input/validate.ts'
import { visitPeriods, visitSections, visitTypes, visitWho } from './history.types.ts'

const oneOf = <const T extends readonly string[]>(list: T) => v.picklist(list, `Must be one of ${list.join(', ')}.`)

const origin = {
  albumId: v.optional(id),
  tagId: v.optional(id),
  address: v.optional(v.pipe(v.string('Must be text.'), v.maxLength(100, 'Must have 100 characters at most.'))),
  userAgent: v.optional(v.string('Must be text.')),
}

export const visitOrigin = v.strictObject({ ...origin, section: v.optional(oneOf(visitSections), 'photos') })

export const visitDraft = v.strictObject({
  ...origin,
  section: oneOf(visitSections),
  type: v.optional(oneOf(visitTypes), 'page'),
  photoId: v.optional(id),
})

export const visitList = v.strictObject({
  types: v.optional(
    v.pipe(v.array(oneOf(visitTypes), 'Must be a list.'), v.minLength(1, 'Must name a type.'), v.maxLength(3)),
  ),
  who: v.optional(oneOf(visitWho)),
  userId: v.optional(id),
  linkId: v.optional(id),
  section: v.optional(oneOf(visitSections)),
  albumId: v.optional(id),
  tagId: v.optional(id),
  photoId: v.optional(id),
  fileName: v.optional(line(255)),
  // As it is stored: of an address nothing else is ever kept.
  address: v.optional(v.pipe(line(100), v.regex(/^[\x21-\x7e]+$/, 'Must be an address.'))),
  from: v.optional(instant),
  to: v.optional(instant),
  limit: pageLimit(500, 50),
  cursor: v.optional(v.string('Must be text.')),
})

const dayMessage = 'Must be a day such as 2030-01-31.'
const day = v.pipe(
  v.string(dayMessage),
  v.isoDate(dayMessage),
  v.check((value) => !Number.isNaN(Date.parse(value)), dayMessage),
)

export const visitSummary = v.strictObject({
  by: oneOf(visitPeriods),
  from: v.optional(day),
  to: v.optional(day),
})

export const visitPurge = v.strictObject({
  what: oneOf(['lines', 'all']),
  before: v.optional(day),
})
