import { type Filters, filtersToQuery, printQuery } from '@vitrine/core'
import type { FilterView, SearchView } from '../view-models/search.ts'
import type { ViewContext } from '../view-models/view-context.ts'

/** The key of the filters that a filter of the bar sets. */
const keyOf = (name: string): keyof Filters =>
  name === 'tag' ? 'tags' : name === 'album' ? 'albums' : name === 'wordsIn' ? 'words' : (name as keyof Filters)

const without = (filters: Filters, name: string): Filters => {
  if (name.startsWith('field.')) {
    const { [name.slice('field.'.length)]: _, ...fields } = filters.fields ?? {}
    return { ...filters, fields }
  }
  const { [keyOf(name)]: _, ...rest } = filters
  return rest
}

/** What is set, each with the search without it. */
export const toSetFilters = (
  filters: Filters,
  views: readonly FilterView[],
  hidden: SearchView['hidden'],
  { links, t }: ViewContext,
): SearchView['set'] => {
  const urlWithout = (name: string): string => links.searchUrl(printQuery(filtersToQuery(without(filters, name))))
  const shown = views.flatMap(({ name, label, value }) =>
    value === null ? [] : [{ name, label: name === 'wordsIn' || name === 'expert' ? value : `${label}: ${value}` }],
  )
  const others = [...new Set(hidden.map(({ name }) => name))].map((name) => {
    const values = hidden.filter((entry) => entry.name === name).map(({ value }) => value)
    return { name, label: `${t(`filter.${name as 'size'}`)}: ${values.join(', ').replaceAll('..', ' – ')}` }
  })
  return [...shown, ...others].map(({ name, label }) => ({
    label,
    removeUrl: urlWithout(name),
    removeLabel: t('search.without', { name: label }),
  }))
}
