import * as v from 'valibot'
import { and, not, or } from './build.ts'
import { maxExactLength } from './conditions.ts'
import { customKey } from './fields.ts'
import { maxQueryConditions, maxQueryDepth, maxQueryLength, parseQuery } from './parse.ts'
import { printQuery } from './print.ts'
import {
  choices,
  dateFields,
  exactFields,
  numberFields,
  presenceFields,
  type Query,
  recentUnits,
  refFields,
  textFields,
} from './query.types.ts'
import { toFigure } from './values.ts'

const oneOf = <const T extends readonly string[]>(list: T) => v.picklist(list, `Must be one of ${list.join(', ')}.`)
const text = v.pipe(
  v.string('Must be text.'),
  v.maxLength(maxQueryLength, `Must have ${maxQueryLength} characters at most.`),
)
const flag = v.boolean('Must be true or false.')
const figure = v.pipe(v.number('Must be a number.'), v.finite('Must be finite.'), v.transform(toFigure))
const whole = v.pipe(v.number('Must be a number.'), v.safeInteger('Must be a whole number.'))
const end = v.nullable(text)
const ends = { minIncluded: flag, maxIncluded: flag }
const match = oneOf(['prefix', 'word', 'suffix', 'part', 'phrase'])

const test = v.variant('kind', [
  v.strictObject({ kind: v.literal('presence'), isPresent: flag }),
  v.strictObject({ kind: v.literal('text'), match, text }),
  v.strictObject({ kind: v.literal('exact'), value: text }),
  v.strictObject({ kind: v.literal('range'), min: end, max: end, ...ends }),
])

const condition = v.variant(
  'type',
  [
    v.strictObject({ type: v.literal('text'), field: oneOf(textFields), match, text }),
    v.strictObject({
      type: v.literal('exact'),
      field: oneOf(exactFields),
      value: v.pipe(text, v.maxLength(maxExactLength, `Must have ${maxExactLength} characters at most.`)),
    }),
    v.strictObject({ type: v.literal('ref'), field: oneOf(refFields), id: whole }),
    v.strictObject({
      type: v.literal('number'),
      field: oneOf(numberFields),
      min: v.nullable(figure),
      max: v.nullable(figure),
      ...ends,
    }),
    v.strictObject({ type: v.literal('date'), field: oneOf(dateFields), from: end, to: end }),
    v.strictObject({
      type: v.literal('pattern'),
      field: oneOf(dateFields),
      year: v.nullable(whole),
      month: v.nullable(whole),
      day: v.nullable(whole),
    }),
    v.strictObject({
      type: v.literal('week'),
      field: oneOf(dateFields),
      year: v.nullable(whole),
      week: v.nullable(whole),
      weekday: v.nullable(whole),
    }),
    v.strictObject({ type: v.literal('recent'), field: oneOf(dateFields), count: whole, unit: oneOf(recentUnits) }),
    v.strictObject({ type: v.literal('presence'), field: oneOf(presenceFields), isPresent: flag }),
    v.strictObject({
      type: v.literal('choice'),
      field: oneOf(Object.keys(choices) as (keyof typeof choices)[]),
      value: text,
    }),
    v.strictObject({ type: v.literal('near'), latitude: figure, longitude: figure, radiusMetres: figure }),
    v.strictObject({ type: v.literal('box'), south: figure, west: figure, north: figure, east: figure }),
    v.strictObject({
      type: v.literal('custom'),
      key: v.pipe(text, v.regex(customKey, 'Must be the key of a field.')),
      test,
    }),
  ],
  'Must be a condition.',
)

/**
 * A query given as a value. Whatever could not be written as text and read back as the same is refused: there is one language, and
 * what it cannot say nobody can ask.
 */
export const queryValue = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, Query>(({ dataset, addIssue, NEVER }) => {
    const refuse = (message: string) => {
      addIssue({ message })
      return NEVER
    }
    const tree = toTree(dataset.value)
    if (typeof tree === 'string') return refuse(tree)
    if (printQuery(tree).length > maxQueryLength)
      return refuse(`Must have ${maxQueryLength} characters at most when it is written as text.`)
    return canonical(parseQuery(printQuery(tree))) === canonical(tree)
      ? tree
      : refuse('Must be a query that can be written as text.')
  }),
)

/** Reads the value, however deep it is; a text says what is wrong with it. */
const toTree = (value: unknown): Query | string => {
  let conditions = 0
  const read = (node: unknown, depth: number): Query | string => {
    if (depth > maxQueryDepth) return `Must be ${maxQueryDepth} deep at most.`
    const { type, of } = (typeof node === 'object' && node !== null ? node : {}) as { type?: unknown; of?: unknown }
    if (type === 'all') return depth === 0 ? { type: 'all' } : 'Must hold conditions.'
    if (type === 'not') {
      const inner = read(of, depth + 1)
      return typeof inner === 'string' ? inner : not(inner)
    }
    if (type === 'and' || type === 'or') {
      if (!Array.isArray(of) || of.length === 0) return 'Must hold conditions.'
      const parts: Query[] = []
      for (const each of of as unknown[]) {
        const part = read(each, depth + 1)
        if (typeof part === 'string') return part
        parts.push(part)
      }
      return type === 'and' ? and(parts) : or(parts)
    }
    conditions += 1
    if (conditions > maxQueryConditions) return `Must have ${maxQueryConditions} conditions at most.`
    const result = v.safeParse(condition, node, { abortEarly: true })
    if (result.success) {
      const { output } = result
      return output.type === 'number' && output.min === null && output.max === null ? 'Must have an end.' : output
    }
    const [issue] = result.issues
    const path = v.getDotPath(issue)
    return path === null ? issue.message : `${path}: ${issue.message}`
  }
  return read(value, 0)
}

/** The same text for the same query, whatever the order of its keys. */
const canonical = (query: Query): string =>
  JSON.stringify(query, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
