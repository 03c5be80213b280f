/** A value of a theme's setting: a colour, a choice, a number, a switch, a text. */
export type ThemeValue = string | number | boolean

/** What administrators decide about how the gallery looks. The same for everybody. */
export interface Appearance {
  /** The theme of the gallery, `mosaic`, or with one of its palettes, `mosaic:dusk`; `null`: that of the server's configuration. */
  readonly theme: string | null
  /** Themes that people may choose for themselves. Empty: everybody has that of the gallery. */
  readonly offered: readonly string[]
  /** Values of the themes' settings that were changed, by theme and name. Themes check them: they know their own settings. */
  readonly values: Readonly<Record<string, Readonly<Record<string, ThemeValue>>>>
  /** Digest of the site's own style sheet; `null` where there is none. */
  readonly css: string | null
}

export interface AppearancePatch {
  readonly theme?: string | null | undefined
  /** 50 at most. */
  readonly offered?: readonly string[] | undefined
  /** Of the themes named, all values at once; those of others stay. `null`: as the theme comes. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, ThemeValue>> | null>> | undefined
}

/** The site's own style sheet, which comes after that of every theme. */
export interface SiteCss {
  readonly css: string
  /** What stood there before the last change; `null` where nothing can be undone. */
  readonly before: string | null
}
