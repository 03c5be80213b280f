import { and } from './build.ts'
import { choiceFilters, type Filters, type RangeFilter, rangeFilters } from './filters.types.ts'
import { printQuery } from './print.ts'
import type { Query, TextField, TextQuery } from './query.types.ts'

type Draft = { -readonly [K in keyof Filters]: Filters[K] }

/** What a filter bar shows of a query: `filtersToQuery` of it asks for the same. What no filter says is in `expert`, as text. */
export const queryToFilters = (query: Query): Filters => {
  const parts = query.type === 'and' ? query.of : query.type === 'all' ? [] : [query]
  const filters: Draft = {}
  const rest = parts.filter(
    (part) => !takeWords(filters, part) && !takeTags(filters, part) && !takeValues(filters, part),
  )
  if (rest.length > 0) filters.expert = printQuery(and(rest))
  return filters
}

const optionsOf = (part: Query): readonly Query[] => (part.type === 'or' ? part.of : [part])

/** `or` of one word over fields, or of several words over the same fields. */
const takeWords = (filters: Draft, part: Query): boolean => {
  const leaves: TextQuery[] = []
  for (const leaf of optionsOf(part)) {
    if (leaf.type !== 'text') return false
    leaves.push(leaf)
  }
  const [first] = leaves
  if (!first) return false
  const same = (leaf: TextQuery) => leaf.match === first.match && leaf.text === first.text
  const fields = leaves.filter(same).map((leaf) => leaf.field)
  const words: string[] = []
  for (let start = 0; start < leaves.length; start += fields.length) {
    const group = leaves.slice(start, start + fields.length)
    const [head] = group
    if (!head || group.length < fields.length) return false
    if (!group.every((leaf, i) => leaf.field === fields[i] && leaf.match === head.match && leaf.text === head.text))
      return false
    words.push(printQuery({ ...head, field: 'any' }))
  }
  if (new Set(words).size < words.length || new Set(fields).size < fields.length) return false
  const places = fields.length === 1 && fields[0] === 'any' ? [] : fields
  if (!isNamed(places)) return false
  const known = filters.words
  if (!known) {
    filters.words = { words, mode: words.length > 1 ? 'any' : 'all', fields: places }
    return true
  }
  if (known.mode === 'any' || words.length > 1 || known.fields.join() !== places.join()) return false
  filters.words = { ...known, words: [...known.words, ...words] }
  return true
}

const isNamed = (fields: readonly TextField[]): fields is readonly Exclude<TextField, 'any'>[] =>
  !fields.includes('any')

const takeTags = (filters: Draft, part: Query): boolean => {
  if (part.type === 'presence' && part.field === 'tag' && filters.tagged === undefined) {
    filters.tagged = part.isPresent
    return true
  }
  const ids = refsOf(part, 'tag')
  if (!ids) return false
  if (!filters.tags) {
    filters.tags = { ids, mode: ids.length > 1 ? 'any' : 'all' }
    return true
  }
  if (filters.tags.mode === 'any' || ids.length > 1) return false
  filters.tags = { ids: [...filters.tags.ids, ...ids], mode: 'all' }
  return true
}

/** The ids where all of the options are references of one kind. */
const refsOf = (part: Query, field: 'tag' | 'album' | 'tree'): number[] | null => {
  const ids = optionsOf(part).flatMap((leaf) => (leaf.type === 'ref' && leaf.field === field ? [leaf.id] : []))
  return ids.length === optionsOf(part).length ? ids : null
}

const takeValues = (filters: Draft, part: Query): boolean => {
  const options = optionsOf(part)
  const read = readValues(options)
  if (!read) return false
  const [name, value] = read
  if (name === 'fields') {
    const [key] = Object.keys(value as object)
    if (key === undefined || filters.fields?.[key]) return false
    filters.fields = { ...filters.fields, ...(value as Filters['fields']) }
    return true
  }
  if (filters[name] !== undefined) return false
  Object.assign(filters, { [name]: value })
  return true
}

/** The filter that all of the options belong to, with their values. */
const readValues = (options: readonly Query[]): readonly [keyof Filters, unknown] | null => {
  const names = new Set<keyof Filters>()
  const values: unknown[] = []
  let key = ''
  for (const option of options) {
    const read = readValue(option)
    if (!read) return null
    names.add(read.name)
    values.push(read.value)
    if (option.type === 'custom') {
      if (key !== '' && key !== option.key) return null
      key = option.key
    }
    if (option.type === 'ref' && option.field !== 'uploader' && option.field !== (options[0] as typeof option).field)
      return null
  }
  const [name] = names
  if (name === undefined || names.size > 1) return null
  switch (name) {
    case 'fields':
      return [name, { [key]: values }]
    case 'near':
      return values.length === 1 ? [name, values[0]] : null
    case 'albums': {
      const [first] = options
      return [name, { ids: values, below: first?.type === 'ref' && first.field === 'tree' }]
    }
    default:
      return [name, values]
  }
}

const behindColon = (query: Query): string => printQuery(query).replace(/^[^:]*:/, '')

const readValue = (query: Query): { name: keyof Filters; value: unknown } | null => {
  switch (query.type) {
    case 'ref':
      if (query.field === 'tag') return null
      return { name: query.field === 'uploader' ? 'uploader' : 'albums', value: query.id }
    case 'date':
    case 'pattern':
    case 'week':
    case 'recent':
      return { name: query.field, value: behindColon(query) }
    case 'exact': {
      if (query.field === 'extension') return { name: 'type', value: query.value }
      const name = choiceFilters.find((each) => each === query.field)
      return name ? { name, value: query.value } : null
    }
    case 'choice':
      return { name: query.field === 'media' ? 'type' : 'shape', value: query.value }
    case 'number': {
      const name = rangeFilters.find((each) => each === query.field)
      return name && query.minIncluded && query.maxIncluded ? { name, value: { min: query.min, max: query.max } } : null
    }
    case 'presence': {
      if (query.field === 'created') return { name: 'created', value: query.isPresent ? '*' : '' }
      if (query.isPresent) return null
      const names: readonly (keyof Filters)[] = [...choiceFilters, ...rangeFilters, 'uploader']
      const name = names.find((each): each is RangeFilter => each === query.field)
      return name ? { name, value: null } : null
    }
    case 'near':
      return {
        name: 'near',
        value: { latitude: query.latitude, longitude: query.longitude, radiusMetres: query.radiusMetres },
      }
    case 'custom':
      return { name: 'fields', value: behindColon(query) }
    default:
      return null
  }
}
