import type { PageRouter, PagesContext } from '../page-context.ts'
import { maxSearchLength, photosPerPage, readCursor, readSearch, readSort } from '../query.ts'
import { toPhotoListing } from '../view-models/listing.ts'
import type { SearchView } from '../view-models/search.ts'

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

/** `/search?q=sea` */
export const registerSearch = (router: PageRouter, pages: PagesContext): void => {
  const { links, t } = pages
  const help = examples.map(([q, key]) => ({ q, url: links.searchUrl(q), text: t(key) }))
  const blank = { action: links.path('/search'), summary: null, listing: null, help }

  router.get('/search', async ({ gallery, query }) => {
    const q = readSearch(query)
    const head = { section: 'search', searchText: q, noIndex: true } as const
    if (q === '' || q.length > maxSearchLength) {
      const text = q === '' ? t('search.empty.text') : t('search.tooLong')
      const empty = { title: t('search.empty.title'), text, tagsUrl: links.tagsUrl() }
      const view: SearchView = { ...blank, q: q.slice(0, maxSearchLength), empty }
      return { page: 'search', view, head: { ...head, title: t('search.title') }, status: q === '' ? 200 : 400 }
    }
    const [sort, cursor] = [readSort(query, '-takenAt'), readCursor(query)]
    const photos = await gallery.photos.list({ q, sort, limit: photosPerPage, cursor })
    const listing = toPhotoListing(
      photos,
      {
        within: { q },
        url: (more) => links.path('/search', more),
        query: { q },
        sort,
        defaultSort: '-takenAt',
        isFirst: cursor === undefined,
      },
      pages,
    )
    const empty =
      photos.total > 0
        ? null
        : { title: t('search.none.title', { q }), text: t('search.none.text'), tagsUrl: links.tagsUrl() }
    const view: SearchView = { ...blank, q, summary: t('search.results', { count: photos.total, q }), listing, empty }
    return { page: 'search', view, head: { ...head, title: t('search.titleFor', { q }) } }
  })
}
