import type { Page } from '../paging/page.types.ts'
import type { Photo } from '../photos/photo.types.ts'
import type { PhotoScore } from './photo-score.types.ts'

export interface RatingSettings {
  /** Whether those who are signed in may rate what they see. Default `false`; links say so for themselves. */
  readonly enabled: boolean
}

export interface RatedPhoto {
  readonly photo: Photo
  /** 1 to 5. */
  readonly stars: number
}

export interface RatingsService {
  /** The average is told where users may rate; by a link one sees what was given by the link alone. @throws `PHOTO_NOT_FOUND` */
  get(photoId: number): Promise<PhotoScore>
  /**
   * Rates a photo, or anew: each user once, and each link, whoever comes by it.
   *
   * @param stars - 1 to 5; 0 takes the rating back.
   * @throws `PHOTO_NOT_FOUND`, `UNAUTHENTICATED`, `FORBIDDEN`, `INPUT_INVALID`
   */
  set(photoId: number, stars: number): Promise<PhotoScore>
  /** What was rated by a link, the last first, as far as the one who asks sees it: for those who made the link. @throws `LINK_NOT_FOUND` */
  ofLink(
    linkId: number,
    options?: { limit?: number | undefined; cursor?: string | undefined },
  ): Promise<Page<RatedPhoto>>
  /** Administrators only. */
  settings(): Promise<RatingSettings>
  /** Administrators only. */
  setSettings(settings: RatingSettings): Promise<RatingSettings>
}
