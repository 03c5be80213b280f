import { inputInvalid } from '@vitrine/core'
import { loadCovers } from '../covers.ts'
import { redirectResponse } from '../document.ts'
import { readScope, scopeName, scopeUrl, toPhotoContext, toScopeQuery, wholeGallery } from '../lists/page-scope.ts'
import { listScope, showAll } from '../lists/show-list.ts'
import { readSort } from '../lists/sort.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readCursor } from '../query.ts'
import { toAlbumCards } from '../view-models/album-card.ts'
import type { ListView } from '../view-models/list.ts'
import { newDays } from '../view-models/new-marks.ts'

/** How far back recent photos may go, in days. */
const dayChoices = [newDays, 30, 90, 365] as const
const maxDays = 365
/** As many as lists of the best name. */
const topPhotos = 60
const topAlbums = 12

/** `/recent`, `/popular`, `/rated`, `/random` */
export const registerLists = (router: PageRouter, pages: PagesContext): void => {
  router.get('/recent', (request) => showRecent(request, pages))
  router.get('/popular', (request) => showTop(request, pages, 'popular'))
  router.get('/rated', (request) => showTop(request, pages, 'rated'))
  router.get('/random', (request) => showRandom(request, pages))
}

/** What such pages have in common. */
const blank = {
  breadcrumbs: [],
  parts: [],
  tabs: null,
  tools: [],
  related: null,
  albums: [],
  albumsTitle: '',
} satisfies Partial<ListView>

interface RecentDays {
  readonly days: number
  /** What the visitor looks at where an address says nothing. */
  readonly usualDays: number
  /** For addresses of the same. */
  readonly daysQuery: { readonly days?: number }
}

/** How far back the visitor looks. @throws `INPUT_INVALID` */
export const readDays = async (request: PageRequest): Promise<RecentDays> => {
  const usualDays = (await request.me()).preferences.recentDays ?? newDays
  const text = request.query.get('days') ?? ''
  if (text === '') return { days: usualDays, usualDays, daysQuery: {} }
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (days < 1 || days > maxDays) throw inputInvalid([{ path: 'days', message: `Must be 1 to ${maxDays}` }])
  return { days, usualDays, daysQuery: days === usualDays ? {} : { days } }
}

const showRecent = async (request: PageRequest, pages: PagesContext): Promise<PageAnswer> => {
  const { gallery, query } = request
  const { links, t } = pages
  const { days, usualDays, daysQuery } = await readDays(request)
  const [listing, albums] = await Promise.all([
    listScope(
      request,
      { ...wholeGallery, q: `posted:${days}d` },
      {
        sort: '-addedAt',
        isSortable: false,
        query: daysQuery,
        url: (more) => links.path('/recent', more),
        within: { list: 'recent', ...daysQuery },
      },
      pages,
    ),
    readCursor(query) === undefined ? gallery.browse.recentAlbums({ days, limit: topAlbums }) : [],
  ])
  const covers = await loadCovers(
    gallery,
    albums.map(({ album }) => album),
  )
  const cards = toAlbumCards(
    albums.map(({ album }) => album),
    covers,
    pages,
  )
  const view: ListView = {
    ...blank,
    name: t('recent.title'),
    lead: t('recent.lead', { days }),
    tabs: {
      label: t('recent.choice'),
      items: dayChoices.map((choice) => ({
        label: t('recent.days', { days: choice }),
        url: links.path('/recent', { days: choice === usualDays ? undefined : choice }),
        isCurrent: choice === days,
      })),
    },
    albums: cards.map((card, index) => ({
      ...card,
      isNew: false,
      dates: null,
      counts: t('recent.new', { count: albums[index]?.newPhotos ?? 0 }),
    })),
    albumsTitle: t('recent.albums'),
    photosTitle: t('recent.photos'),
    listing,
    empty:
      listing.total > 0
        ? null
        : {
            title: t('recent.none.title'),
            text: t('recent.none.text'),
            linkUrl: links.homeUrl(),
            link: t('error.home'),
          },
  }
  const head = { title: view.name, section: 'recent', canonicalPath: links.path('/recent'), noIndex: true } as const
  return { page: 'list', view, head, visit: { section: 'recent' } }
}

const showTop = async (request: PageRequest, pages: PagesContext, list: 'popular' | 'rated'): Promise<PageAnswer> => {
  const { links, t } = pages
  const { browse } = request.gallery
  const photos = await (list === 'popular' ? browse.mostVisited : browse.bestRated)({ limit: topPhotos })
  const view: ListView = {
    ...blank,
    name: t(`${list}.title`),
    lead: photos.length > 0 ? t(`${list}.lead`) : null,
    photosTitle: t('album.photos'),
    listing: await showAll(request, photos, { list }, pages),
    empty:
      photos.length > 0
        ? null
        : {
            title: t(`${list}.none.title`),
            text: t(`${list}.none.text`),
            linkUrl: links.homeUrl(),
            link: t('error.home'),
          },
  }
  return {
    page: 'list',
    view,
    visit: { section: list },
    head: { title: view.name, section: list, canonicalPath: links.path(`/${list}`), noIndex: true },
  }
}

/** Each visit without a seed is led to another order, which then stays as it is from page to page. */
const showRandom = async (request: PageRequest, pages: PagesContext): Promise<PageAnswer> => {
  const { gallery, query } = request
  const { links, t } = pages
  const scope = await readScope(gallery, query)
  const scopeQuery = toScopeQuery(scope)
  const sort = readSort(request, { remembers: false })
  if (!sort?.startsWith('random:') || query.get('sort') === 'random') {
    const location = links.path('/random', { ...scopeQuery, sort: gallery.browse.randomSort() })
    return redirectResponse(location, pages.server.options, 302)
  }
  const listing = await listScope(
    request,
    scope,
    {
      sort,
      isSortable: false,
      query: { ...scopeQuery, sort },
      url: (more) => links.path('/random', more),
      within: { ...toPhotoContext(scope), list: 'random', sort },
    },
    pages,
  )
  const name = scopeName(scope)
  const view: ListView = {
    ...blank,
    name: t('random.title'),
    lead: name === '' ? t('random.lead') : null,
    breadcrumbs:
      name === ''
        ? []
        : [
            { name, url: scopeUrl(scope, pages) },
            { name: t('random.title'), url: null },
          ],
    tools: [{ label: t('random.again'), url: links.path('/random', scopeQuery), icon: 'shuffle' }],
    photosTitle: t('album.photos'),
    listing,
    empty:
      listing.total > 0
        ? null
        : {
            title: t('random.none.title'),
            text: t('random.none.text'),
            linkUrl: links.homeUrl(),
            link: t('error.home'),
          },
  }
  const head = { title: view.name, section: 'random', canonicalPath: links.path('/random'), noIndex: true } as const
  return { page: 'list', view, head, visit: { section: 'random' } }
}
