import { type Photo, VitrineError } from '@vitrine/core'
import type { LinkQuery } from '../../links.ts'
import { ratioClass } from '../../themes/ratios.ts'
import { toListQuery } from '../lists/list-address.ts'
import { type NamedList, readList } from '../lists/list-query.ts'
import { readSlideOptions, type SlideOptions, toSlideQuery } from '../lists/slide-options.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readCursor } from '../query.ts'
import { readId } from '../read-id.ts'
import { fileKind } from '../view-models/photo-card.ts'
import { photoTitle, toPictureView } from '../view-models/picture.ts'
import type { SlideshowView, SlideView } from '../view-models/slideshow.ts'
import { toVideoView } from '../view-models/video.ts'

/** One photo of a list, and the addresses of those beside it. */
interface Place {
  readonly photo: Photo
  readonly position: string | null
  /** What the addresses of the neighbours hold; `null`: there is none. */
  readonly previous: LinkQuery | null
  readonly next: LinkQuery | null
}

/** `/slideshow?album=12&photo=34`: a list, one photo after the other. Each is looked up when its turn comes, however many there are. */
export const registerSlideshow = (router: PageRouter, pages: PagesContext): void => {
  router.get('/slideshow', (request) => showSlide(request, pages))
}

const showSlide = async (request: PageRequest, pages: PagesContext): Promise<PageAnswer> => {
  const { event, query } = request
  const { links, t } = pages
  const list = await readList(request, pages)
  // At random, but never the 1 that asks for another.
  const options = readSlideOptions(event, query, () => 2 + Math.floor(Math.random() * 999_999_900))
  const isKept = ['seconds', 'loop', 'captions'].some((name) => query.has(name))
  const place = list.isFavourites ? await findFavourite(request) : await findPlace(request, list, options, pages)
  const listQuery = toListQuery(list.within, list)
  const url = (at: LinkQuery, more: Partial<SlideOptions> = {}): string =>
    links.path('/slideshow', { ...listQuery, ...at, ...toSlideQuery({ ...options, ...more }, { isKept }) })
  const here: LinkQuery = list.isFavourites ? { cursor: readCursor(query) } : { photo: place?.photo.id }
  // Where it begins again, the first of the list stands after the last.
  const nextUrl = place && (place.next ? url(place.next) : options.isLoop && place.previous ? url({}) : null)
  const { isPlaying, seconds, isLoop, hasCaptions, shuffle } = options
  const leaveUrl = place ? links.photoUrl(place.photo, list.within) : list.url
  const view: SlideshowView = {
    slide: place && (await toSlide(place.photo, request, pages)),
    listName: list.name,
    position: place?.position ?? null,
    leaveUrl: list.isFavourites ? list.url : leaveUrl,
    leaveLabel: list.isFavourites ? t('slideshow.leaveTo', { name: list.name }) : t('slideshow.leave'),
    previousUrl: place?.previous ? url(place.previous) : null,
    nextUrl,
    isPlaying,
    toggleUrl: url(here, { isPlaying: !isPlaying }),
    options: {
      action: links.path('/slideshow'),
      hidden: Object.entries({ ...listQuery, ...here, play: isPlaying ? undefined : 0, options: 1 }).flatMap(
        ([name, value]) => (value === undefined || value === null ? [] : [{ name, value: String(value) }]),
      ),
      seconds,
      isLoop,
      hasCaptions,
      shuffle: list.isFavourites ? null : shuffle !== null,
    },
  }
  return {
    page: 'slideshow',
    view,
    head: {
      title: t('slideshow.title', { name: list.name }),
      noIndex: true,
      nextUrl,
      turnsTo: isPlaying && nextUrl ? { seconds, url: nextUrl } : null,
    },
    keep: false,
  }
}

const findPlace = async (
  { gallery, query }: PageRequest,
  { scope, ...list }: NamedList,
  { shuffle }: SlideOptions,
  { t }: PagesContext,
): Promise<Place | null> => {
  const ordered = shuffle === null ? scope : { ...scope, sort: `random:${shuffle}` as const }
  const asked = readId(query, 'photo')
  const first = asked === null ? (await gallery.photos.list({ ...ordered, limit: 1 })).items[0] : undefined
  const id = asked ?? first?.id
  if (id === undefined) return null
  const { photo, neighbours } = await gallery.photos.inList(id, ordered)
  // Seen, but not in this list (any more).
  if (!neighbours || list.isFavourites) throw new VitrineError('PHOTO_NOT_FOUND')
  const { previous, next, position, total } = neighbours
  return {
    photo,
    position: t('photo.position', { position, total }),
    previous: previous && { photo: previous.id },
    next: next && { photo: next.id },
  }
}

/** Favourites are walked by the cursors of their own list, which lead one way alone. */
const findFavourite = async ({ gallery, query }: PageRequest): Promise<Place | null> => {
  const cursor = readCursor(query)
  const { items, nextCursor } = await gallery.favourites.list({ limit: 1, cursor })
  const [photo] = items
  if (!photo) return null
  return {
    photo,
    position: null,
    previous: cursor === undefined ? null : {},
    next: nextCursor === null ? null : { cursor: nextCursor },
  }
}

const toSlide = async (photo: Photo, { gallery }: PageRequest, pages: PagesContext): Promise<SlideView> => {
  const picture = toPictureView(photo, 'stage', pages)
  const playback = photo.mediaType === 'video' ? await gallery.videos.playback(photo.id) : null
  const title = photoTitle(photo)
  return {
    id: photo.id,
    title,
    description: photo.description === title ? null : photo.description,
    picture,
    video: toVideoView(photo, playback, { posterUrl: picture?.src ?? null, links: pages.links }),
    kind: fileKind(photo.fileName),
    ratio: ratioClass(photo.widthPx ?? picture?.widthPx ?? null, photo.heightPx ?? picture?.heightPx ?? null),
    visitUrl: pages.links.path(`/photos/${photo.id}/visits`),
  }
}
