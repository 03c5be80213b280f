import type { CustomField, FacetName, Filters } from '@vitrine/core'
import type { FilterView } from '../view-models/search.ts'
import type { ViewContext } from '../view-models/view-context.ts'
import type { Bar } from './bar.types.ts'
import { valuesOf } from './choices.ts'
import { dateFilter } from './date-filters.ts'
import { fieldFilters } from './field-filters.ts'
import { figures, rangeFilter } from './figure-filters.ts'
import { type choiceNames, fromRange } from './form.ts'
import { expertFilter, nearFilter, wordFilter } from './text-filters.ts'
import { albumFilter, shapeFilter, tagFilter, ticked, uploaderFilter } from './ticked-filters.ts'

/** What the bar always counts. */
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

/** More custom fields than these are folded away with the other filters that are rarely used. */
const maxFieldsInBar = 3

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
  const custom = fieldFilters(bar, context)
  const areFew = custom.length <= maxFieldsInBar
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
    ...(areFew ? custom : []),
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
    ...(areFew ? [] : custom),
    expertFilter(bar, context),
  ]
  const isUseful = (view: FilterView): boolean =>
    view.value !== null || view.inputs.length > 0 || view.choices.length > 0 || view.note !== null
  return { filters: filters.filter(isUseful), moreFilters: moreFilters.filter(isUseful), hidden: toHidden(bar) }
}

/** Conditions that are counted for custom fields: each is a question to the database, where it was not asked before. */
const maxCounted = 120

/** The custom fields whose choices are counted, those that are set first. */
export const fieldFacets = (fields: readonly CustomField[], { fields: set = {} }: Filters): FacetName[] => {
  const isSet = ({ key }: CustomField): boolean => set[key] !== undefined
  const countable = fields.filter(({ type }) => type === 'choice' || type === 'boolean')
  let counted = 0
  return [...countable.filter(isSet), ...countable.filter((field) => !isSet(field))]
    .filter(({ choices }) => {
      counted += (choices?.length ?? 2) + 1
      return counted <= maxCounted
    })
    .map(({ key }): FacetName => `field.${key}`)
    .slice(0, maxFieldFacets)
}

/** Beside those that are always counted: 50 can be asked for at once. */
const maxFieldFacets = 50 - barFacets.length

/** Filters that have no place in the bar. */
const unshown = ['size', 'ratio', 'exposure', 'duration', 'level', 'visits'] as const

const toHidden = ({ filters }: Bar): { name: string; value: string }[] => [
  ...(filters.make ?? []).map((value) => ({ name: 'make', value: value ?? 'none' })),
  ...unshown.flatMap((name) => (filters[name] ?? []).map((range) => ({ name, value: fromRange(range) }))),
  ...(filters.tagged === undefined ? [] : [{ name: 'tagged', value: filters.tagged ? 'yes' : 'no' }]),
]
