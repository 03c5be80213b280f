/** Whether a photo is among one's favourites. */
export interface FavouriteState {
  readonly isFavourite: boolean
  /** Whether the one who asks has favourites at all: users, and links that allow it. */
  readonly mayChoose: boolean
}
