import type { PhotoListingView } from './listing.ts'

/** `SearchView@1` */
export interface SearchView {
  readonly q: string
  readonly action: string
  /** `12 photos for “sea”`; `null` before anything was asked. */
  readonly summary: string | null
  readonly listing: PhotoListingView | null
  /** Questions to try, each with what it finds. */
  readonly help: readonly { readonly q: string; readonly url: string; readonly text: string }[]
  readonly empty: { readonly title: string; readonly text: string; readonly tagsUrl: string } | null
}
