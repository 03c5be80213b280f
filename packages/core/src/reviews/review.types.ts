import type { Page } from '../paging/page.types.ts'
import type { Photo } from '../photos/photo.types.ts'

export type ReviewState = 'waiting' | 'returned' | 'approved'

/** A photo that was sent in, and what became of it. */
export interface Review {
  readonly photo: Photo
  readonly state: ReviewState
  /** Where it was sent in; `null` where that album is gone. */
  readonly albumId: number | null
  readonly sender:
    | { readonly type: 'user' | 'link'; readonly id: number; readonly name: string }
    | { readonly type: 'guest' }
  readonly sentAt: string
  /** What whoever sent it back wrote. */
  readonly note: string | null
  readonly decidedAt: string | null
}

export interface ReviewListOptions {
  limit?: number | undefined
  cursor?: string | undefined
  /** Default `waiting`. */
  state?: ReviewState | undefined
}

/** Whose uploads a limit is about. */
export type QuotaOwner = { readonly user: number } | { readonly link: number } | 'guests'

export interface UploadQuota {
  /** `null`: any number. */
  readonly maxPhotos: number | null
  readonly maxBytes: number | null
  /** What counts: all that is there of what they added, what waits and what is in the trash too. */
  readonly photos: number
  readonly bytes: number
}

/** Somebody who has a limit. */
export interface OwnedQuota {
  /** `id` is 0 and `name` is `null` for all guests together. */
  readonly owner: { readonly type: 'user' | 'link' | 'guests'; readonly id: number; readonly name: string | null }
  readonly quota: UploadQuota
}

export interface ReviewsService {
  /**
   * Photos sent in to albums that the one who asks may edit, the oldest first.
   *
   * @throws `FORBIDDEN` or `UNAUTHENTICATED` for those who may edit no album
   */
  list(options?: ReviewListOptions): Promise<Page<Review>>
  /** What the one who asks has sent in, the newest first, in any state. Empty for those without an account. */
  mine(options?: Omit<ReviewListOptions, 'state'>): Promise<Page<Review>>
  /**
   * Puts photos that wait, or were sent back, into the gallery: all of them or none. 500 at most, here and below.
   *
   * @throws `REVIEW_NOT_FOUND` where one of them is not for this actor to decide on
   */
  approve(photoIds: readonly number[]): Promise<void>
  /** Sends photos back with a note; their sender may send them in again. @throws `REVIEW_NOT_FOUND` */
  sendBack(photoIds: readonly number[], note: string): Promise<void>
  /** Takes a decision back: the photos wait again. @throws `REVIEW_NOT_FOUND` */
  reopen(photoIds: readonly number[]): Promise<void>
  /** For their sender: photos that were sent back wait again. @throws `REVIEW_NOT_FOUND` */
  sendAgain(photoIds: readonly number[]): Promise<void>
  /** For their sender: puts photos that were not approved into the trash. @throws `REVIEW_NOT_FOUND` */
  withdraw(photoIds: readonly number[]): Promise<void>
  /** What the one who asks may add; `null`: no limit. */
  quota(): Promise<UploadQuota | null>
  /** Everybody who has a limit. Administrators only. @throws `CURSOR_INVALID` */
  quotas(options?: { limit?: number | undefined; cursor?: string | undefined }): Promise<Page<OwnedQuota>>
  /** Administrators only; `null`: no limit. @throws `USER_NOT_FOUND`, `LINK_NOT_FOUND` */
  quotaOf(owner: QuotaOwner): Promise<UploadQuota | null>
  /** Administrators only; without either number there is no limit any more. @throws `USER_NOT_FOUND`, `LINK_NOT_FOUND` */
  setQuota(
    owner: QuotaOwner,
    limits: { maxPhotos?: number | null | undefined; maxBytes?: number | null | undefined },
  ): Promise<UploadQuota | null>
}
