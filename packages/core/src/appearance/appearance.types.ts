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
  /** `null` where there is none: the theme's mark and the title stand there. */
  readonly logo: SiteLogo | null
}

/** The site's logo, in place of the theme's mark. One of its pictures is there at least. */
export interface SiteLogo {
  /** On light ground; `null`: that for dark ground stands there too. */
  readonly light: LogoPicture | null
  /** On dark ground. */
  readonly dark: LogoPicture | null
  /** The title stands beside it. */
  readonly withTitle: boolean
}

/** A PNG of 640 × 160 pixels at most. */
export interface LogoPicture {
  readonly digest: string
  readonly widthPx: number
  readonly heightPx: number
}

export interface SiteLogoPatch {
  /** A PNG, JPEG, WebP …, 512 KiB at most, which is drawn anew; `null`: none. */
  readonly light?: Uint8Array | null | undefined
  readonly dark?: Uint8Array | null | undefined
  /** Default `false`: the logo says the name. */
  readonly withTitle?: boolean | undefined
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
