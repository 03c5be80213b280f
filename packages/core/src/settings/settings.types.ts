/** Settings of the gallery as a whole that every visitor meets. */
export interface SiteSettings {
  /** Shown in the header and the page titles. Default `Vitrine`. */
  readonly title: string
  /** BCP 47. Default `en`. */
  readonly language: string
}
