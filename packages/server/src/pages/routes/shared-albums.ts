import { VitrineError } from '@vitrine/core'
import { fromSlugSegment } from '../../links.ts'
import { redirectResponse } from '../document.ts'
import { maxScopeAlbums, type PageScope, toPhotoScope, wholeGallery } from '../lists/page-scope.ts'
import { hasPlaces } from '../lists/places.ts'
import { loadRelated } from '../lists/related.ts'
import { listScope } from '../lists/show-list.ts'
import { keepSort, readSort } from '../lists/sort.ts'
import type { PageAnswer, PageRequest, PagesContext } from '../page-context.ts'
import { readCursor } from '../query.ts'
import type { ListView } from '../view-models/list.ts'
import { toRelatedBlock } from '../view-models/related.ts'
import { toMapTools, toTools } from '../view-models/tools.ts'

/** `12-iceland+15-sea`; no permalink looks like it. */
export const isSharedPath = (segment: string): boolean =>
  /^[1-9]\d*(?:-[^+/]*)?(?:\+[1-9]\d*(?:-[^+/]*)?)+$/.test(segment)

/** The photos that are in all of some albums, or below. */
export const showSharedAlbums = async (
  request: PageRequest,
  pages: PagesContext,
  segment: string,
): Promise<PageAnswer> => {
  const { gallery, query } = request
  const { links, t } = pages
  const ids = [...new Set(segment.split('+').flatMap((part) => fromSlugSegment(part) ?? []))]
  if (ids.length > maxScopeAlbums) throw new VitrineError('ROUTE_NOT_FOUND')
  const albums = await Promise.all(ids.map((id) => gallery.albums.get(id)))
  const spelled = albums.map(({ id, slug }) => (slug === '' ? `${id}` : `${id}-${slug}`)).join('+')
  const [only, ...others] = albums
  if (only && others.length === 0) return redirectResponse(links.albumUrl(only), pages.server.options, 301)
  if (spelled !== segment) {
    return redirectResponse(links.sharedAlbumsUrl(albums, Object.fromEntries(query)), pages.server.options, 301)
  }
  const scope: PageScope = { ...wholeGallery, albums, recursive: true }
  const sort = readSort(request)
  const [listing, related, isOnMap] = await Promise.all([
    listScope(request, scope, { sort, url: (more) => links.sharedAlbumsUrl(albums, more) }, pages),
    readCursor(query) === undefined ? loadRelated(gallery, toPhotoScope(scope)) : null,
    hasPlaces(gallery, toPhotoScope(scope)),
  ])
  const name = albums.map((album) => album.name).join(' + ')
  const view: ListView = {
    name,
    lead: null,
    breadcrumbs: [
      { name: t('nav.albums'), url: links.homeUrl() },
      { name, url: null },
    ],
    parts: albums.map((album) => {
      const rest = albums.filter((other) => other !== album)
      const [last, ...more] = rest
      return {
        name: album.name,
        url: links.albumUrl(album),
        removeUrl: last && more.length === 0 ? links.albumUrl(last) : links.sharedAlbumsUrl(rest),
        removeLabel: t('parts.remove', { name: album.name }),
      }
    }),
    tabs: null,
    tools: [...toTools(scope, pages), ...toMapTools(scope, isOnMap, pages)],
    related: related
      ? toRelatedBlock(
          related,
          {
            tag: (tag) => links.searchUrl([...albums.map(({ id }) => `tree:${id}`), `tagid:${tag.id}`].join(' ')),
            album: (album) => links.sharedAlbumsUrl([...albums, album]),
          },
          pages,
        )
      : null,
    albums: [],
    albumsTitle: '',
    photosTitle: t('album.photos'),
    listing,
    empty:
      listing.total > 0
        ? null
        : {
            title: t('albums.none.title'),
            text: t('albums.none.text'),
            linkUrl: links.homeUrl(),
            link: t('error.home'),
          },
  }
  return {
    page: 'list',
    visit: { section: 'albums' },
    view,
    headers: keepSort(request, sort, pages),
    head: { title: name, section: 'albums', canonicalPath: links.sharedAlbumsUrl(albums), noIndex: true },
  }
}
