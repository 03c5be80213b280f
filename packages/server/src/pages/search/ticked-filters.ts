import type { FacetValue } from '@vitrine/core'
import type { FilterView } from '../view-models/search.ts'
import type { ViewContext } from '../view-models/view-context.ts'
import type { Bar } from './bar.types.ts'
import { blank, choicesOf, isMessage, modeOf, summaryOf, valuesOf } from './choices.ts'
import { shapes } from './form.ts'

export const ticked = (
  name: 'author' | 'camera' | 'make' | 'lens' | 'city' | 'country' | 'type',
  values: readonly FacetValue[],
  on: readonly string[],
  context: ViewContext,
): FilterView => {
  const { t } = context
  const choices = choicesOf(
    values.map(({ value, label, photos }) => ({
      value: String(value),
      label: name === 'type' ? label.toUpperCase() : label,
      photos,
    })),
    on,
    context,
    (value) => (value === 'none' ? t('filter.none') : value),
  )
  return { ...blank, name, label: t(isMessage(name)), value: summaryOf(choices), choices }
}

export const tagFilter = (bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const { tags } = bar.filters
  const values = valuesOf(bar, 'tag').map(({ value, label, photos }) => ({ value: String(value), label, photos }))
  const choices = choicesOf(
    values,
    (tags?.ids ?? []).map(String),
    context,
    (id) => bar.names.tags.get(Number(id)) ?? `#${id}`,
  )
  const mode = tags?.mode ?? 'all'
  return {
    ...blank,
    name: 'tag',
    label: t('filter.tag'),
    value: summaryOf(choices),
    choices,
    mode: modeOf('tagMode', mode, context),
  }
}

export const albumFilter = (bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const { albums } = bar.filters
  const values = valuesOf(bar, 'album').map(({ value, label, photos }) => ({ value: String(value), label, photos }))
  const choices = choicesOf(
    values,
    (albums?.ids ?? []).map(String),
    context,
    (id) => bar.names.albums.get(Number(id)) ?? `#${id}`,
  )
  const below = albums?.below ?? true
  return {
    ...blank,
    name: 'album',
    label: t('filter.album'),
    value: summaryOf(choices),
    choices,
    mode: {
      name: 'below',
      label: t('filter.album'),
      options: (['yes', 'no'] as const).map((value) => ({
        value,
        label: t(`filter.below.${value}`),
        count: '',
        isOn: (value === 'yes') === below,
      })),
    },
  }
}

export const shapeFilter = (bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const counts = new Map(valuesOf(bar, 'orientation').map(({ value, photos }) => [String(value), photos]))
  const on = bar.filters.shape ?? []
  const values = shapes.flatMap((value) => {
    const photos = counts.get(value)
    return photos === undefined ? [] : [{ value, label: t(`filter.shape.${value}`), photos }]
  })
  const choices = choicesOf(values, on, context)
  return { ...blank, name: 'shape', label: t('filter.shape'), value: summaryOf(choices), choices }
}

export const uploaderFilter = (bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const on = (bar.filters.uploader ?? []).map((id) => (id === null ? 'none' : String(id)))
  const values = valuesOf(bar, 'uploader').map(({ value, label, photos }) => ({ value: String(value), label, photos }))
  const choices = choicesOf(values, on, context, (id) =>
    id === 'none' ? t('filter.none') : (bar.names.users.get(Number(id)) ?? `#${id}`),
  )
  return { ...blank, name: 'uploader', label: t('filter.uploader'), value: summaryOf(choices), choices }
}
