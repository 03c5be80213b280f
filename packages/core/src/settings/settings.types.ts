import type { PhotoSort } from '../photos/photo.sort.ts'

/** Settings of the gallery as a whole that every visitor meets. */
export interface SiteSettings {
  /** Shown in the header and the page titles. Default `Vitrine`. */
  readonly title: string
  /** BCP 47. Default `en`. */
  readonly language: string
}

/** The orders of lists of photos for which nobody asks for another. */
export interface PhotoSorts {
  /** Outside of albums: searches, tags, the gallery as a whole. Default `-takenAt`. */
  readonly photos: PhotoSort
  /** In albums that have none of their own. Default `takenAt`. */
  readonly albums: PhotoSort
}

/** Administrators only. */
export interface SettingsService {
  photoSorts(): Promise<PhotoSorts>
  /** Changes those named. @throws `INPUT_INVALID` */
  setPhotoSorts(patch: Partial<PhotoSorts>): Promise<PhotoSorts>
}
