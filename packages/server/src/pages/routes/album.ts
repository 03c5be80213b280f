import type { Album } from '@vitrine/core'
import { fromSlugSegment } from '../../links.ts'
import { loadCovers } from '../covers.ts'
import { redirectResponse } from '../document.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { albumsPerPage, photosPerPage, readCursor, readSegments, readSort, readTarget } from '../query.ts'
import { toAlbumView } from '../view-models/album.ts'
import { toAlbumCards } from '../view-models/album-card.ts'
import { toPhotoListing } from '../view-models/listing.ts'

/** `/albums/12-iceland`, `/albums/travel/2019/iceland` */
export const registerAlbum = (router: PageRouter, pages: PagesContext): void => {
  router.get('/albums/:album', async (request) => {
    const segment = readSegments(request.event, 'album')
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

const showAlbum = async ({ gallery, query }: PageRequest, pages: PagesContext, album: Album): Promise<PageAnswer> => {
  const { links } = pages
  const [sort, cursor, albumCursor] = [readSort(query, 'takenAt'), readCursor(query), readCursor(query, 'albums')]
  const isFirst = cursor === undefined
  // An album of albums shows what is in them: a page of a gallery without a photo helps nobody.
  const recursive = album.counts.photos === 0 && album.counts.photosBelow > 0
  const [path, photos, albums] = await Promise.all([
    gallery.albums.path(album.id),
    gallery.photos.list({ album: album.id, recursive, sort, limit: photosPerPage, cursor }),
    isFirst && album.counts.albums > 0
      ? gallery.albums.list({ parent: album.id, limit: albumsPerPage, cursor: albumCursor })
      : { items: [], nextCursor: null },
  ])
  const listing = toPhotoListing(
    photos,
    {
      within: { album, recursive },
      url: (more) => links.albumUrl(album, more),
      sort,
      defaultSort: 'takenAt',
      isFirst,
    },
    pages,
  )
  const view = toAlbumView(
    album,
    {
      path,
      albums: toAlbumCards(albums.items, await loadCovers(gallery, albums.items), pages),
      moreAlbumsUrl: albums.nextCursor === null ? null : links.albumUrl(album, { albums: albums.nextCursor }),
      listing,
    },
    pages,
  )
  return {
    page: 'album',
    view,
    head: { title: album.name, section: 'albums', canonicalPath: links.albumUrl(album), nextUrl: null },
  }
}
