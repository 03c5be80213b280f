import * as v from 'valibot'
import { Count, Id, name, Timestamp } from './fields.ts'

const Choices = v.pipe(v.array(name(100)), v.minLength(1), v.maxLength(200))
export const FieldSubject = v.picklist(['photo', 'album'])
export const FieldType = v.picklist(['text', 'number', 'date', 'choice', 'boolean'])

/** A field that the owners of the gallery made up. */
export const CustomField = v.strictObject({
  id: Id,
  subject: FieldSubject,
  /** Its name in queries (`field.KEY:`) and in `fields` of photos and albums. */
  key: v.string(),
  name: v.string(),
  type: FieldType,
  /** Of a `choice`; `null` for other types. */
  choices: v.nullable(v.array(v.string())),
  /** Place among the fields of its subject, from 0. */
  position: Count,
  createdAt: Timestamp,
})
export type CustomField = v.InferOutput<typeof CustomField>

export const CustomFields = v.strictObject({ items: v.array(CustomField) })

export const FieldListQuery = v.strictObject({ subject: v.optional(FieldSubject) })

export const FieldDraft = v.strictObject({
  subject: FieldSubject,
  /** Default: made from the name. It never changes. */
  key: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Expected lower-case letters, digits and dashes')),
  ),
  name: name(100),
  type: FieldType,
  /** For a `choice`, and for no other type. */
  choices: v.optional(Choices),
})

export const FieldChange = v.strictObject({
  name: v.optional(name(100)),
  position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
  /** All choices, in their order. */
  choices: v.optional(Choices),
  /** What takes the place of choices that are gone and in use. */
  replace: v.optional(v.record(v.string(), name(100))),
})

const Value = v.union([v.string(), v.number(), v.boolean()])

/** Values of custom fields by key, those that are set. Dates as `2019-07-04`. */
export const FieldValues = v.record(v.string(), Value)

/** Values to set by key; `null` takes a value away, what is not named stays. */
export const FieldPatch = v.record(v.string(), v.nullable(Value))
