import type { AlbumCardView } from './album-card.ts'
import type { PhotoListingView } from './listing.ts'

/** `HomeView@1` */
export interface HomeView {
  readonly title: string
  readonly description: string | null
  readonly albums: readonly AlbumCardView[]
  /** Address of the next page of albums. */
  readonly moreAlbumsUrl: string | null
  readonly photosTitle: string
  readonly listing: PhotoListingView
  /** What to say where there is nothing to show. */
  readonly empty: { readonly title: string; readonly text: string; readonly signInUrl: string | null } | null
}
