import type { Album, AlbumCrumb } from '@vitrine/core'
import { type AlbumCardView, albumCounts, albumDates } from './album-card.ts'
import type { CommentsView } from './comments.ts'
import type { PhotoListingView } from './listing.ts'
import type { RelatedBlockView } from './related.ts'
import type { ToolView } from './tools.ts'
import type { ViewContext } from './view-context.ts'

export interface CrumbView {
  readonly name: string
  /** Of the name, where it is one that people gave; `null`: that of the gallery. */
  readonly language?: string | null
  /** `null` for the page itself. */
  readonly url: string | null
}

/** `AlbumView@1` */
export interface AlbumView {
  readonly id: number
  readonly name: string
  readonly description: string | null
  /** Of the two; `null`: that of the gallery. */
  readonly languages: Album['languages']
  readonly counts: string
  readonly isPrivate: boolean
  readonly isLocked: boolean
  readonly breadcrumbs: readonly CrumbView[]
  readonly albums: readonly AlbumCardView[]
  readonly moreAlbumsUrl: string | null
  /** `Photos`, or that they are those of the albums below. */
  readonly photosTitle: string
  readonly listing: PhotoListingView
  /** `2 May – 9 June 2021`; `null` where nothing is dated. */
  readonly dates: string | null
  readonly tools: readonly ToolView[]
  /** Leads to the photos of the albums below as well, or back; `null` where there is nothing to choose. */
  readonly flat: { readonly label: string; readonly url: string; readonly isOn: boolean } | null
  readonly related: RelatedBlockView | null
  /** `null`: there are none, and none can be written. */
  readonly comments: CommentsView | null
  readonly empty: { readonly title: string; readonly text: string } | null
}

/** @param path - From the root down to the album itself, as `albums.path` gives it. */
export const toBreadcrumbs = (path: readonly AlbumCrumb[], { links, t }: ViewContext): CrumbView[] => [
  { name: t('nav.albums'), url: links.homeUrl() },
  ...path.map((crumb, index) => ({
    name: crumb.name,
    language: crumb.language ?? null,
    url: index === path.length - 1 ? null : links.albumUrl(crumb),
  })),
]

export const toAlbumView = (
  album: Album,
  parts: {
    readonly path: readonly AlbumCrumb[]
    readonly albums: readonly AlbumCardView[]
    readonly moreAlbumsUrl: string | null
    readonly listing: PhotoListingView
    readonly isFlat: boolean
    readonly tools: readonly ToolView[]
    readonly related: RelatedBlockView | null
    readonly comments: CommentsView | null
  },
  context: ViewContext,
): AlbumView => {
  const { t, links } = context
  const { photos, photosBelow, albums } = album.counts
  const hasChoice = albums > 0 && photos > 0 && photosBelow > photos
  const isEmpty = parts.albums.length === 0 && parts.listing.photos.length === 0
  return {
    id: album.id,
    name: album.name,
    description: album.description,
    languages: album.languages,
    counts: albumCounts(album, context),
    isPrivate: album.visibility === 'private',
    isLocked: album.locked,
    breadcrumbs: toBreadcrumbs(parts.path, context),
    albums: parts.albums,
    moreAlbumsUrl: parts.moreAlbumsUrl,
    photosTitle: t(parts.isFlat ? 'flat.title' : photos === 0 ? 'album.photosBelow' : 'album.photos'),
    listing: parts.listing,
    dates: albumDates(album, context),
    tools: parts.tools,
    flat: hasChoice
      ? {
          label: t(parts.isFlat ? 'flat.off' : 'flat.on'),
          url: links.albumUrl(album, parts.isFlat ? {} : { flat: 1 }),
          isOn: parts.isFlat,
        }
      : null,
    related: parts.related,
    comments: parts.comments,
    empty: isEmpty
      ? { title: t('album.empty.title'), text: t(album.mirrorsFolder ? 'album.empty.folder' : 'album.empty.text') }
      : null,
  }
}
