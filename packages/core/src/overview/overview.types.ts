/** How many there are; no further than `countedUpTo` is counted. */
export const countedUpTo = 100_000

export interface Overview {
  readonly albums: number
  readonly tags: number
  readonly users: number
  readonly groups: number
  readonly comments: number
  /** Of photos; `null` while they are read into memory, which is soon after the start. */
  readonly files: {
    readonly photos: number
    /** In no album: nobody but those who see everything finds them. */
    readonly homeless: number
    readonly types: readonly {
      readonly type: 'image' | 'video' | 'document'
      readonly photos: number
      /** Of their originals. */
      readonly bytes: number
    }[]
  } | null
  /** What waits for somebody. */
  readonly waiting: {
    readonly comments: number
    readonly reviews: number
    readonly registrations: number
    readonly failedJobs: number
  }
}

/** The gallery in figures. Administrators only. */
export interface OverviewService {
  read(): Promise<Overview>
}
