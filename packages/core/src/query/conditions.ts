import { toDateCondition } from './dates.ts'
import { type Field, isChoice, presenceOf } from './fields.ts'
import type { CustomQuery, ExactField, Query, TextField, TextQuery } from './query.types.ts'
import { toBoxQuery, toId, toNearQuery, toNumberQuery } from './values.ts'

/** One word behind a field, or without one; `null` where it is no value of that field. */
export const toCondition = (field: Field | null, word: string): Query | null => {
  if (field === null) return toText('any', word)
  if (field.kind === 'custom') return { type: 'custom', key: field.key, test: toTest(word) }
  const presence = presenceOf(field)
  if (word === '*' && presence) return { type: 'presence', field: presence, isPresent: true }
  const exact = word.startsWith('=') && word.length > 1 ? toExact(field, word.slice(1)) : null
  if (exact) return exact
  switch (field.kind) {
    case 'text':
      return field.exact && word === '=' ? null : toText(field.field, word)
    case 'exact':
      return field.text === null ? toExact(field, word) : word === '=' ? null : toText(field.text, word)
    case 'ref': {
      const id = toId(word)
      return id === null ? null : { type: 'ref', field: field.field, id }
    }
    case 'number':
      return toNumberQuery(field.field, word)
    case 'date':
      return toDateCondition(field.field, word)
    case 'choice': {
      const value = word.toLowerCase()
      if (isChoice(field.field, value)) return { type: 'choice', field: field.field, value }
      return field.orExtension ? toExactValue('extension', word) : null
    }
    case 'near':
      return toNearQuery(word)
    case 'box':
      return toBoxQuery(word)
  }
}

/** A value as it is stored; `null` where the field knows only words, or the value is none of it. */
export const toExact = (field: Field | null, value: string): Query | null => {
  if (field === null) return null
  if (field.kind === 'custom') return { type: 'custom', key: field.key, test: { kind: 'exact', value } }
  const name = field.kind === 'exact' ? field.field : field.kind === 'text' ? field.exact : undefined
  return name === undefined ? null : toExactValue(name, value)
}

export const maxExactLength = 255
const extension = /^[a-z0-9]{1,10}$/
const mime = /^[a-z0-9][a-z0-9.+-]{0,40}\/[a-z0-9][a-z0-9.+-]{0,80}$/

const toExactValue = (field: ExactField, written: string): Query | null => {
  const value = field === 'extension' || field === 'mime' ? written.toLowerCase().replace(/^\./, '') : written
  if (value === '' || value.length > maxExactLength) return null
  if (field === 'extension' && !extension.test(value)) return null
  if (field === 'mime' && !mime.test(value)) return null
  return { type: 'exact', field, value }
}

/** A bare word is the beginning of one: people type until they see what they look for. */
export const toText = (field: TextField, word: string): Query | null => {
  const words = toWords(word)
  return words && { type: 'text', field, ...words }
}

const toWords = (word: string): Pick<TextQuery, 'match' | 'text'> | null => {
  const text = word.replace(/^\*+/, '').replace(/(?<!\*)\*+$/, '')
  if (text === '') return null
  const [isOpenStart, isOpenEnd] = [word.startsWith('*'), word.endsWith('*')]
  return { match: isOpenStart ? (isOpenEnd ? 'part' : 'suffix') : 'prefix', text }
}

export const toPhrase = (field: Field | null, phrase: string): Query | null => {
  const text = phrase.replaceAll('"', '').replace(/\s+/g, ' ').trim()
  if (text === '') return null
  const words = { match: text.includes(' ') ? ('phrase' as const) : ('word' as const), text }
  if (field?.kind === 'custom') return { type: 'custom', key: field.key, test: { kind: 'text', ...words } }
  const name = field?.kind === 'text' ? field.field : field?.kind === 'exact' ? field.text : null
  return { type: 'text', field: name ?? 'any', ...words }
}

/** What is asked of a field whose kind is not known yet. */
const toTest = (word: string): CustomQuery['test'] => {
  if (word === '*') return { kind: 'presence', isPresent: true }
  if (word.startsWith('=') && word.length > 1) return { kind: 'exact', value: word.slice(1) }
  const [, operator, end] = /^([<>]=?)(.+)$/.exec(word) ?? []
  if (operator !== undefined && end !== undefined) {
    const isIncluded = operator.endsWith('=')
    return operator.startsWith('>')
      ? { kind: 'range', min: end, max: null, minIncluded: isIncluded, maxIncluded: true }
      : { kind: 'range', min: null, max: end, minIncluded: true, maxIncluded: isIncluded }
  }
  const ends = word.split('..')
  if (ends.length === 2 && word !== '..') {
    const [min = '', max = ''] = ends
    return { kind: 'range', min: min || null, max: max || null, minIncluded: true, maxIncluded: true }
  }
  const words = toWords(word)
  return words ? { kind: 'text', ...words } : { kind: 'presence', isPresent: true }
}
