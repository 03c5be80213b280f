import type { Album } from '@vitrine/core'
import { loadCovers } from '../covers.ts'
import { wholeGallery } from '../lists/page-scope.ts'
import { listScope } from '../lists/show-list.ts'
import { readSort } from '../lists/sort.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { albumsPerPage, readCursor } from '../query.ts'
import { toAlbumCards } from '../view-models/album-card.ts'
import type { HomeView } from '../view-models/home.ts'
import type { PhotoListingView } from '../view-models/listing.ts'
import { firstPicture, sitePreview } from '../view-models/preview.ts'

/** `/`: the albums at the top and the newest photos. A gallery of one folder opens as that folder. */
export const registerHome = (router: PageRouter, pages: PagesContext): void =>
  router.get('/', (request) => showHome(request, pages))

export const showHome = async (request: PageRequest, pages: PagesContext): Promise<Exclude<PageAnswer, Response>> => {
  const { links } = pages
  const { gallery, query } = request
  const albumCursor = readCursor(query, 'albums')
  const roots = await gallery.albums.list({ parent: null, limit: albumsPerPage, cursor: albumCursor })
  const only = roots.total === 1 ? roots.items[0] : undefined
  const albums =
    only && only.counts.albums > 0
      ? await gallery.albums.list({ parent: only.id, limit: albumsPerPage })
      : only
        ? { items: [], nextCursor: null }
        : roots
  const listing = await (only && only.counts.photos > 0 ? listFolder(request, only, pages) : listNewest(request, pages))
  const isFirst = readCursor(query) === undefined
  // A later page of photos goes on with photos, a later page of albums with albums.
  const shownAlbums = isFirst ? albums.items : []
  const moreAlbumsUrl =
    !isFirst || albums.nextCursor === null
      ? null
      : only
        ? links.albumUrl(only, { albums: albums.nextCursor })
        : links.homeUrl({ albums: albums.nextCursor })
  const [site, empty] = await Promise.all([request.site(), describeEmpty(request, pages, albums.items, listing)])
  const view: HomeView = {
    title: site.title,
    description: isFirst ? (only?.description ?? null) : null,
    albums: toAlbumCards(shownAlbums, await loadCovers(gallery, shownAlbums), pages),
    moreAlbumsUrl,
    photosTitle: pages.t(only && only.counts.photos > 0 ? 'home.photos' : 'home.newest'),
    listing,
    empty,
  }
  return {
    page: 'home',
    visit: { section: 'home' },
    view,
    head: {
      title: null,
      section: 'albums',
      canonicalPath: links.homeUrl(),
      preview: sitePreview(site.title, firstPicture(view.albums, listing.photos)),
      feedPath: links.path('/feeds/recent'),
    },
  }
}

const listFolder = (request: PageRequest, album: Album, pages: PagesContext): Promise<PhotoListingView> =>
  listScope(
    request,
    { ...wholeGallery, albums: [album] },
    {
      sort: readSort(request, { hasPositions: !album.isSmart }),
      hasPositions: !album.isSmart,
      url: (more) => pages.links.homeUrl(more),
    },
    pages,
  )

const listNewest = (request: PageRequest, pages: PagesContext): Promise<PhotoListingView> =>
  listScope(request, wholeGallery, { sort: null, isSortable: false, url: (more) => pages.links.homeUrl(more) }, pages)

/** What to do about a gallery without anything to show: that depends on who asks. */
const describeEmpty = async (
  request: PageRequest,
  { t, links }: PagesContext,
  albums: readonly Album[],
  listing: PhotoListingView,
): Promise<HomeView['empty']> => {
  if (albums.length > 0 || listing.photos.length > 0) return null
  const me = await request.me()
  if (me.isAdmin) {
    const isReading = request.gallery.library.progress().some(({ phase }) => phase !== 'idle')
    return isReading
      ? { title: t('home.reading.title'), text: t('home.reading.text'), signInUrl: null }
      : { title: t('home.empty.title'), text: t('home.empty.admin'), signInUrl: null }
  }
  return me.user
    ? { title: t('home.empty.title'), text: t('home.empty.member'), signInUrl: null }
    : { title: t('home.empty.title'), text: t('home.empty.signIn'), signInUrl: links.signInUrl() }
}
