import type { Formats } from '../../languages/format.ts'
import type { Translate } from '../../languages/messages.types.ts'
import type { Links } from '../../links.ts'

/** What view models are built with besides the gallery's data. */
export interface ViewContext {
  readonly links: Links
  readonly t: Translate
  /** Of the texts, BCP 47. */
  readonly language: string
  readonly formats: Formats
}
