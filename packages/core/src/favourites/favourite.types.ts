import type { Page } from '../paging/page.types.ts'
import type { Photo } from '../photos/photo.types.ts'
import type { FavouriteState } from './favourite-state.types.ts'

export interface FavouriteListOptions {
  /** 1 to 500. Default 50. */
  limit?: number | undefined
  cursor?: string | undefined
}

/**
 * Photos that somebody chose. Users have theirs; a link has one list, whoever comes by it, for those who made it to look at. A photo that
 * is no longer seen is not listed, and comes back when it is.
 */
export interface FavouritesService {
  /** One's own, the last chosen first. @throws `UNAUTHENTICATED`, `FORBIDDEN` */
  list(options?: FavouriteListOptions): Promise<Page<Photo>>
  /** @throws `PHOTO_NOT_FOUND` */
  get(photoId: number): Promise<FavouriteState>
  /**
   * Chooses photos, 1,000 at most; those chosen before stay as they are. All of them or none.
   *
   * @returns How many are new.
   * @throws `PHOTO_NOT_FOUND`, `UNAUTHENTICATED`, `FORBIDDEN`, `INPUT_INVALID` beyond 10,000 in all
   */
  add(photoIds: readonly number[]): Promise<number>
  /** Photos that are not seen any more can be taken out, too. @returns How many there were. @throws `UNAUTHENTICATED`, `FORBIDDEN` */
  remove(photoIds: readonly number[]): Promise<number>
  /** Takes all out. @returns How many there were. @throws `UNAUTHENTICATED`, `FORBIDDEN` */
  clear(): Promise<number>
  /**
   * What was chosen by a link, as far as the one who asks sees it: for those who made the link, and administrators.
   *
   * @throws `LINK_NOT_FOUND`
   */
  ofLink(linkId: number, options?: FavouriteListOptions): Promise<Page<Photo>>
}
