import { loadCovers } from '../covers.ts'
import { redirectResponse } from '../document.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'
import { albumsPerPage, photosPerPage, readCursor, readSort, readTarget } from '../query.ts'
import { toAlbumView } from '../view-models/album.ts'
import { toAlbumCards } from '../view-models/album-card.ts'
import { toPhotoListing } from '../view-models/listing.ts'

/** `/albums/12-iceland` */
export const registerAlbum = (router: PageRouter, pages: PagesContext): void => {
  const { links } = pages

  router.get('/albums/:album', async ({ event, gallery, query }) => {
    const target = readTarget(event, 'album')
    // The rights first: the readable part of an address would give the name of an album away.
    const album = await gallery.albums.get(target.id)
    if (!target.isSpelled(album)) {
      return redirectResponse(links.albumUrl(album, Object.fromEntries(query)), pages.server.options, 301)
    }
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
  })
}
