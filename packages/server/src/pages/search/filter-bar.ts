import type { Facet, FacetName, FacetValue, FigureRange, Filters } from '@vitrine/core'
import type { FilterChoiceView, FilterView } from '../view-models/search.ts'
import type { ViewContext } from '../view-models/view-context.ts'
import { type choiceNames, fromNear, fromRange, type rangeNames, shapes, wordFields } from './form.ts'

/** What the bar counts; custom fields apart. */
export const barFacets = [
  'tag',
  'album',
  'year',
  'author',
  'uploader',
  'extension',
  'orientation',
  'rating',
  'camera',
  'lens',
  'iso',
  'aperture',
  'focal',
  'city',
  'country',
  'width',
  'height',
  'filesize',
] as const satisfies FacetName[]

/** Names of what is ticked but not among the values that were counted. */
export interface KnownNames {
  readonly tags: ReadonlyMap<number, string>
  readonly albums: ReadonlyMap<number, string>
  readonly users: ReadonlyMap<number, string>
}

interface Bar {
  readonly filters: Filters
  readonly facets: ReadonlyMap<string, Facet>
  readonly names: KnownNames
}

const recentCreated = ['30d', '3m', '6m', '12m'] as const
const recentPosted = ['24h', '7d', '30d', '3m', '6m'] as const

/** The filters that stand in the bar, and those behind “More”. */
export const toFilterBar = (
  bar: Bar,
  context: ViewContext,
): { filters: FilterView[]; moreFilters: FilterView[]; hidden: { name: string; value: string }[] } => {
  const tick = (name: FacetName & keyof Filters & (typeof choiceNames)[number]): FilterView =>
    ticked(
      name,
      valuesOf(bar, name),
      (bar.filters[name] ?? []).map((value) => value ?? 'none'),
      context,
    )
  const filters = [
    dateFilter('created', bar, context),
    albumFilter(bar, context),
    tagFilter(bar, context),
    ticked('type', valuesOf(bar, 'extension'), bar.filters.type ?? [], context),
    shapeFilter(bar, context),
    figures('rating', bar, context),
    tick('author'),
    tick('camera'),
    dateFilter('posted', bar, context),
  ]
  const moreFilters = [
    wordFilter(bar, context),
    tick('lens'),
    figures('iso', bar, context),
    figures('aperture', bar, context),
    figures('focal', bar, context),
    rangeFilter('width', bar, context),
    rangeFilter('height', bar, context),
    rangeFilter('filesize', bar, context),
    tick('city'),
    tick('country'),
    uploaderFilter(bar, context),
    nearFilter(bar, context),
    ...customFilters(bar, context),
    expertFilter(bar, context),
  ]
  const isUseful = (view: FilterView): boolean =>
    view.value !== null || view.inputs.length > 0 || view.choices.length > 0
  return { filters: filters.filter(isUseful), moreFilters: moreFilters.filter(isUseful), hidden: toHidden(bar) }
}

const valuesOf = ({ facets }: Bar, name: string): readonly FacetValue[] => {
  const facet = facets.get(name)
  return facet?.type === 'values' ? facet.values : []
}

/** The values that were counted, and those that are ticked although they were not. */
const choicesOf = (
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

const blank = { mode: null, inputs: [], note: null } as const

const summaryOf = (choices: readonly FilterChoiceView[]): string | null => {
  const labels = choices.filter(({ isOn }) => isOn).map(({ label }) => label)
  return labels.length === 0 ? null : labels.join(', ')
}

const isMessage = <T extends string>(name: T): `filter.${T}` => `filter.${name}`

const ticked = (
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

const tagFilter = (bar: Bar, context: ViewContext): FilterView => {
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

const modeOf = (name: string, mode: 'all' | 'any', { t }: ViewContext): FilterView['mode'] => ({
  name,
  label: t('filter.mode'),
  options: (['all', 'any'] as const).map((value) => ({
    value,
    label: t(`filter.mode.${value}`),
    count: '',
    isOn: value === mode,
  })),
})

const albumFilter = (bar: Bar, context: ViewContext): FilterView => {
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

const dateFilter = (name: 'created' | 'posted', bar: Bar, context: ViewContext): FilterView => {
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

const shapeFilter = (bar: Bar, context: ViewContext): FilterView => {
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
const figures = (name: 'rating' | 'iso' | 'aperture' | 'focal', bar: Bar, context: ViewContext): FilterView => {
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
const rangeFilter = (name: 'width' | 'height' | 'filesize', bar: Bar, context: ViewContext): FilterView => {
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

const uploaderFilter = (bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const on = (bar.filters.uploader ?? []).map((id) => (id === null ? 'none' : String(id)))
  const values = valuesOf(bar, 'uploader').map(({ value, label, photos }) => ({ value: String(value), label, photos }))
  const choices = choicesOf(values, on, context, (id) =>
    id === 'none' ? t('filter.none') : (bar.names.users.get(Number(id)) ?? `#${id}`),
  )
  return { ...blank, name: 'uploader', label: t('filter.uploader'), value: summaryOf(choices), choices }
}

const wordFilter = (bar: Bar, context: ViewContext): FilterView => {
  const { t } = context
  const { words } = bar.filters
  const fields: readonly string[] = words?.fields ?? []
  return {
    ...blank,
    name: 'wordsIn',
    label: t('filter.words'),
    value: words ? words.words.join(' ') : null,
    choices: wordFields.map((value) => ({
      value,
      label: t(`filter.in.${value}`),
      count: '',
      isOn: fields.includes(value),
    })),
    mode: modeOf('wordsMode', words?.mode ?? 'all', context),
    inputs: [
      {
        name: 'words',
        label: t('filter.words'),
        type: 'text',
        value: words ? words.words.join(' ') : '',
        hint: '',
      },
    ],
  }
}

const nearFilter = ({ filters: { near } }: Bar, { t }: ViewContext): FilterView => {
  const value = near ? fromNear(near) : ''
  return {
    ...blank,
    name: 'near',
    label: t('filter.near'),
    value: near ? value : null,
    choices: [],
    inputs: [{ name: 'near', label: t('filter.near'), type: 'text', value, hint: '48.858,2.294,25' }],
    note: t('filter.near.note'),
  }
}

const customFilters = (bar: Bar, context: ViewContext): FilterView[] => {
  const set = bar.filters.fields ?? {}
  const counted = [...bar.facets.keys()].filter((name) => name.startsWith('field.'))
  const keys = new Set([...counted.map((name) => name.slice('field.'.length)), ...Object.keys(set)])
  return [...keys].map((key) => {
    const name = `field.${key}`
    const values = valuesOf(bar, name).map(({ label, photos, query }) => ({
      value: query.replace(/^[^:]*:/, ''),
      label,
      photos,
    }))
    const choices = choicesOf(values, set[key] ?? [], context)
    return { ...blank, name, label: key, value: summaryOf(choices), choices }
  })
}

const expertFilter = ({ filters: { expert = '' } }: Bar, { t }: ViewContext): FilterView => ({
  ...blank,
  name: 'expert',
  label: t('filter.expert'),
  value: expert === '' ? null : expert,
  choices: [],
  inputs: [{ name: 'expert', label: t('filter.expert'), type: 'text', value: expert, hint: 'ratio:>2 -tag:fog' }],
  note: t('filter.expert.note'),
})

/** Filters that have no place in the bar. */
const unshown = ['size', 'ratio', 'exposure', 'duration', 'level', 'visits'] as const

const toHidden = ({ filters }: Bar): { name: string; value: string }[] => [
  ...(filters.make ?? []).map((value) => ({ name: 'make', value: value ?? 'none' })),
  ...unshown.flatMap((name) => (filters[name] ?? []).map((range) => ({ name, value: fromRange(range) }))),
  ...(filters.tagged === undefined ? [] : [{ name: 'tagged', value: filters.tagged ? 'yes' : 'no' }]),
]
