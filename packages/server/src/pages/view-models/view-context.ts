import type { Links } from '../../links.ts'
import type { Formats } from '../../themes/format.ts'
import type { Translate } from '../../themes/messages.ts'

/** What view models are built with besides the gallery's data. */
export interface ViewContext {
  readonly links: Links
  readonly t: Translate
  /** Of the texts, BCP 47. */
  readonly language: string
  readonly formats: Formats
}
