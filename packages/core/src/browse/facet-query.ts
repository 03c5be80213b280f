import { and } from '../query/build.ts'
import {
  type ChoiceField,
  choices,
  type ExactField,
  exactFields,
  type NumberField,
  numberFields,
  type PresenceField,
  presenceFields,
  type Query,
  type RefField,
  refFields,
} from '../query/query.types.ts'
import type { FacetName } from './browse.types.ts'

const isOne = <T extends string>(list: readonly T[], name: string): name is T => list.some((each) => each === name)

/** The condition that leads to the photos with one value of a facet. */
export const valueQuery = (name: FacetName, value: string | number | boolean): Query => {
  if (name.startsWith('field.'))
    return { type: 'custom', key: name.slice('field.'.length), test: { kind: 'exact', value: String(value) } }
  if (name === 'year') {
    const year = String(value).padStart(4, '0')
    return { type: 'date', field: 'created', from: year, to: year }
  }
  if (isOne<RefField>(refFields, name)) return { type: 'ref', field: name, id: Number(value) }
  if (isOne<ExactField>(exactFields, name)) return { type: 'exact', field: name, value: String(value) }
  if (isOne(Object.keys(choices) as ChoiceField[], name)) return { type: 'choice', field: name, value: String(value) }
  if (isOne<NumberField>(numberFields, name)) {
    const figure = Number(value)
    return { type: 'number', field: name, min: figure, max: figure, minIncluded: true, maxIncluded: true }
  }
  throw new TypeError(`Expected a condition for the facet ${name}`)
}

/** The condition that leads to photos without any value; `null` where the language has none. */
export const withoutQuery = (name: FacetName): Query | null => {
  if (name.startsWith('field.'))
    return { type: 'custom', key: name.slice('field.'.length), test: { kind: 'presence', isPresent: false } }
  const field = name === 'year' ? 'created' : name
  return isOne<PresenceField>(presenceFields, field) ? { type: 'presence', field, isPresent: false } : null
}

/** Facets that a condition is about. */
const facetsOf = (query: Query): readonly string[] => {
  switch (query.type) {
    case 'text':
      if (query.field === 'place') return ['city', 'country']
      return query.field === 'camera' ? ['make', 'camera'] : [query.field]
    case 'exact':
    case 'choice':
      return [query.field]
    case 'ref':
      return [query.field === 'tree' ? 'album' : query.field]
    case 'number':
      return [query.field === 'ratio' ? 'orientation' : query.field]
    case 'date':
    case 'pattern':
    case 'week':
    case 'recent':
      return [query.field === 'created' ? 'year' : query.field]
    case 'presence':
      return [query.field === 'created' ? 'year' : query.field]
    case 'custom':
      return [`field.${query.key}`]
    default:
      return []
  }
}

/** Whether all that a part of a query asks for is about one facet. */
const isAbout = (query: Query, name: FacetName): boolean => {
  switch (query.type) {
    case 'and':
    case 'or':
      return query.of.every((part) => isAbout(part, name))
    case 'not':
      return isAbout(query.of, name)
    default:
      return facetsOf(query).includes(name)
  }
}

/** A query without the conditions that are about one facet alone. Those within others (`camera:x OR lens:y`) stay. */
export const withoutOwn = (query: Query, name: FacetName): Query => {
  const parts = query.type === 'and' ? query.of : [query]
  return and(parts.filter((part) => !isAbout(part, name)))
}
