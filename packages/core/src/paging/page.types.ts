/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[]
  /** Pass it back for the next page; `null` on the last. */
  readonly nextCursor: string | null
  /** How many the actor may see in all. */
  readonly total: number
}
