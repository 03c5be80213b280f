/** Whether the gallery is closed to all but administrators. */
export interface Maintenance {
  readonly isOn: boolean
  /** What is said to whoever comes meanwhile, as plain text; empty: the usual sentence. */
  readonly text: string
  /** When it ends by itself, ISO 8601 in UTC; `null`: when somebody ends it. */
  readonly until: string | null
}
