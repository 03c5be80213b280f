import { cutText } from '../text/cut.ts'
import { toSearchKey, toWords } from '../text/search-key.ts'
import type { CustomField, FieldValue } from './field.types.ts'

/** Longest text of a value, in characters. */
export const maxFieldTextLength = 2_000
const maxKeyLength = 190

/** A value as it is written to the tables. */
export interface StoredValue {
  readonly text_value: string | null
  readonly text_key: string | null
  readonly text_words: string | null
  readonly number_value: number | null
}

/** What makes two texts the same value: case and accents make no difference. */
export const toChoiceKey = (text: string): string =>
  cutText(toSearchKey(text).replace(/\s+/g, ' ').trim(), maxKeyLength)

const flags: Readonly<Record<string, boolean>> = { yes: true, true: true, 1: true, no: false, false: false, 0: false }

/** `yes`, `true`, `1`, `no`, `false`, `0`; `null` where it is none of them. */
export const toFlag = (text: string): boolean | null =>
  Object.hasOwn(flags, text.toLowerCase()) ? (flags[text.toLowerCase()] as boolean) : null

export const toStored = (value: FieldValue): StoredValue =>
  typeof value === 'string'
    ? { text_value: value, text_key: toChoiceKey(value), text_words: toWords(value), number_value: null }
    : { text_value: null, text_key: null, text_words: null, number_value: Number(value) }

export const fromStored = (
  { type }: Pick<CustomField, 'type'>,
  row: Pick<StoredValue, 'text_value' | 'number_value'>,
): FieldValue => {
  if (type === 'number') return Number(row.number_value)
  return type === 'boolean' ? row.number_value === 1 : (row.text_value ?? '')
}

const day = /^(\d{4})-(\d\d)-(\d\d)$/

const isDay = (text: string): boolean => {
  if (!day.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return Number.isFinite(date.getTime()) && date.toISOString().startsWith(text)
}

const isText = (value: string): boolean => value.isWellFormed() && !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value)

/** Checks a value against its field: the value as it is kept, or what is wrong with it. `null` takes the value away. */
export const toFieldValue = (
  field: Pick<CustomField, 'type' | 'choices'>,
  value: unknown,
): { value: FieldValue | null } | { message: string } => {
  if (value === null) return { value }
  switch (field.type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 1e15
        ? { value: value + 0 }
        : { message: 'Must be a number.' }
    case 'boolean':
      return typeof value === 'boolean' ? { value } : { message: 'Must be true or false.' }
    case 'date':
      return typeof value === 'string' && isDay(value)
        ? { value }
        : { message: 'Must be a day of the calendar, such as 2019-07-04.' }
    case 'choice': {
      const key = typeof value === 'string' ? toChoiceKey(value) : null
      const choice = field.choices?.find((each) => toChoiceKey(each) === key)
      return choice === undefined
        ? { message: `Must be one of ${(field.choices ?? []).slice(0, 20).join(', ')}.` }
        : { value: choice }
    }
    case 'text': {
      if (typeof value !== 'string') return { message: 'Must be text.' }
      if (!isText(value)) return { message: 'Must not hold control characters.' }
      const text = value.trim()
      if (text === '') return { value: null }
      return text.length > maxFieldTextLength
        ? { message: `Must have ${maxFieldTextLength} characters at most.` }
        : { value: text }
    }
  }
}
