import type { FilterView } from '../view-models/search.ts'
import type { ViewContext } from '../view-models/view-context.ts'
import type { Bar } from './bar.types.ts'
import { blank, choicesOf, summaryOf, valuesOf } from './choices.ts'

const recentCreated = ['30d', '3m', '6m', '12m'] as const
const recentPosted = ['24h', '7d', '30d', '3m', '6m'] as const

export const dateFilter = (name: 'created' | 'posted', bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const recent = name === 'created' ? recentCreated : recentPosted
  const labelOf = (value: string): string => (value === 'none' ? t('filter.undated') : recentLabel(value, context))
  const years = name === 'created' ? [...valuesOf(bar, 'year')].sort((a, b) => Number(b.value) - Number(a.value)) : []
  const values = [
    ...recent.map((value) => ({ value, label: recentLabel(value, context) })),
    ...years.map(({ value, label, photos }) => ({ value: String(value), label, photos })),
  ]
  const on = (bar.filters[name] ?? []).map((text) => (text === '' ? 'none' : text))
  const choices = choicesOf(values, on, context, labelOf)
  return {
    ...blank,
    name,
    label: t(`filter.${name}`),
    value: summaryOf(choices),
    choices,
    inputs: (['From', 'To'] as const).map((end) => ({
      name: `${name}${end}`,
      label: t(`filter.date${end}`),
      type: 'date',
      value: '',
      hint: '',
    })),
  }
}

const recentLabel = (text: string, { t }: ViewContext): string => {
  const [, figure, unit] = /^(\d{1,4})([hdwmy])$/.exec(text) ?? []
  if (figure === undefined || unit === undefined) return text.replace('..', ' – ')
  const count = Number(figure)
  switch (unit) {
    case 'h':
      return t('filter.last.h', { count })
    case 'd':
      return t('filter.last.d', { count })
    case 'w':
      return t('filter.last.w', { count })
    case 'm':
      return t('filter.last.m', { count })
    default:
      return t('filter.last.y', { count })
  }
}
