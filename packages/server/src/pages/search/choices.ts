import type { FacetValue } from '@vitrine/core'
import type { FilterChoiceView, FilterView } from '../view-models/search.ts'
import type { ViewContext } from '../view-models/view-context.ts'
import type { Bar } from './bar.types.ts'

export const valuesOf = ({ facets }: Bar, name: string): readonly FacetValue[] => {
  const facet = facets.get(name)
  return facet?.type === 'values' ? facet.values : []
}

/** The values that were counted, and those that are ticked although they were not. */
export const choicesOf = (
  values: readonly { readonly value: string; readonly label: string; readonly photos?: number }[],
  on: readonly string[],
  { formats }: ViewContext,
  labelOf: (value: string) => string = (value) => value,
): FilterChoiceView[] => {
  const known = new Set(values.map(({ value }) => value))
  return [
    ...on
      .filter((value) => !known.has(value))
      .map((value) => ({ value, label: labelOf(value), count: '', isOn: true })),
    ...values.map(({ value, label, photos }) => ({
      value,
      label,
      count: photos === undefined ? '' : formats.number(photos),
      isOn: on.includes(value),
    })),
  ]
}

export const blank = { mode: null, inputs: [], note: null } as const

export const summaryOf = (choices: readonly FilterChoiceView[]): string | null => {
  const labels = choices.filter(({ isOn }) => isOn).map(({ label }) => label)
  return labels.length === 0 ? null : labels.join(', ')
}

export const isMessage = <T extends string>(name: T): `filter.${T}` => `filter.${name}`

export const modeOf = (name: string, mode: 'all' | 'any', { t }: ViewContext): FilterView['mode'] => ({
  name,
  label: t('filter.mode'),
  options: (['all', 'any'] as const).map((value) => ({
    value,
    label: t(`filter.mode.${value}`),
    count: '',
    isOn: value === mode,
  })),
})
