import { fieldOf, nameOfCustom, nameOfRef } from './fields.ts'
import type { CustomQuery, DatePatternQuery, NumberQuery, Query, TextQuery, WeekQuery } from './query.types.ts'
import { nameBeforeColon } from './tokens.ts'
import { printFigure } from './values.ts'

/** Writes a query as text that {@link parseQuery} reads back as the same query. */
export const printQuery = (query: Query): string => {
  switch (query.type) {
    case 'all':
      return ''
    case 'and':
      return query.of.map((part) => (part.type === 'or' ? `(${printQuery(part)})` : printQuery(part))).join(' ')
    case 'or':
      return query.of.map((part) => printQuery(part)).join(' OR ')
    case 'not': {
      const of = printQuery(query.of)
      // A word may begin with a minus of its own.
      return query.of.type === 'and' || query.of.type === 'or' || of.startsWith('-') ? `-(${of})` : `-${of}`
    }
    case 'text':
      if (query.field !== 'any') return `${query.field}:${printText(query)}`
      // Where the beginning of a word is an operator, a star says that it is meant as one.
      return `${printText(query)}${query.match === 'prefix' && isOperator(query.text) ? '*' : ''}`
    case 'exact':
      return `${query.field === 'extension' ? 'ext' : query.field}:${printExact(query.value)}`
    case 'ref':
      return `${nameOfRef(query.field)}:${query.id}`
    case 'number':
      return `${query.field}:${printRange(query)}`
    case 'date':
      return `${query.field}:${query.from !== null && query.from === query.to ? query.from : `${query.from ?? ''}..${query.to ?? ''}`}`
    case 'pattern':
      return `${query.field}:${printPattern(query)}`
    case 'week':
      return `${query.field}:${printWeek(query)}`
    case 'recent':
      return `${query.field}:${query.count}${query.unit}`
    case 'presence':
      return `${query.field}:${query.isPresent ? '*' : ''}`
    case 'choice':
      return `${query.field}:${query.value}`
    case 'near':
      return `near:${printFigure(query.latitude)},${printFigure(query.longitude)},${printFigure(query.radiusMetres)}m`
    case 'box':
      return `box:${[query.south, query.west, query.north, query.east].map(printFigure).join(',')}`
    case 'custom':
      return `${nameOfCustom(query.key)}:${printTest(query.test)}`
  }
}

const printText = ({ match, text }: Pick<TextQuery, 'match' | 'text'>): string =>
  match === 'word' || match === 'phrase'
    ? `"${text}"`
    : `${match === 'prefix' ? '' : '*'}${text}${match === 'part' ? '*' : ''}`

const isOperator = (text: string): boolean => text === 'OR' || text === 'NOT'

const printExact = (value: string): string => `="${value.replaceAll('"', '""')}"`

const printRange = ({ min, max, minIncluded, maxIncluded }: Omit<NumberQuery, 'type' | 'field'>): string => {
  if (min !== null && min === max) return printFigure(min)
  if (max === null) return minIncluded ? `${printFigure(min as number)}..` : `>${printFigure(min as number)}`
  if (min === null) return maxIncluded ? `..${printFigure(max)}` : `<${printFigure(max)}`
  return `${printFigure(min)}..${printFigure(max)}`
}

const two = (part: number): string => String(part).padStart(2, '0')

const printPattern = ({ year, month, day }: DatePatternQuery): string => {
  const start = `${year === null ? '*' : String(year).padStart(4, '0')}-${month === null ? '*' : two(month)}`
  return day === null ? start : `${start}-${two(day)}`
}

const printWeek = ({ year, week, weekday }: WeekQuery): string => {
  const start = `${year === null ? '*' : String(year).padStart(4, '0')}-W${week === null ? '*' : two(week)}`
  return weekday === null ? start : `${start}-${weekday}`
}

const printTest = (test: CustomQuery['test']): string => {
  switch (test.kind) {
    case 'presence':
      return test.isPresent ? '*' : ''
    case 'text':
      return printText(test)
    case 'exact':
      return printExact(test.value)
    case 'range':
      if (test.max === null) return `>${test.minIncluded ? '=' : ''}${test.min}`
      if (test.min === null) return `<${test.maxIncluded ? '=' : ''}${test.max}`
      return `${test.min}..${test.max}`
  }
}

/** Whether a text can be printed as one word: nothing in it is syntax. */
export const isPlainWord = (text: string): boolean => {
  const name = nameBeforeColon(text)
  return (
    text !== '' &&
    !/[\s()"]/u.test(text) &&
    !/^[-*<>=]|\*$/.test(text) &&
    !isOperator(text) &&
    (name === undefined || fieldOf(name) === undefined)
  )
}
