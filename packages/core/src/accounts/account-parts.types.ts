/** A browser or program that is signed in. */
export interface AccountSession {
  /** Names it; opens nothing. */
  readonly id: string
  readonly createdAt: string
  /** To ten minutes. */
  readonly lastUsedAt: string
  readonly expiresAt: string
  readonly address: string | null
  /** What the browser says that it is. */
  readonly userAgent: string | null
  readonly remembered: boolean
}

/** How somebody likes the gallery. `null`: as the gallery has it. */
export interface Preferences {
  /** 10 to 200. */
  readonly photosPerPage: number | null
  /** How many days back the list of recent photos goes. 1 to 365. */
  readonly recentDays: number | null
  /** Of the pages: BCP 47. Whether there are sentences in it is for whoever shows the gallery. */
  readonly language: string | null
  /** A theme that is on offer, `mosaic` or `mosaic:dusk`; one that is not any more is as good as none. */
  readonly theme: string | null
}
