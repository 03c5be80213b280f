/** What is wrong in one place of the database; there is no finding where all is well. */
export interface Finding {
  /** Stable, for programs: `albums.unreachable`. */
  readonly id: string
  /** One sentence for people. */
  readonly message: string
  /** How many rows are concerned. */
  readonly count: number
  /** Ids of some of them. */
  readonly examples: readonly number[]
}
