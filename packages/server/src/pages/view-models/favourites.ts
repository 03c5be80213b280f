import type { AccountNav } from './account/nav.ts'
import type { ListView } from './list.ts'
import type { PhotoListingView } from './listing.ts'

/** `FavouritesView@1`: photos that somebody chose. */
export interface FavouritesView {
  /** Empty for those who came by a link. */
  readonly accountNav: AccountNav
  readonly title: string
  readonly lead: string
  readonly notice: string | null
  readonly listing: PhotoListingView
  readonly empty: ListView['empty']
  /** `null`: there is nothing to take out. */
  readonly clear: { readonly action: string; readonly csrfToken: string | null } | null
}
