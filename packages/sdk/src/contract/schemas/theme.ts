import * as v from 'valibot'
import { PictureDraft } from './derivative.ts'

/** A theme by its name, or one of its palettes, `mosaic:dusk`. */
export const ThemeChoice = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,63}(?::[a-z][a-z0-9-]{0,31})?$/, 'Must be the name of a theme, or theme:palette.'),
)

export const ThemeName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/, 'Must be the name of a theme.'))

export const ThemeValue = v.union([v.pipe(v.string(), v.maxLength(2_000)), v.pipe(v.number(), v.finite()), v.boolean()])
const ThemeValues = v.record(v.string(), ThemeValue)

/** What can be set of a theme. */
export const ThemeSetting = v.strictObject({
  name: v.string(),
  type: v.picklist(['color', 'choice', 'number', 'boolean', 'text']),
  title: v.string(),
  description: v.nullable(v.string()),
  default: ThemeValue,
  /** Of a number. */
  min: v.nullable(v.number()),
  max: v.nullable(v.number()),
  /** Of a choice; empty for others. */
  options: v.array(v.strictObject({ value: v.string(), title: v.string() })),
})

export const Theme = v.strictObject({
  name: v.string(),
  title: v.string(),
  description: v.string(),
  author: v.string(),
  version: v.string(),
  /** The theme that it stands on. */
  parent: v.nullable(v.string()),
  /** It came with the server, and cannot be deleted. */
  isBundled: v.boolean(),
  /** Everybody sees it, but in albums that have another one, and those who chose another. */
  isActive: v.boolean(),
  /** People may choose it for themselves. */
  isOffered: v.boolean(),
  /** Why it cannot be used; `null`: it can. */
  fault: v.nullable(v.string()),
  modes: v.array(v.picklist(['light', 'dark'])),
  palettes: v.array(v.strictObject({ name: v.string(), title: v.string() })),
  settings: v.array(ThemeSetting),
  /** Values that differ from what the theme has by itself; `palette` among them. */
  values: ThemeValues,
})
export type Theme = v.InferOutput<typeof Theme>

export const ThemeList = v.strictObject({ items: v.array(Theme) })

export const ThemePatch = v.strictObject({
  /** Everybody sees it from now on. The one before is no longer active. */
  isActive: v.optional(v.literal(true)),
  isOffered: v.optional(v.boolean()),
  /** All values at once: what is not named is as the theme has it. `palette` is the usual one of its palettes. */
  values: v.optional(ThemeValues),
})

/** Rules of the site's own. */
export const SiteCss = v.strictObject({
  css: v.string(),
  /** What stood there before the last change; `null` where there was none. */
  before: v.nullable(v.string()),
})
export type SiteCss = v.InferOutput<typeof SiteCss>

export const SiteCssDraft = v.strictObject({ css: v.pipe(v.string(), v.maxLength(65_536)) })

const LogoPicture = v.strictObject({
  /** Of a PNG. */
  url: v.string(),
  width: v.number(),
  height: v.number(),
})

/** What stands in place of the theme's mark. */
export const SiteLogo = v.strictObject({
  /** On light ground; where it is null, that for dark ground stands there too. */
  light: v.nullable(LogoPicture),
  /** On dark ground. */
  dark: v.nullable(LogoPicture),
  /** The title stands beside it. */
  withTitle: v.boolean(),
})
export type SiteLogo = v.InferOutput<typeof SiteLogo>

export const SiteLogoPatch = v.strictObject({
  /** Null: none. */
  light: v.optional(v.nullable(PictureDraft)),
  dark: v.optional(v.nullable(PictureDraft)),
  withTitle: v.optional(v.boolean()),
})
