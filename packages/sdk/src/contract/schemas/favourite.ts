import * as v from 'valibot'
import { Count, ids, pageQuery } from './fields.ts'

export const FavouriteListQuery = v.strictObject(pageQuery)
/** 1,000 at most. */
export const FavouritePhotos = v.strictObject({ photoIds: ids(1_000) })
/** How many it made a difference to. */
export const ChangedFavourites = v.strictObject({ count: Count })
export const FavouriteState = v.strictObject({
  isFavourite: v.boolean(),
  /** Whether the one who asks has favourites at all. */
  mayChoose: v.boolean(),
})
