import { type ActorGallery, type Album, type Photo, VitrineError } from '@vitrine/core'
import { getCookie } from 'h3'
import { baseHeaders, noStore } from '../../http/headers.ts'
import type { OpenTheme } from '../../themes/shelf.ts'
import { isVisit } from '../../visits/is-visit.ts'
import { visitorOf } from '../../visits/record-visit.ts'
import { commentsAsked, showComments } from '../comments-below.ts'
import { redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import { albumList, otherList, type PhotoList } from '../lists/photo-list.ts'
import { openTheme } from '../open-theme.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readPathId, readTarget } from '../query.ts'
import { readId } from '../read-id.ts'
import { toPhotoView } from '../view-models/photo.ts'
import { photoTitle, toPictureView } from '../view-models/picture.ts'
import { photoPreview } from '../view-models/preview.ts'
import { readOrigin } from '../visit-origin.ts'

/** How many albums the information panel names. */
const maxAlbumsShown = 20

/** `/albums/12-iceland/photos/34`, `/photos/34`, `/photos/34?tag=5`, `/photos/34?q=sea`, `/photos/34?in=recent` */
export const registerPhoto = (router: PageRouter, pages: PagesContext): void => {
  router.get('/albums/:album/photos/:photo', async (request) => {
    const target = readTarget(request.event, 'album')
    const id = readPathId(request.event, 'photo')
    const album = await request.gallery.albums.get(target.id)
    const list = await albumList(request, album, pages)
    return target.isSpelled(album)
      ? showPhoto(request, pages, id, list, { album })
      : redirectResponse(pages.links.photoUrl({ id }, list.within), pages.server.options, 301)
  })

  router.get('/photos/:photo', async (request) => {
    const id = readPathId(request.event, 'photo')
    return showPhoto(request, pages, id, await otherList(request, pages))
  })

  router.post('/photos/:photo/cover', async (request) => {
    const id = readPathId(request.event, 'photo')
    const form = await readForm(request.event)
    await pages.server.checkWrite(request.event, form.get('csrfToken'))
    const album = await request.gallery.albums.update(readId(form, 'album') ?? 0, {
      cover: form.get('isCover') === '1' ? { mode: 'fixed', photoId: id } : { mode: 'auto' },
    })
    return redirectResponse(`${pages.links.photoUrl({ id }, { album })}#details`, pages.server.options)
  })

  router.post('/photos/:photo/visits', async ({ event, gallery, query }) => {
    const id = readPathId(event, 'photo')
    await pages.server.checkWrite(event)
    if (isVisit(event)) await gallery.photos.visited(id, { ...readOrigin(query), ...visitorOf(event, pages.server) })
    // Machines are counted nowhere, and learn no more of what is hidden than others.
    else await gallery.photos.metadata(id)
    return new Response(null, { status: 204, headers: { ...baseHeaders(pages.server.options), ...noStore } })
  })
}

export const showPhoto = async (
  request: PageRequest,
  pages: PagesContext,
  id: number,
  list: PhotoList,
  { album = null, trial }: { album?: Album | null; trial?: OpenTheme } = {},
): Promise<PageAnswer> => {
  const { gallery } = request
  // How many there are beside it is the theme's to say.
  const { host } = trial ?? (await openTheme(pages, request, { me: await request.me(), album: list.theme }))
  const { photo, metadata, neighbours, around, favourite, score, commentPage } = await gallery.photos.inList(
    id,
    list.scope,
    { comments: commentsAsked(request), around: host.theme.filmstrip },
  )
  // Seen, but not in this list (any more): shown among all photos instead.
  if (!neighbours) {
    const elsewhere = pages.links.photoUrl(photo)
    if (list.isWhole) throw new VitrineError('PHOTO_NOT_FOUND')
    return redirectResponse(elsewhere, pages.server.options, 302)
  }
  const [albums, playback, formats] = await Promise.all([
    loadAlbums(gallery, photo),
    photo.mediaType === 'video' ? gallery.videos.playback(id) : null,
    photo.formatCount > 0 ? gallery.photos.formats.list(id) : [],
  ])
  const view = toPhotoView(
    photo,
    {
      neighbours,
      around,
      within: list.within,
      list: { name: list.name, url: list.url },
      breadcrumbs: list.breadcrumbs,
      albums,
      metadata,
      playback,
      formats,
      favourite,
      score,
      comments: showComments(request, { photo: id }, commentPage, pages),
      returnTo: `${pages.links.basePath}${request.event.url.pathname}${request.event.url.search}`,
      isOpen: {
        histogram: getCookie(request.event, 'vitrine_histogram') === 'open',
        metadata: getCookie(request.event, 'vitrine_metadata') === 'open',
      },
      album,
      csrfToken: request.identity.csrfToken,
    },
    pages,
  )
  return {
    page: 'photo',
    theme: list.theme,
    templates: [`photo-${photo.id}`, `photo-${photo.mediaType}`],
    view,
    head: {
      title: photoTitle(photo),
      section: 'albums',
      searchText: list.within.q ?? '',
      canonicalPath: pages.links.photoUrl(photo),
      preview: photoPreview(photo, toPictureView(photo, 'stage', pages)),
      noIndex: list.scope.album === undefined && !list.isWhole,
      previousUrl: view.previous?.url ?? null,
      nextUrl: view.next?.url ?? null,
    },
  }
}

const loadAlbums = (gallery: ActorGallery, photo: Photo): Promise<Album[]> =>
  gallery.albums.getMany(photo.albumIds.slice(0, maxAlbumsShown))
