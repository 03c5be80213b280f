import type { AlbumCardView } from './album-card.ts'
import type { PhotoListingView } from './listing.ts'
import type { ToolView } from './tools.ts'

/** One value to tick. */
export interface FilterChoiceView {
  readonly value: string
  readonly label: string
  /** How many photos there would be; empty where it is not known. */
  readonly count: string
  readonly isOn: boolean
}

/** One filter of the bar: values to tick, and fields to fill in. */
export interface FilterView {
  readonly name: string
  readonly label: string
  /** What is set, in short; `null` where nothing is. */
  readonly value: string | null
  readonly choices: readonly FilterChoiceView[]
  /** One of some, such as `all` or `any`. */
  readonly mode: { readonly name: string; readonly label: string; readonly options: readonly FilterChoiceView[] } | null
  readonly inputs: readonly {
    readonly name: string
    readonly label: string
    readonly type: 'text' | 'number' | 'date'
    readonly value: string
    readonly hint: string
    /** A figure that may be below nought. Default `false`. */
    readonly isSigned?: boolean
  }[]
  /** What `inputs` are of: `pixels`. */
  readonly note: string | null
}

/** `SearchView@1` */
export interface SearchView {
  readonly q: string
  readonly action: string
  /** `12 photos for “sea”`; `null` before anything was asked. */
  readonly summary: string | null
  /** What is set, each with the search without it. */
  readonly set: readonly { readonly label: string; readonly removeUrl: string; readonly removeLabel: string }[]
  readonly clearUrl: string
  readonly filters: readonly FilterView[]
  readonly moreFilters: readonly FilterView[]
  /** What no filter of the bar shows but the form must not lose. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  /** What was not understood, and words that nothing fits. */
  readonly notes: readonly string[]
  readonly albums: readonly AlbumCardView[]
  readonly tags: readonly { readonly name: string; readonly url: string; readonly count: string }[]
  readonly tools: readonly ToolView[]
  readonly listing: PhotoListingView | null
  /** Questions to try, each with what it finds. */
  readonly help: readonly { readonly q: string; readonly url: string; readonly text: string }[]
  readonly empty: { readonly title: string; readonly text: string; readonly tagsUrl: string } | null
}
