import type { FileRulesPatch, FileRulesState } from '../files/file-rules.types.ts'
import type { PhotoSort } from '../photos/photo.sort.ts'
import type { DerivativeSettingsPatch, DerivativeSettingsState, WatermarkPicture } from './derivative-settings.types.ts'
import type { MetadataSettingsPatch, MetadataSettingsState } from './metadata-settings.types.ts'

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
  /** What is read from files and written into them. */
  metadata(): Promise<MetadataSettingsState>
  /** Changes those named. @throws `INPUT_INVALID`, also for what the options of the gallery fix. */
  setMetadata(patch: MetadataSettingsPatch): Promise<MetadataSettingsState>
  photoSorts(): Promise<PhotoSorts>
  /** Changes those named. @throws `INPUT_INVALID` */
  setPhotoSorts(patch: Partial<PhotoSorts>): Promise<PhotoSorts>
  /** What derivatives there are, and who sees them with a watermark. */
  derivatives(): Promise<DerivativeSettingsState>
  /**
   * Changes those named; addresses of pictures that come out the same stay. What is out of date is removed from the cache by a job.
   *
   * @throws `INPUT_INVALID`, also for what the options of the gallery fix.
   */
  setDerivatives(patch: DerivativeSettingsPatch): Promise<DerivativeSettingsState>
  /** What becomes of files that come in. */
  files(): Promise<FileRulesState>
  /** Changes those named. @throws `INPUT_INVALID`, also for what the options of the gallery fix. */
  setFiles(patch: FileRulesPatch): Promise<FileRulesState>
  /**
   * Keeps a picture to make watermarks of.
   *
   * @param picture - A PNG, JPEG, WebP …, 512 KiB at most.
   * @throws `INPUT_INVALID`
   */
  addWatermarkPicture(picture: Uint8Array): Promise<WatermarkPicture>
}
