import type { CustomField } from '../fields/field.types.ts'
import { toChoiceKey, toFlag } from '../fields/field-value.ts'
import { toTerms } from '../text/search-key.ts'
import { toDateRange } from './dates.ts'
import type { CustomQuery, NumberQuery, TextQuery } from './query.types.ts'
import { toNumber } from './values.ts'

/** What is asked of the values of a custom field, now that its type is known. */
export type ValueTest =
  | { readonly kind: 'presence'; readonly isPresent: boolean }
  | { readonly kind: 'words'; readonly match: TextQuery['match']; readonly text: string }
  /** The value's key, see `fields/field-value.ts`. */
  | { readonly kind: 'key'; readonly key: string }
  | (Omit<NumberQuery, 'type' | 'field'> & { readonly kind: 'number' })
  /** Parts of dates, both belong to it. */
  | { readonly kind: 'days'; readonly from: string | null; readonly to: string | null }

/** What is asked of the values of a field; `null` where none of them can fit. */
export const toValueTest = ({ type }: CustomField, test: CustomQuery['test']): ValueTest | null => {
  if (test.kind === 'presence') return test
  switch (type) {
    case 'text':
    case 'choice':
      if (test.kind === 'range') return null
      if (test.kind === 'exact') return { kind: 'key', key: toChoiceKey(test.value) }
      return toTerms(test.text).length === 0 ? null : { ...test, kind: 'words', text: test.text }
    case 'number':
      return toNumberTest(test)
    case 'date': {
      const range = toDateRange(writtenOf(test))
      return range && { kind: 'days', ...range }
    }
    case 'boolean': {
      const flag = test.kind === 'range' ? null : toFlag(writtenOf(test))
      return flag === null
        ? null
        : { kind: 'number', min: Number(flag), max: Number(flag), minIncluded: true, maxIncluded: true }
    }
  }
}

type WrittenTest = Exclude<CustomQuery['test'], { kind: 'presence' }>

const toNumberTest = (test: WrittenTest): ValueTest | null => {
  const figureOf = (text: string | null) => (text === null ? null : toNumber(text, null))
  if (test.kind !== 'range') {
    const value = figureOf(writtenOf(test))
    return value === null ? null : { kind: 'number', min: value, max: value, minIncluded: true, maxIncluded: true }
  }
  const [min, max] = [figureOf(test.min), figureOf(test.max)]
  if ((test.min !== null && min === null) || (test.max !== null && max === null)) return null
  if (min !== null && max !== null && min > max) return null
  return { kind: 'number', min, max, minIncluded: test.minIncluded, maxIncluded: test.maxIncluded }
}

/** The value as it stood behind the colon. */
const writtenOf = (test: WrittenTest): string => {
  if (test.kind === 'exact') return test.value
  if (test.kind === 'text') return test.text
  if (test.max === null) return `>${test.minIncluded ? '=' : ''}${test.min}`
  if (test.min === null) return `<${test.maxIncluded ? '=' : ''}${test.max}`
  return `${test.min}..${test.max}`
}
