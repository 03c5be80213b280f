import fc, { type Arbitrary } from 'fast-check'
import { resolve, type Schema } from './document.ts'
import { plainText, question } from './texts.ts'

/** Ids count from 1, and the gallery is small: most of these are there, and the first ones are hidden. */
export const id = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 16 }) },
  { weight: 1, arbitrary: fc.constantFrom(999_999, 2 ** 31 - 1, 2 ** 31, Number.MAX_SAFE_INTEGER) },
)

const instants = fc.constantFrom(
  '2024-01-01T00:00:00.000Z',
  '2024-02-29T23:59:59.999Z',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00.000Z',
)

const maxItems = 4
const known = new Map<string, Arbitrary<string>>()

const number = ({ minimum = -1e9, maximum = 1e9, type }: Schema): Arbitrary<number> => {
  if (minimum === 1 && maximum === Number.MAX_SAFE_INTEGER) return id
  const ends = fc.constantFrom(minimum, maximum)
  const within =
    type === 'integer'
      ? fc.integer({ min: minimum, max: Math.min(maximum, Number.MAX_SAFE_INTEGER) })
      : fc.double({ min: minimum, max: maximum, noNaN: true, noDefaultInfinity: true })
  return fc.oneof({ weight: 1, arbitrary: ends }, { weight: 3, arbitrary: within })
}

/** Patterns that say what a text may not hold; any other says how it is made. */
const isOfText = (pattern: string): boolean => pattern.includes('\\p{')

const string = (schema: Schema, name: string): Arbitrary<string> => {
  const { format, contentEncoding, minLength = 0, maxLength = 1_000 } = schema
  if (name === 'q') return question.map((text) => text.slice(0, maxLength))
  if (name === 'url')
    return fc.constantFrom('https://hooks.invalid/', 'http://hooks.invalid/a?b=c', 'http://127.0.0.1:1/')
  if (name === 'password' || name === 'currentPassword')
    return fc.constantFrom('correct horse battery', 'wrong horse battery')
  if (name === 'username' || name === 'who')
    return fc.oneof(fc.constantFrom('admin', 'holder', 'viewer', 'stranger'), plainText)
  if (name === 'permalink') return fc.constantFrom('the/sea', 'the/coast', 'nowhere')
  if (format === 'date-time') return instants
  if (format === 'email') return fc.constantFrom('somebody@example.org', 'ß@example.org')
  if (contentEncoding === 'base64') return fc.constantFrom('aGk=', '')
  const patterns = [schema.pattern, ...(schema.allOf ?? []).map(({ pattern }) => pattern)].filter(
    (one) => one !== undefined,
  )
  const made = patterns.find((pattern) => !isOfText(pattern))
  if (made !== undefined) {
    const found = known.get(made) ?? fc.stringMatching(new RegExp(made, 'u'))
    known.set(made, found)
    return found
  }
  const longest = fc.constant('x'.repeat(Math.min(maxLength, 5_000)))
  return fc
    .oneof({ weight: 20, arbitrary: plainText }, { weight: 1, arbitrary: longest })
    .map((text) => (text.length < minLength ? text.padEnd(minLength, 'x') : text.slice(0, maxLength)))
}

const object = (schema: Schema): Arbitrary<unknown> => {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema
  if (typeof additionalProperties === 'object' && Object.keys(properties).length === 0)
    return fc.dictionary(
      propertyNames ? (valuesOf(propertyNames, '') as Arbitrary<string>) : plainText,
      valuesOf(additionalProperties, ''),
      { maxKeys: 3 },
    )
  return fewOf(
    Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valuesOf(each, name)])),
    required,
  )
}

/** Some of the fields: seldom more than two that need not be there, since each may rule out the others. */
export const fewOf = (
  fields: Readonly<Record<string, Arbitrary<unknown>>>,
  required: readonly string[],
): Arbitrary<Record<string, unknown>> => {
  const optional = Object.keys(fields).filter((name) => !required.includes(name))
  const chosen = fc.oneof(
    { weight: 4, arbitrary: fc.subarray(optional, { maxLength: Math.min(2, optional.length) }) },
    { weight: 1, arbitrary: fc.subarray(optional) },
  )
  return fc
    .tuple(fc.record(fields), chosen)
    .map(([all, names]) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => required.includes(name) || names.includes(name))),
    )
}

/** Values that fit a schema. `name` is that of the field: some mean more than their schema says. */
export const valuesOf = (given: Schema, name: string): Arbitrary<unknown> => {
  const schema = resolve(given)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => valuesOf(choice, name)))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'integer':
    case 'number':
      return number(schema)
    case 'string':
      return string(schema, name)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array': {
      const least = schema.minItems ?? 0
      return fc.array(valuesOf(schema.items ?? {}, name), {
        minLength: least,
        maxLength: Math.max(least, Math.min(schema.maxItems ?? maxItems, maxItems)),
      })
    }
    case 'object':
      return object(schema)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}
