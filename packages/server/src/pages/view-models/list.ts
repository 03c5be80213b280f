import type { CrumbView } from './album.ts'
import type { AlbumCardView } from './album-card.ts'
import type { PhotoListingView } from './listing.ts'
import type { RelatedBlockView } from './related.ts'
import type { ToolView } from './tools.ts'

/** One of the tags or albums that all photos of a list have. */
export interface ListPartView {
  readonly name: string
  readonly url: string
  /** The list without it; `null` where it is the only one. */
  readonly removeUrl: string | null
  /** `Remove sea` */
  readonly removeLabel: string
}

/** A choice of which one is taken. */
export interface TabView {
  readonly label: string
  readonly url: string
  readonly isCurrent: boolean
}

/** `ListView@1`: photos that are no album: those of tags, of several albums, the recent, the best. */
export interface ListView {
  readonly name: string
  readonly lead: string | null
  readonly breadcrumbs: readonly CrumbView[]
  /** Two or more, where the list is made of several. */
  readonly parts: readonly ListPartView[]
  readonly tabs: { readonly label: string; readonly items: readonly TabView[] } | null
  readonly tools: readonly ToolView[]
  readonly related: RelatedBlockView | null
  readonly albums: readonly AlbumCardView[]
  readonly albumsTitle: string
  readonly photosTitle: string
  readonly listing: PhotoListingView
  readonly empty: {
    readonly title: string
    readonly text: string
    readonly linkUrl: string
    readonly link: string
  } | null
}
