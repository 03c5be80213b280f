import type { Album } from '@vitrine/core'
import { fromSlugSegment } from '../../links.ts'
import { commentsAsked, showComments } from '../comments-below.ts'
import { loadCovers } from '../covers.ts'
import { redirectResponse } from '../document.ts'
import { type PageScope, scopeText, toPhotoScope, wholeGallery } from '../lists/page-scope.ts'
import { hasPlaces } from '../lists/places.ts'
import { loadRelated } from '../lists/related.ts'
import { listScope } from '../lists/show-list.ts'
import { keepSort, readSort } from '../lists/sort.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { albumsPerPage, readCursor, readSegments, readTarget } from '../query.ts'
import { toAlbumView } from '../view-models/album.ts'
import { toAlbumCards } from '../view-models/album-card.ts'
import { albumPreview, firstPicture } from '../view-models/preview.ts'
import { toRelatedBlock } from '../view-models/related.ts'
import { toMapTools, toShareTools, toTools, toUploadTools } from '../view-models/tools.ts'
import { isSharedPath, showSharedAlbums } from './shared-albums.ts'

/** Albums of more photos have too much in common with others for the answer to be worth its time. */
const maxRelatedPhotos = 1_000

/** `/albums/12-iceland`, `/albums/travel/2019/iceland`, `/albums/12-iceland+15-sea` */
export const registerAlbum = (router: PageRouter, pages: PagesContext): void => {
  router.get('/albums/:album', async (request) => {
    const segment = readSegments(request.event, 'album')
    if (isSharedPath(segment)) return showSharedAlbums(request, pages, segment)
    const id = fromSlugSegment(segment)
    if (id === null) return showByPermalink(request, pages, segment)
    // The rights first: the readable part of an address would give the name of an album away.
    const album = await request.gallery.albums.get(id)
    const isItsAddress = !album.permalink && readTarget(request.event, 'album').isSpelled(album)
    return isItsAddress ? showAlbum(request, pages, album) : toItsAddress(request, pages, album)
  })

  router.get('/albums/**:path', (request) => showByPermalink(request, pages, readSegments(request.event, 'path')))
}

/** The permalink as it was given up, or spelled otherwise, leads to the present one. */
const showByPermalink = async (request: PageRequest, pages: PagesContext, path: string): Promise<PageAnswer> => {
  const { albumId } = await request.gallery.albums.resolve(path)
  const album = await request.gallery.albums.get(albumId)
  return album.permalink === path ? showAlbum(request, pages, album) : toItsAddress(request, pages, album)
}

const toItsAddress = ({ query }: PageRequest, pages: PagesContext, album: Album): Response =>
  redirectResponse(pages.links.albumUrl(album, Object.fromEntries(query)), pages.server.options, 301)

const showAlbum = async (request: PageRequest, pages: PagesContext, album: Album): Promise<PageAnswer> => {
  const { gallery, query } = request
  const { links } = pages
  const { photos, photosBelow, albums: albumsBelow } = album.counts
  const isFlat = query.get('flat') === '1' && albumsBelow > 0
  // An album of albums shows what is in them: a page of a gallery without a photo helps nobody.
  const recursive = isFlat || (photos === 0 && photosBelow > 0)
  const scope: PageScope = { ...wholeGallery, albums: [album], recursive }
  const hasPositions = !recursive && !album.isSmart
  const sort = readSort(request, { hasPositions })
  const flat = isFlat ? 1 : undefined
  const albumCursor = readCursor(query, 'albums')
  const isFirst = readCursor(query) === undefined
  const [path, listing, albums, related, written, isOnMap] = await Promise.all([
    gallery.albums.path(album.id),
    listScope(
      request,
      scope,
      { sort, hasPositions, query: { flat }, url: (more) => links.albumUrl(album, more) },
      pages,
    ),
    isFirst && !isFlat && albumsBelow > 0
      ? gallery.albums.list({ parent: album.id, limit: albumsPerPage, cursor: albumCursor })
      : { items: [], nextCursor: null },
    isFirst && photosBelow <= maxRelatedPhotos ? loadRelated(gallery, toPhotoScope(scope)) : null,
    isFirst ? gallery.comments.ofAlbum(album.id, commentsAsked(request)) : null,
    isFirst && hasPlaces(gallery, toPhotoScope(scope)),
  ])
  const view = toAlbumView(
    album,
    {
      path,
      albums: toAlbumCards(albums.items, await loadCovers(gallery, albums.items), pages),
      moreAlbumsUrl: albums.nextCursor === null ? null : links.albumUrl(album, { albums: albums.nextCursor }),
      listing,
      isFlat,
      tools: [
        ...toUploadTools(album, pages),
        ...toShareTools(album, pages),
        ...(listing.total > 0 ? toTools(scope, pages) : []),
        ...toMapTools(scope, isOnMap, pages),
      ],
      related: related
        ? toRelatedBlock(
            related,
            {
              tag: (tag) => links.searchUrl(`${scopeText(scope)} tagid:${tag.id}`),
              album: (other) => links.sharedAlbumsUrl([album, other]),
            },
            pages,
          )
        : null,
      comments: showComments(request, { album: album.id }, written, pages),
    },
    pages,
  )
  return {
    page: 'album',
    visit: { section: 'albums', albumId: album.id },
    theme: album.pageTheme,
    templates: [`album-${album.slug}`, `album-${album.id}`],
    view,
    headers: keepSort(request, sort, pages),
    head: {
      title: album.name,
      section: 'albums',
      canonicalPath: links.albumUrl(album),
      preview: albumPreview(album, firstPicture(view.albums, listing.photos)),
      feedPath: links.path(`/feeds/albums/${album.id}`),
      noIndex: isFlat,
    },
  }
}
