import type { FigureRange } from '@vitrine/core'
import type { FilterView } from '../view-models/search.ts'
import type { ViewContext } from '../view-models/view-context.ts'
import type { Bar } from './bar.types.ts'
import { blank, choicesOf, isMessage, summaryOf, valuesOf } from './choices.ts'
import { fromRange, type rangeNames } from './form.ts'

const rangeLabel = (name: (typeof rangeNames)[number], range: FigureRange | null, context: ViewContext): string => {
  const { t, formats } = context
  if (range === null) return t('filter.none')
  const figure = (value: number): string =>
    name === 'rating'
      ? value <= 0
        ? t('filter.rejected')
        : '★'.repeat(Math.min(5, value))
      : name === 'filesize'
        ? formats.bytes(value)
        : name === 'aperture'
          ? `f/${value}`
          : name === 'focal'
            ? `${value} mm`
            : formats.number(value)
  const { min, max } = range
  if (min !== null && min === max) return figure(min)
  if (min === null) return max === null ? '' : `≤ ${figure(max)}`
  return max === null ? `≥ ${figure(min)}` : `${figure(min)} – ${figure(max)}`
}

const toRangeOf = (text: string): FigureRange | null => {
  if (text === 'none') return null
  const [min = '', max = ''] = text.includes('..') ? text.split('..') : [text, text]
  return { min: min === '' ? null : Number(min), max: max === '' ? null : Number(max) }
}

/** Figures of which there are few: to be ticked. */
export const figures = (name: 'rating' | 'iso' | 'aperture' | 'focal', bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const facet = bar.facets.get(name)
  const values = [...valuesOf(bar, name)]
    .sort((a, b) => (name === 'rating' ? Number(b.value) - Number(a.value) : Number(a.value) - Number(b.value)))
    .map(({ value, photos }) => ({
      value: String(value),
      label: rangeLabel(name, { min: Number(value), max: Number(value) }, context),
      photos,
    }))
  const without = name === 'rating' && facet && facet.without > 0 && values.length > 0
  const on = (bar.filters[name] ?? []).map(fromRange)
  const choices = choicesOf(
    [...values, ...(without ? [{ value: 'none', label: t('filter.unrated'), photos: facet.without }] : [])],
    on,
    context,
    (text) => rangeLabel(name, toRangeOf(text), context),
  )
  return { ...blank, name, label: t(isMessage(name)), value: summaryOf(choices), choices }
}

/** Figures of which there are many: from one to another. */
export const rangeFilter = (name: 'width' | 'height' | 'filesize', bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const facet = bar.facets.get(name)
  const [min, max] = facet?.type === 'range' ? [facet.min, facet.max] : [null, null]
  const factor = name === 'filesize' ? 1e6 : 1
  const hint = (value: number | null): string => (value === null ? '' : String(Math.round((value / factor) * 10) / 10))
  const on = bar.filters[name] ?? []
  const [only, ...others] = on
  const isPlain = only !== undefined && only !== null && others.length === 0
  const value = (end: number | null | undefined): string =>
    end === null || end === undefined ? '' : String(end / factor)
  const choices = isPlain
    ? []
    : choicesOf([], on.map(fromRange), context, (text) => rangeLabel(name, toRangeOf(text), context))
  return {
    ...blank,
    name,
    label: t(isMessage(name)),
    value: isPlain ? rangeLabel(name, only, context) : summaryOf(choices),
    choices,
    inputs: [
      {
        name: `${name}Min`,
        label: t('filter.from'),
        type: 'number',
        value: isPlain ? value(only.min) : '',
        hint: hint(min),
      },
      {
        name: `${name}Max`,
        label: t('filter.to'),
        type: 'number',
        value: isPlain ? value(only.max) : '',
        hint: hint(max),
      },
    ],
    note: t(name === 'filesize' ? 'filter.megabytes' : 'filter.pixels'),
  }
}
