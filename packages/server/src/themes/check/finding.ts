/** What `vitrine theme check` found in a theme. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  /** What was looked at: `manifest`, `file`, `template`, `type`, `slot`, `raw`, `global`, `contrast`. */
  readonly rule: string
  /** Below the folder of the theme. */
  readonly file: string
  /** From 1; `null` where it is about the file as a whole. */
  readonly line: number | null
  readonly message: string
}
