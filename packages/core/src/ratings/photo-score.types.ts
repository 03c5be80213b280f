/** What a photo is held for by those who look at it; not the stars of its metadata, which are its `rating`. */
export interface PhotoScore {
  /** The average, 1 to 5, to two decimals; `null`: nobody rated it, or nobody is to know. */
  readonly score: number | null
  readonly count: number
  /** One’s own, 1 to 5. */
  readonly own: number | null
  readonly mayRate: boolean
}
