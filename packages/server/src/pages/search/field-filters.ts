import type { CustomField } from '@vitrine/core'
import type { FilterView } from '../view-models/search.ts'
import type { ViewContext } from '../view-models/view-context.ts'
import type { Bar } from './bar.types.ts'
import { blank, choicesOf, summaryOf } from './choices.ts'
import { fieldEntry, fromContains, fromSpan, noValue } from './field-entries.ts'

/** One filter for each custom field of photos, in their order; behind them what is asked of fields that are not there (any more). */
export const fieldFilters = (bar: Bar, context: ViewContext): FilterView[] => {
  const set = bar.filters.fields ?? {}
  const known = new Set(bar.fields.map(({ key }) => key))
  const unknown = Object.keys(set).filter((key) => !known.has(key))
  return [
    ...bar.fields.map((field) => fieldFilter(field, set[field.key] ?? [], bar, context)),
    ...unknown.map((key) => tickedValues({ key, name: key }, [], set[key] ?? [], context)),
  ]
}

const fieldFilter = (field: CustomField, values: readonly string[], bar: Bar, context: ViewContext): FilterView => {
  switch (field.type) {
    case 'text':
      return textFilter(field, values, context)
    case 'number':
    case 'date':
      return spanFilter(field, field.type, values, context)
    default:
      return choiceFilter(field, values, bar, context)
  }
}

interface Value {
  readonly value: string
  readonly label: string
  readonly photos?: number
}

const tickedValues = (
  { key, name }: Pick<CustomField, 'key' | 'name'>,
  values: readonly Value[],
  set: readonly string[],
  context: ViewContext,
): FilterView => {
  const on = set.map((value) => (value === '' ? noValue : value))
  const choices = choicesOf(values, on, context, (value) => readable(value, context))
  return { ...blank, name: fieldEntry.value(key), label: name, value: summaryOf(choices), choices }
}

/** A value as it stands behind the colon, for people. */
const readable = (value: string, { t }: ViewContext): string => {
  if (value === noValue) return t('filter.none')
  if (value === '*') return t('filter.any')
  if (value.startsWith('="')) return value.slice(2, -1).replaceAll('""', '"')
  const [, operator = '', figure] = /^([<>]=?)(.+)$/.exec(value) ?? []
  if (figure !== undefined) return `${operator.replace('<=', '≤').replace('>=', '≥')} ${figure}`
  return fromContains(value) ?? value.replace('..', ' – ')
}

const textFilter = (field: CustomField, set: readonly string[], context: ViewContext): FilterView => {
  const [only, ...others] = set
  const typed = only === undefined || others.length > 0 ? null : fromContains(only)
  return {
    // What no text that is typed leads to stays as it is, to be unticked.
    ...tickedValues(field, [], typed === null ? set : [], context),
    ...(typed === null ? {} : { value: typed }),
    inputs: [
      {
        name: fieldEntry.text(field.key),
        label: context.t('filter.contains'),
        type: 'text',
        value: typed ?? '',
        hint: '',
      },
    ],
  }
}

const spanFilter = (
  field: CustomField,
  type: 'number' | 'date',
  set: readonly string[],
  context: ViewContext,
): FilterView => {
  const { t } = context
  const [only, ...others] = set
  const span = only === undefined || others.length > 0 ? null : fromSpan(type, only)
  return {
    ...tickedValues(field, [], span ? [] : set, context),
    ...(span && only !== undefined ? { value: readable(only, context) } : {}),
    inputs: (['from', 'to'] as const).map((end) => ({
      name: fieldEntry[end](field.key),
      label: t(type === 'date' ? (end === 'from' ? 'filter.dateFrom' : 'filter.dateTo') : `filter.${end}`),
      type,
      value: span?.[end] ?? '',
      hint: '',
      isSigned: true,
    })),
  }
}

const flags: Readonly<Record<string, 'yes' | 'no'>> = {
  true: 'yes',
  yes: 'yes',
  1: 'yes',
  false: 'no',
  no: 'no',
  0: 'no',
}
const flagOf = (value: string): 'yes' | 'no' | undefined => flags[value.replace(/^="?|"$/g, '').toLowerCase()]

/** The choices of a field in the order that its owners gave them, each with its photos; those without any are left out. */
const choiceFilter = (field: CustomField, set: readonly string[], bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const facet = bar.facets.get(fieldEntry.value(field.key))
  const counted = facet?.type === 'values' ? facet : null
  const photosOf = new Map(counted?.values.map(({ value, photos }) => [String(value), photos]))
  // Where not all were counted, one without a figure may have photos.
  const areAllCounted = counted !== null && counted.values.length >= counted.distinct
  const options =
    field.type === 'boolean'
      ? (['true', 'false'] as const).map((value) => ({
          value,
          label: t(value === 'true' ? 'filter.yes' : 'filter.no'),
        }))
      : (field.choices ?? []).map((value) => ({ value, label: value }))
  const values = options.flatMap(({ value, label }): Value[] => {
    const photos = photosOf.get(value)
    const written = `="${value.replaceAll('"', '""')}"`
    if (photos === undefined && areAllCounted && !set.includes(written)) return []
    // `yes` and `1` are the same tick as `true`.
    const same = field.type === 'boolean' ? set.find((one) => flagOf(one) === flagOf(value)) : undefined
    return [{ value: same ?? written, label, ...(photos === undefined ? {} : { photos }) }]
  })
  const none = (counted?.without ?? 0) > 0 && values.length > 0
  const view = tickedValues(
    field,
    [...values, ...(none ? [{ value: noValue, label: t('filter.none'), photos: counted?.without ?? 0 }] : [])],
    set,
    context,
  )
  return { ...view, note: view.choices.length === 0 ? t('filter.field.empty') : null }
}
