import type { ThemeValue } from '@vitrine/core'

/** The theme that a page is drawn with: `ThemeView@1`, for templates `it.theme`. */
export interface ThemeView {
  readonly name: string
  readonly title: string
  /** `null`: its usual colours. */
  readonly palette: string | null
  /** In which it can be shown; of one alone, there is nothing to choose. */
  readonly modes: readonly ('light' | 'dark')[]
  /** Its settings, by name. */
  readonly values: Readonly<Record<string, ThemeValue>>
  /** Of switches that are on and choices that were made, `set-captions`, `set-type-serif`: for style sheets. */
  readonly classes: string
  /** Style sheets after its own: the palette, the settings, the site's rules. */
  readonly styles: readonly string[]
}
