import type { AccountSettings, AccountSettingsState } from '../accounts/account-settings.types.ts'
import type { Appearance, AppearancePatch, SiteCss, SiteLogo, SiteLogoPatch } from '../appearance/appearance.types.ts'
import type { DuplicatePolicy, DuplicatePolicyState } from '../duplicates/duplicate.types.ts'
import type { FileRulesPatch, FileRulesState } from '../files/file-rules.types.ts'
import type { LibrarySettings, LibrarySettingsState } from '../library/watch/watch.types.ts'
import type { PhotoSort } from '../photos/photo.sort.ts'
import type { DerivativeSettingsPatch, DerivativeSettingsState, WatermarkPicture } from './derivative-settings.types.ts'
import type { Maintenance } from './maintenance.types.ts'
import type { MapTiles } from './map-tiles.types.ts'
import type { MetadataSettingsPatch, MetadataSettingsState } from './metadata-settings.types.ts'

/** Settings of the gallery as a whole that every visitor meets. */
export interface SiteSettings {
  /** Shown in the header and the page titles. Default `Vitrine`. */
  readonly title: string
  /** BCP 47. Default `en`. */
  readonly language: string
  /** What the page about the gallery says: plain text, in its language. Default: empty. */
  readonly about: string
}

export interface SitePatch {
  /** 1 to 100 characters; `null`: as the options of the gallery have it. */
  readonly title?: string | null | undefined
  /** BCP 47. */
  readonly language?: string | undefined
  /** 10,000 characters at most; empty: none. */
  readonly about?: string | undefined
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
  /** What the gallery is called, and its language. */
  site(): Promise<SiteSettings>
  /** Changes those named; a title of `null` is the one of the options again. @throws `INPUT_INVALID` */
  setSite(patch: SitePatch): Promise<SiteSettings>
  /** Changes those named. @throws `INPUT_INVALID` */
  setAppearance(patch: AppearancePatch): Promise<Appearance>
  /** Themes that albums have, as they were chosen. */
  themesOfAlbums(): Promise<string[]>
  /** Rules of the site's own, after those of the theme. */
  siteCss(): Promise<SiteCss>
  /** @param css - 64 KiB at most; empty: none. @throws `INPUT_INVALID` */
  setSiteCss(css: string): Promise<SiteCss>
  /** Brings back what stood there before the last change; once more brings that back. */
  undoSiteCss(): Promise<SiteCss>
  /** Changes what is named; without a picture there is no logo. @throws `INPUT_INVALID` */
  setLogo(patch: SiteLogoPatch): Promise<SiteLogo | null>
  /**
   * A picture of the logo, as a PNG.
   *
   * @param digest - From `Appearance.logo`.
   * @throws `STORAGE_NOT_FOUND`
   */
  logoPicture(digest: string): Promise<Uint8Array>
  photoSorts(): Promise<PhotoSorts>
  /** Changes those named. @throws `INPUT_INVALID` */
  setPhotoSorts(patch: Partial<PhotoSorts>): Promise<PhotoSorts>
  /** The server that maps come from, for those who allow it. Default: none, and maps show the outlines of the land only. */
  map(): Promise<MapTiles>
  /** Changes those named. @throws `INPUT_INVALID` */
  setMap(patch: Partial<MapTiles>): Promise<MapTiles>
  /** Whether the gallery is closed to all but administrators. */
  maintenance(): Promise<Maintenance>
  /** Changes those named. @throws `INPUT_INVALID` */
  setMaintenance(patch: Partial<Maintenance>): Promise<Maintenance>
  /** How people come to have accounts, and how long they stay signed in. */
  accounts(): Promise<AccountSettingsState>
  /** Changes those named. @throws `INPUT_INVALID`, also for what the options of the gallery fix. */
  setAccounts(patch: Partial<AccountSettings>): Promise<AccountSettingsState>
  /** How the folders of the library are looked after. */
  library(): Promise<LibrarySettingsState>
  /** Changes those named. @throws `INPUT_INVALID`, also for what the options of the gallery fix. */
  setLibrary(patch: Partial<LibrarySettings>): Promise<LibrarySettingsState>
  /** What is done with an upload that is here already, where nobody asks for something else. Default: the photo is linked, by its bytes. */
  duplicates(): Promise<DuplicatePolicyState>
  /** Changes those named. @throws `INPUT_INVALID`, also for what the options of the gallery fix. */
  setDuplicates(patch: Partial<DuplicatePolicy>): Promise<DuplicatePolicyState>
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
  /**
   * A made-up picture of 720 × 480 pixels with a watermark of the settings on it, as a JPEG.
   *
   * @throws `DERIVATIVE_NOT_FOUND` where there is no watermark of this name
   */
  previewWatermark(name: string): Promise<Uint8Array>
}
