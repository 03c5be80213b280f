import { and, or } from './build.ts'
import { toCondition, toExact } from './conditions.ts'
import { toDateCondition } from './dates.ts'
import { choiceFilters, type Filters, rangeFilters } from './filters.types.ts'
import { parseQuery } from './parse.ts'
import type { ExactField, PresenceField, Query, TextField } from './query.types.ts'
import { toFigure, toNear } from './values.ts'

/**
 * The query that a filter bar asks for. Values that are none of their field are left out.
 *
 * @throws {VitrineError} `INPUT_INVALID` (path `q`) where the words or the expert text are longer than a query may be.
 */
export const filtersToQuery = (filters: Filters): Query => {
  const { words, tags, tagged, albums, near, fields = {}, expert } = filters
  const refs = (field: 'tag' | 'album' | 'tree' | 'uploader', ids: readonly number[]) =>
    ids.map((id): Query => ({ type: 'ref', field, id }))
  const circle = near && toNear(near)
  return and([
    ...(words ? wordQueries(words) : []),
    ...(tags ? (tags.mode === 'all' ? refs('tag', tags.ids) : [or(refs('tag', tags.ids))]) : []),
    ...(tagged === undefined ? [] : [presence('tag', tagged)]),
    ...(albums ? [or(refs(albums.below ? 'tree' : 'album', albums.ids))] : []),
    or((filters.posted ?? []).flatMap((text) => toDateCondition('posted', text) ?? [])),
    or((filters.created ?? []).flatMap((text) => createdQuery(text) ?? [])),
    ...choiceFilters.map((field) =>
      or(
        (filters[field] ?? []).flatMap((value) => (value === null ? presence(field, false) : exactQuery(field, value))),
      ),
    ),
    or((filters.uploader ?? []).flatMap((id) => (id === null ? presence('uploader', false) : refs('uploader', [id])))),
    or(
      (filters.type ?? []).flatMap(
        (value) => toCondition({ kind: 'choice', field: 'media', orExtension: true }, value) ?? [],
      ),
    ),
    or((filters.shape ?? []).map((value): Query => ({ type: 'choice', field: 'orientation', value }))),
    ...rangeFilters.map((field) =>
      or(
        (filters[field] ?? []).flatMap((range) => {
          if (range !== null) return rangeQuery(field, range)
          return isEmptiable(field) ? presence(field, false) : []
        }),
      ),
    ),
    ...(circle ? [circle] : []),
    ...Object.entries(fields).map(([key, values]) => or(values.flatMap((text) => customQuery(key, text) ?? []))),
    parseQuery(expert ?? ''),
  ])
}

const presence = (field: PresenceField, isPresent: boolean): Query => ({ type: 'presence', field, isPresent })

const emptiable = ['rating', 'size', 'iso', 'aperture', 'exposure', 'focal', 'duration'] as const
const isEmptiable = (field: string): field is (typeof emptiable)[number] => emptiable.some((each) => each === field)

const exactQuery = (field: ExactField, value: string): Query | [] =>
  toExact({ kind: 'exact', field, text: null }, value) ?? []

const createdQuery = (text: string): Query | null =>
  text === '' || text === '*' ? presence('created', text === '*') : toDateCondition('created', text)

const rangeQuery = (
  field: (typeof rangeFilters)[number],
  { min, max }: { min: number | null; max: number | null },
): Query | [] => {
  const [from, to] = [min === null ? null : toFigure(min), max === null ? null : toFigure(max)]
  if ((from === null && to === null) || (from !== null && to !== null && from > to)) return []
  return { type: 'number', field, min: from, max: to, minIncluded: true, maxIncluded: true }
}

/** `null` where the text is no one value of that field. */
const customQuery = (key: string, text: string): Query | null => {
  const query = parseQuery(`field.${key}:${text}`)
  return query.type === 'custom' && query.key === key.toLowerCase() ? query : null
}

/** All: each in one of the fields. Any: one of them in one of the fields. */
const wordQueries = ({ words, mode, fields }: NonNullable<Filters['words']>): Query[] => {
  const places: readonly TextField[] = fields.length === 0 ? ['any'] : fields
  const each = words.flatMap((word) => {
    const read = readWord(word)
    return read ? [places.map((field): Query => ({ ...read, field }))] : []
  })
  return mode === 'all' ? each.map(or) : [or(each.flat())]
}

/** A word of the words filter is words, whatever else it would mean. */
const readWord = (word: string) => {
  const query = parseQuery(word)
  if (query.type === 'text' && query.field === 'any') return query
  const text = word.replace(/["\s]+/g, ' ').trim()
  if (text === '') return null
  return { type: 'text' as const, match: text.includes(' ') ? ('phrase' as const) : ('word' as const), text }
}
