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
import type { CrumbView } from './album.ts'
import type { CommentsView } from './comments.ts'
import { fileKind } from './photo-card.ts'
import { cameraName, coordinatesText, exposureText } from './photo-facts.ts'
import { type FileLinkView, toFormatLink } from './photo-files.ts'
import { type PictureView, photoTitle, toPictureView } from './picture.ts'
import { type StarsView, toStars } from './stars.ts'
import { toVideoNote, toVideoView, type VideoView } from './video.ts'
import type { ViewContext } from './view-context.ts'

export interface FactView {
  readonly label: string
  readonly value: string
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
}

/** `PhotoView@1` */
export interface PhotoView {
  readonly id: number
  readonly title: string
  readonly description: string | null
  readonly mediaType: Photo['mediaType']
  readonly kind: string
  readonly picture: PictureView | null
  readonly ratio: string
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
  /** The list it is shown in. */
  readonly list: { readonly name: string; readonly url: string }
  readonly breadcrumbs: readonly CrumbView[]
  readonly position: string
  readonly positionLong: string
  readonly previous: NeighbourView | null
  readonly next: NeighbourView | null
  readonly facts: readonly FactView[]
  readonly exposure: string | null
  readonly tags: readonly { readonly name: string; readonly url: string }[]
  readonly albums: readonly { readonly name: string; readonly url: string }[]
  /** `null`: there are none, and none can be written. */
  readonly comments: CommentsView | null
  readonly place: { readonly text: string; readonly altitude: string | null; readonly url: string } | null
  readonly metadata: readonly { readonly group: string; readonly rows: PhotoMetadata['groups'][number]['rows'] }[]
  readonly visitUrl: string
}

/** `exif` → `EXIF`, `file` → `File`: what is short and no word is an abbreviation. */
const groupTitle = (group: string): string =>
  /^(?:exif|iptc|xmp|gps|icc|jfif|mpf|png|riff)$/i.test(group)
    ? group.toUpperCase()
    : group.charAt(0).toUpperCase() + group.slice(1)

const toFacts = (photo: Photo, { t, formats, links }: ViewContext): FactView[] => {
  const facts: FactView[] = []
  const add = (label: string, value: string | null, more: Pick<FactView, 'datetime' | 'url'> = {}): void => {
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
    const megapixels = pixels < 10 ? pixels.toFixed(1) : pixels.toFixed(0)
    add(t('photo.dimensions'), t('photo.pixels', { width: photo.widthPx, height: photo.heightPx, megapixels }))
  }
  if (photo.durationSeconds !== null) add(t('photo.duration'), formats.duration(photo.durationSeconds))
  add(t('photo.file'), `${photo.fileName} · ${formats.bytes(photo.bytes)}`)
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
    }
  return {
    id: photo.id,
    title: photoTitle(photo),
    // Cameras and programs write the title into both fields.
    description: photo.description === photoTitle(photo) ? null : photo.description,
    mediaType: photo.mediaType,
    kind: fileKind(photo.fileName),
    picture,
    ratio: ratioClass(photo.widthPx ?? picture?.widthPx ?? null, photo.heightPx ?? picture?.heightPx ?? null),
    video: toVideoView(photo, parts.playback, { posterUrl: picture?.src ?? null, links }),
    videoNote: toVideoNote(parts.playback, context),
    downloadUrl: canDownload ? links.originalUrl(photo.id) : smallerDownload(photo, context),
    downloadLabel: t(canDownload ? 'photo.download' : 'photo.downloadSize'),
    copies: canDownload ? toCopies(photo.id, context) : [],
    formats: parts.formats.map((file) => toFormatLink(photo.id, file, context)),
    shareUrl: photo.capabilities.includes('share') ? links.path('/share', { photo: photo.id }) : null,
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
    list: parts.list,
    breadcrumbs: parts.breadcrumbs,
    position: t('photo.position', { position, total }),
    positionLong: t('photo.positionLong', { position, total }),
    previous: toNeighbour(parts.neighbours.previous),
    next: toNeighbour(parts.neighbours.next),
    facts: toFacts(photo, context),
    exposure: photo.camera && exposureText(photo.camera),
    tags: photo.tags.map((tag) => ({ name: tag.name, url: links.tagUrl(tag) })),
    albums: parts.albums.map((album) => ({ name: album.name, url: links.albumUrl(album) })),
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
    metadata: parts.metadata.groups.map(({ group, rows }) => ({ group: groupTitle(group), rows })),
    visitUrl: links.path(`/photos/${photo.id}/visits`),
  }
}
