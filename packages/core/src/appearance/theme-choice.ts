import * as v from 'valibot'

/**
 * A theme by its name, `mosaic`, or one of its palettes, `mosaic:dusk`. Which there are is known to those who draw pages: the core keeps
 * what they understand, and a theme that is gone is as good as none.
 */
export const themeChoice = v.pipe(
  v.string('Must be text.'),
  v.regex(/^[a-z][a-z0-9-]{0,63}(?::[a-z][a-z0-9-]{0,31})?$/, 'Must be the name of a theme, or theme:palette.'),
)

export const themeName = v.pipe(
  v.string('Must be text.'),
  v.regex(/^[a-z][a-z0-9-]{0,63}$/, 'Must be the name of a theme.'),
)
