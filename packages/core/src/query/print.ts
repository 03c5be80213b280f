import { fieldOf } from './fields.ts'
import type { NumberQuery, Query, TextQuery } from './query.types.ts'

/** Writes a query as text that {@link parseQuery} reads back as the same query. */
export const printQuery = (query: Query): string => {
  switch (query.type) {
    case 'all':
      return ''
    case 'and':
      return query.of.map((part) => (part.type === 'or' ? `(${printQuery(part)})` : printQuery(part))).join(' ')
    case 'or':
      return query.of.map((part) => printQuery(part)).join(' OR ')
    case 'not':
      return query.of.type === 'and' || query.of.type === 'or'
        ? `-(${printQuery(query.of)})`
        : `-${printQuery(query.of)}`
    case 'text':
      return printText(query)
    case 'number':
      return `${query.field}:${printRange(query)}`
    case 'date':
      return `${query.field}:${query.from !== null && query.from === query.to ? query.from : `${query.from ?? ''}..${query.to ?? ''}`}`
    case 'presence':
      return `${query.field}:${query.isPresent ? '*' : ''}`
    case 'choice':
      return `${query.field}:${query.value}`
    case 'near':
      return `near:${query.latitude},${query.longitude},${query.radiusMetres}m`
  }
}

const printText = ({ field, match, text }: TextQuery): string => {
  const scope = field === 'any' ? '' : `${field}:`
  if (match === 'word' || match === 'phrase') return `${scope}"${text}"`
  return `${scope}${match === 'prefix' ? '' : '*'}${text}${match === 'part' ? '*' : ''}`
}

const printRange = ({ min, max, minIncluded, maxIncluded }: NumberQuery): string => {
  if (min !== null && min === max) return plain(min)
  if (max === null) return minIncluded ? `${plain(min as number)}..` : `>${plain(min as number)}`
  if (min === null) return maxIncluded ? `..${plain(max)}` : `<${plain(max)}`
  return `${plain(min)}..${plain(max)}`
}

/** Without an exponent, which the reader does not know. */
const plain = (value: number): string => value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 10 })

/** Whether a text can be printed as one word: nothing in it is syntax. */
export const isPlainWord = (text: string): boolean => {
  const name = /^([\p{L}]{1,20}):/u.exec(text)?.[1]
  return (
    text !== '' &&
    !/[\s()"]/u.test(text) &&
    !/^[-*<>]|\*$/.test(text) &&
    text !== 'OR' &&
    text !== 'NOT' &&
    (name === undefined || fieldOf(name) === undefined)
  )
}
