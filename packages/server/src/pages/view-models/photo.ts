import {
  type Album,
  type FavouriteState,
  type Photo,
  type PhotoFile,
  type PhotoMetadata,
  type PhotoNeighbours,
  type PhotoScore,
  type Playback,
  printQuery,
} from '@vitrine/core'
import type { PhotoContext } from '../../links.ts'
import { ratioClass } from '../../themes/ratios.ts'
import { toListQuery } from '../lists/list-address.ts'
import { originQuery } from '../visit-origin.ts'
import type { CrumbView } from './album.ts'
import type { CommentsView } from './comments.ts'
import { type MiniMapView, toMiniMap } from './mini-map.ts'
import { fileKind, type PhotoCardView, toPhotoCards } from './photo-card.ts'
import { cameraName, coordinatesText, exposureText } from './photo-facts.ts'
import { type FileLinkView, toFormatLink } from './photo-files.ts'
import { type PictureView, photoTitle, toPictureView } from './picture.ts'
import { type StarsView, toStars } from './stars.ts'
import { toVideoNote, toVideoView, type VideoView } from './video.ts'
import type { ViewContext } from './view-context.ts'
import {
  type DocumentView,
  type HistogramView,
  type PanoramaView,
  toDocument,
  toHistogram,
  toPanorama,
} from './viewers.ts'
import { toZoom, toZoomTexts, type ZoomView } from './zoom.ts'

export interface FactView {
  readonly label: string
  readonly value: string
  /** What is known beside it, such as the size of a file. */
  readonly detail?: string
  /** Machine-readable form of a date. */
  readonly datetime?: string
  /** Photos that have it in common. */
  readonly url?: string
}

export interface NeighbourView {
  readonly url: string
  readonly title: string
  /** To load ahead. */
  readonly picture: PictureView | null
  readonly zoom: ZoomView | null
}

/** `PhotoView@1` */
export interface PhotoView {
  readonly id: number
  readonly title: string
  readonly description: string | null
  /** Of the two; `null`: that of the gallery. */
  readonly languages: Photo['languages']
  readonly mediaType: Photo['mediaType']
  readonly kind: string
  readonly picture: PictureView | null
  readonly ratio: string
  /** The picture over the whole window; `null` where there is none, or it is a video. */
  readonly zoom: ZoomView | null
  /** What the viewer of it says, as JSON. */
  readonly zoomTexts: string
  /** What can be read here; `null`: it is no such document, or may not be had. */
  readonly document: DocumentView | null
  /** `null`: it is no panorama. */
  readonly panorama: PanoramaView | null
  /** `null`: there is no picture to count. */
  readonly histogram: HistogramView | null
  /** What the one who looks left open. */
  readonly isOpen: { readonly histogram: boolean; readonly metadata: boolean }
  readonly video: VideoView | null
  /** What is said about a video that cannot be played yet, or at all. */
  readonly videoNote: string | null
  readonly downloadUrl: string | null
  /** Says whether that is the original. */
  readonly downloadLabel: string
  /** Downloads that say something else than the original does. */
  readonly copies: readonly { readonly label: string; readonly url: string }[]
  /** Other formats of the same picture. */
  readonly formats: readonly FileLinkView[]
  /** Where its files are looked after, for those who may. */
  readonly filesUrl: string | null
  /** Title and description, for those who may edit them. */
  readonly textsUrl: string | null
  /** Where a link to it is made, for those who may. */
  readonly shareUrl: string | null
  /** Makes it the cover of the album it is shown in, or no more, for those who may. */
  /** `null`: it was not rated, and the one who looks may not rate it. */
  readonly stars: StarsView | null
  /** `null`: the one who looks has no favourites. */
  readonly favourite: {
    readonly action: string
    readonly csrfToken: string | null
    readonly returnTo: string
    readonly isFavourite: boolean
    /** All that were chosen. */
    readonly listUrl: string
  } | null
  readonly cover: {
    readonly action: string
    readonly album: number
    readonly csrfToken: string | null
    readonly isCover: boolean
  } | null
  /** Plays the list from here on. */
  readonly slideshowUrl: string
  /** The list it is shown in. */
  readonly list: { readonly name: string; readonly url: string }
  readonly breadcrumbs: readonly CrumbView[]
  /** Of the photo in its list, from 1. */
  readonly inList: { readonly position: number; readonly total: number }
  readonly position: string
  readonly positionLong: string
  readonly previous: NeighbourView | null
  readonly next: NeighbourView | null
  /** The photo and those beside it, for themes that show a strip of them; else empty. */
  readonly strip: readonly (PhotoCardView & { readonly isCurrent: boolean })[]
  readonly facts: readonly FactView[]
  readonly exposure: string | null
  readonly tags: readonly NamedLink[]
  readonly albums: readonly NamedLink[]
  /** `null`: there are none, and none can be written. */
  readonly comments: CommentsView | null
  readonly place: { readonly text: string; readonly altitude: string | null; readonly url: string } | null
  /** Where it was taken, on the outlines of the land. */
  readonly miniMap: MiniMapView | null
  readonly metadata: readonly { readonly group: string; readonly rows: PhotoMetadata['groups'][number]['rows'] }[]
  readonly visitUrl: string
}

interface NamedLink {
  readonly name: string
  /** Of the name; `null`: that of the gallery. */
  readonly language: string | null
  readonly url: string
}

/** `exif` → `EXIF`, `file` → `File`: what is short and no word is an abbreviation. */
const groupTitle = (group: string): string =>
  /^(?:exif|iptc|xmp|gps|icc|jfif|mpf|png|riff)$/i.test(group)
    ? group.toUpperCase()
    : group.charAt(0).toUpperCase() + group.slice(1)

const toFacts = (photo: Photo, { t, formats, links }: ViewContext): FactView[] => {
  const facts: FactView[] = []
  const add = (label: string, value: string | null, more: Omit<FactView, 'label' | 'value'> = {}): void => {
    if (value) facts.push({ label, value, ...more })
  }
  const others = (field: 'camera' | 'lens' | 'author', value: string | null): Pick<FactView, 'url'> =>
    value ? { url: links.searchUrl(printQuery({ type: 'exact', field, value })) } : {}
  if (photo.takenAtLocal) {
    const day = photo.takenAtLocal.slice(0, 10).split('-').map(Number)
    add(t('photo.taken'), formats.localDateTime(photo.takenAtLocal), {
      datetime: photo.takenAtLocal,
      ...(day.length === 3 && day.every((part) => part > 0) ? { url: links.calendarUrl(day) } : {}),
    })
  }
  if (photo.camera) {
    add(t('photo.camera'), cameraName(photo.camera), others('camera', photo.camera.model))
    add(t('photo.lens'), photo.camera.lens, others('lens', photo.camera.lens))
  }
  if (photo.widthPx && photo.heightPx) {
    const pixels = (photo.widthPx * photo.heightPx) / 1e6
    const megapixels = formats.number(Number(pixels.toFixed(pixels < 10 ? 1 : 0)))
    add(t('photo.dimensions'), t('photo.pixels', { width: photo.widthPx, height: photo.heightPx, megapixels }))
  }
  if (photo.durationSeconds !== null) add(t('photo.duration'), formats.duration(photo.durationSeconds))
  add(t('photo.file'), photo.fileName, { detail: formats.bytes(photo.bytes) })
  add(t('photo.author'), photo.author, others('author', photo.author))
  add(t('photo.copyright'), photo.copyright)
  return facts
}

const toCopies = (photoId: number, { t, links }: ViewContext): PhotoView['copies'] => {
  const original = links.originalUrl(photoId)
  return [
    { label: t('photo.copies.edited'), url: `${original}?metadata=edited` },
    { label: t('photo.copies.withoutPosition'), url: `${original}?metadata=without-position` },
    { label: t('photo.copies.stripped'), url: `${original}?metadata=stripped` },
    { label: t('photo.copies.sidecar'), url: links.sidecarUrl(photoId) },
  ]
}

const toCover = (
  photo: Photo,
  { album, csrfToken }: { album: Album | null; csrfToken: string | null },
  { links }: ViewContext,
): PhotoView['cover'] =>
  album?.capabilities.includes('edit') && Object.keys(photo.derivatives).length > 0
    ? {
        action: links.path(`/photos/${photo.id}/cover`),
        album: album.id,
        csrfToken,
        isCover: album.coverMode === 'fixed' && album.coverPhotoId === photo.id,
      }
    : null

/** The size that a link gives in place of the original. */
const smallerDownload = ({ id, downloadSize, derivatives }: Photo, { links }: ViewContext): string | null => {
  const info = downloadSize === null ? undefined : derivatives[downloadSize]
  return downloadSize !== null && info ? `${links.derivativeUrl(id, downloadSize, info.key)}?download` : null
}

export const toPhotoView = (
  photo: Photo,
  parts: {
    readonly neighbours: PhotoNeighbours
    readonly around: readonly Photo[]
    readonly within: PhotoContext
    readonly list: { readonly name: string; readonly url: string }
    readonly breadcrumbs: readonly CrumbView[]
    readonly albums: readonly Album[]
    readonly metadata: PhotoMetadata
    /** `null`: it is no video. */
    readonly playback: Playback | null
    readonly formats: readonly PhotoFile[]
    readonly favourite: FavouriteState
    readonly score: PhotoScore
    readonly comments: CommentsView | null
    /** Where choosing it leads back to. */
    readonly returnTo: string
    readonly isOpen: PhotoView['isOpen']
    /** The album it is shown in; `null` in another list. */
    readonly album: Album | null
    readonly csrfToken: string | null
  },
  context: ViewContext,
): PhotoView => {
  const { links, t } = context
  const { position, total } = parts.neighbours
  const canDownload = photo.capabilities.includes('download')
  const picture = toPictureView(photo, 'stage', context)
  const toNeighbour = (neighbour: Photo | null): NeighbourView | null =>
    neighbour && {
      url: links.photoUrl(neighbour, parts.within),
      title: photoTitle(neighbour),
      picture: toPictureView(neighbour, 'stage', context),
      zoom: toZoom(neighbour, context),
    }
  return {
    id: photo.id,
    title: photoTitle(photo),
    // Cameras and programs write the title into both fields.
    description: photo.description === photoTitle(photo) ? null : photo.description,
    languages: photo.languages,
    mediaType: photo.mediaType,
    kind: fileKind(photo.fileName),
    picture,
    ratio: ratioClass(photo.widthPx ?? picture?.widthPx ?? null, photo.heightPx ?? picture?.heightPx ?? null),
    zoom: photo.mediaType === 'video' ? null : toZoom(photo, context),
    zoomTexts: toZoomTexts(context),
    document: toDocument(photo, context),
    panorama: toPanorama(photo, parts.metadata, context),
    histogram: photo.mediaType === 'image' && picture ? toHistogram(context) : null,
    video: toVideoView(photo, parts.playback, { posterUrl: picture?.src ?? null, links }),
    videoNote: toVideoNote(parts.playback, context),
    downloadUrl: canDownload ? links.originalUrl(photo.id) : smallerDownload(photo, context),
    downloadLabel: t(canDownload ? 'photo.download' : 'photo.downloadSize'),
    copies: canDownload ? toCopies(photo.id, context) : [],
    formats: parts.formats.map((file) => toFormatLink(photo.id, file, context)),
    shareUrl: photo.capabilities.includes('share') ? links.path('/share', { photo: photo.id }) : null,
    textsUrl: photo.capabilities.includes('edit') ? links.path(`/photos/${photo.id}/texts`) : null,
    filesUrl: photo.capabilities.includes('edit') ? links.path(`/photos/${photo.id}/files`) : null,
    cover: toCover(photo, parts, context),
    stars: toStars(photo, parts, context),
    favourite: parts.favourite.mayChoose
      ? {
          action: links.path(`/photos/${photo.id}/favourite`),
          csrfToken: parts.csrfToken,
          returnTo: parts.returnTo,
          isFavourite: parts.favourite.isFavourite,
          listUrl: links.path('/favourites'),
        }
      : null,
    comments: parts.comments,
    slideshowUrl: links.path('/slideshow', { ...toListQuery(parts.within), photo: photo.id }),
    list: parts.list,
    breadcrumbs: parts.breadcrumbs,
    inList: { position, total },
    isOpen: parts.isOpen,
    position: t('photo.position', { position, total }),
    positionLong: t('photo.positionLong', { position, total }),
    previous: toNeighbour(parts.neighbours.previous),
    next: toNeighbour(parts.neighbours.next),
    strip: toPhotoCards(parts.around, parts.within, context).map((card) => ({
      ...card,
      isCurrent: card.id === photo.id,
    })),
    facts: toFacts(photo, context),
    exposure: photo.camera && exposureText(photo.camera),
    tags: photo.tags.map((tag) => ({
      name: tag.name,
      language: tag.language ?? null,
      url: links.tagUrl(tag),
    })),
    albums: parts.albums.map((album) => ({
      name: album.name,
      language: album.languages.name,
      url: links.albumUrl(album),
    })),
    place:
      photo.latitude === null || photo.longitude === null
        ? null
        : {
            text: coordinatesText(photo.latitude, photo.longitude),
            altitude:
              photo.altitude === null
                ? null
                : t('photo.altitude', { metres: context.formats.number(Math.round(photo.altitude)) }),
            url: `geo:${photo.latitude},${photo.longitude}`,
          },
    miniMap: toMiniMap(photo, context),
    metadata: parts.metadata.groups.map(({ group, rows }) => ({ group: groupTitle(group), rows })),
    visitUrl: links.path(`/photos/${photo.id}/visits`, originQuery(parts.within)),
  }
}
