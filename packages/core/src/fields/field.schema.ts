import * as v from 'valibot'
import { line, wholeNumber } from '../input/validate.ts'
import { customKey } from '../query/fields.ts'
import { fieldSubjects, fieldTypes } from './field.types.ts'
import { toChoiceKey } from './field-value.ts'

const subject = v.picklist(fieldSubjects, `Must be one of ${fieldSubjects.join(', ')}.`)
const name = line(100)
const choices = v.pipe(
  v.array(name, 'Must be a list.'),
  v.minLength(1, 'Must have a choice.'),
  v.maxLength(200, 'Must have 200 choices at most.'),
  v.check(
    (list) => new Set(list.map(toChoiceKey)).size === list.length,
    'Must hold each choice once; case and accents make no difference.',
  ),
)

export const fieldList = v.strictObject({ subject: v.optional(subject) })

export const fieldDraft = v.strictObject({
  subject,
  key: v.optional(
    v.pipe(
      v.string('Must be text.'),
      v.regex(customKey, 'Must be lower-case letters, digits and dashes, 40 characters at most.'),
    ),
  ),
  name,
  type: v.picklist(fieldTypes, `Must be one of ${fieldTypes.join(', ')}.`),
  choices: v.optional(choices),
})

export const fieldChange = v.strictObject({
  name: v.optional(name),
  position: v.optional(wholeNumber(0, 10_000)),
  choices: v.optional(choices),
  replace: v.optional(v.record(v.string(), name)),
})

/** Values by key; each is checked against its field, see field.values.ts. */
export const fieldPatch = v.pipe(
  v.record(v.string('Must be text.'), v.unknown(), 'Must be values by the key of their field.'),
  v.check((values) => Object.keys(values).length <= 200, 'Must have 200 entries at most.'),
)
