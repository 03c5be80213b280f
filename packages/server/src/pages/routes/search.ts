import { type Filters, filtersToQuery, parseQuery, printQuery, queryToFilters } from '@vitrine/core'
import { loadCovers } from '../covers.ts'
import { redirectResponse } from '../document.ts'
import { type PageScope, toPhotoScope, wholeGallery } from '../lists/page-scope.ts'
import { hasPlaces } from '../lists/places.ts'
import { listScope } from '../lists/show-list.ts'
import { keepSort, readSort } from '../lists/sort.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { maxSearchLength, readCursor, readSearch } from '../query.ts'
import { barFacets, fieldFacets, toFilterBar } from '../search/filter-bar.ts'
import { readFilterForm } from '../search/form.ts'
import { loadNames } from '../search/load-names.ts'
import { toSetFilters } from '../search/set-filters.ts'
import { toAlbumCards } from '../view-models/album-card.ts'
import type { SearchView } from '../view-models/search.ts'
import { toMapTools, toQueryShareTools, toTools } from '../view-models/tools.ts'

/** What the search box understands, by example. */
const examples = [
  ['sea coast', 'search.help.words'],
  ['sea OR coast', 'search.help.or'],
  ['sea -fog', 'search.help.not'],
  ['"at dusk"', 'search.help.phrase'],
  ['tag:(sea OR coast)', 'search.help.tag'],
  ['created:2019..2021', 'search.help.created'],
  ['camera:nikon iso:>1600', 'search.help.camera'],
  ['width:>3000 orientation:panorama', 'search.help.figures'],
  ['near:48.858,2.294,25km', 'search.help.near'],
  ['tag:', 'search.help.without'],
] as const

/** Choices of each filter. */
const maxChoices = 12
const maxAlbums = 6
const maxTags = 12

/** `/search?q=sea`; `/search?bar=1&…`: what the filter bar sends, which leads to its `q`. */
export const registerSearch = (router: PageRouter, pages: PagesContext): void => {
  const { links, t } = pages

  router.get('/search', async (request): Promise<PageAnswer> => {
    const { query } = request
    if (query.get('bar') === '1') {
      const q = printQuery(filtersToQuery(readFilterForm(query)))
      const sort = query.get('sort')
      return redirectResponse(links.searchUrl(q, { sort }), pages.server.options, 302)
    }
    const q = readSearch(query)
    if (q.length <= maxSearchLength) return showSearch(request, pages, q)
    const empty = { title: t('search.empty.title'), text: t('search.tooLong'), tagsUrl: links.tagsUrl() }
    const view: SearchView = { ...blankView(pages), empty }
    return {
      page: 'search',
      view,
      head: { section: 'search', title: t('search.title'), noIndex: true },
      status: 400,
    }
  })
}

const blankView = ({ links, t }: PagesContext) =>
  ({
    q: '',
    action: links.path('/search'),
    summary: null,
    set: [],
    clearUrl: links.path('/search'),
    filters: [],
    moreFilters: [],
    hidden: [],
    notes: [],
    albums: [],
    tags: [],
    tools: [],
    listing: null,
    help: examples.map(([q, key]) => ({ q, url: links.searchUrl(q), text: t(key) })),
  }) satisfies Partial<SearchView>

const showSearch = async (request: PageRequest, pages: PagesContext, q: string): Promise<PageAnswer> => {
  const { gallery, query } = request
  const { links, t } = pages
  const filters = queryToFilters(parseQuery(q))
  const scope: PageScope = { ...wholeGallery, q }
  const sort = readSort(request)
  const isFirst = readCursor(query) === undefined
  const [listing, reading, bar, matches, isOnMap] = await Promise.all([
    q === ''
      ? null
      : listScope(request, scope, { sort, query: { q }, url: (more) => links.path('/search', more) }, pages),
    q === '' ? null : gallery.photos.explainQuery(q),
    isFirst ? loadBar(request, filters, q, pages) : null,
    isFirst ? findMatches(request, filters, pages) : { albums: [], tags: [] },
    isFirst && q !== '' && hasPlaces(gallery, toPhotoScope(scope)),
  ])
  const total = listing?.total ?? 0
  // What nobody typed is not for reading: `tree:12`.
  const name = /(?:^|[\s(-])(?:tree|albumid|tagid|uploader|field\.[a-z0-9-]+):/.test(q) || q.length > 80 ? null : q
  const summary =
    q === ''
      ? null
      : name === null
        ? t('count.photos', { count: total })
        : t('search.results', { count: total, q: name })
  const views = bar ? [...bar.filters, ...bar.moreFilters] : []
  const view: SearchView = {
    ...blankView(pages),
    q,
    summary,
    set: bar ? toSetFilters(filters, views, bar.hidden, pages) : [],
    filters: bar?.filters ?? [],
    moreFilters: bar?.moreFilters ?? [],
    hidden: bar?.hidden ?? [],
    notes: isFirst && reading ? toNotes(reading, pages) : [],
    ...matches,
    tools: [
      ...(listing?.isShareable ? toQueryShareTools(q, pages) : []),
      ...(total > 0 ? toTools(scope, pages).filter(({ icon }) => icon !== 'search') : []),
      ...toMapTools(scope, isOnMap, pages),
    ],
    listing,
    empty: toEmpty(q, total, name ?? t('search.chosen'), pages),
  }
  return {
    page: 'search',
    view,
    visit: { section: 'search' },
    headers: keepSort(request, sort, pages),
    head: {
      section: 'search',
      searchText: q,
      noIndex: true,
      title: q === '' || name === null ? t('search.title') : t('search.titleFor', { q: name }),
    },
  }
}

const toNotes = (
  reading: { readonly doubts: readonly { readonly text: string }[]; readonly notFound: readonly string[] },
  { t }: PagesContext,
): string[] => [
  ...(reading.notFound.length > 0 ? [t('search.notFound', { words: reading.notFound.join(', ') })] : []),
  ...reading.doubts.slice(0, 5).map(({ text }) => t('search.doubt', { text })),
]

const toEmpty = (q: string, total: number, name: string, { links, t }: PagesContext): SearchView['empty'] => {
  if (total > 0) return null
  return q === ''
    ? { title: t('search.empty.title'), text: t('search.empty.text'), tagsUrl: links.tagsUrl() }
    : { title: t('search.none.title', { q: name }), text: t('search.none.text'), tagsUrl: links.tagsUrl() }
}

const loadBar = async ({ gallery }: PageRequest, filters: Filters, q: string, pages: PagesContext) => {
  const fields = await gallery.fields.list({ subject: 'photo' })
  const counted = await gallery.browse.facets({
    ...(q === '' ? {} : { q }),
    limit: maxChoices,
    withoutOwn: true,
    facets: [...barFacets, ...fieldFacets(fields, filters)],
  })
  const names = await loadNames(gallery, filters, counted)
  const facets = new Map(counted.facets.map((facet) => [facet.name, facet]))
  return toFilterBar({ filters, facets, names, fields }, pages)
}

/** Albums and tags that are called like what was asked for. */
const findMatches = async (
  { gallery }: PageRequest,
  { words }: Filters,
  pages: PagesContext,
): Promise<Pick<SearchView, 'albums' | 'tags'>> => {
  if (!words || words.mode === 'any' || words.fields.length > 0) return { albums: [], tags: [] }
  const text = words.words.join(' ').replace(/["*]/g, '')
  const [albums, tags] = await Promise.all([
    gallery.albums.find(text, { limit: maxAlbums }),
    gallery.tags.list({ startsWith: text, limit: maxTags }),
  ])
  return {
    albums: toAlbumCards(albums, await loadCovers(gallery, albums), pages),
    tags: tags.items.map((tag) => ({
      name: tag.name,
      url: pages.links.tagUrl(tag),
      count: pages.formats.number(tag.photos),
    })),
  }
}
