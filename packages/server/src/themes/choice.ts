/** The value by which administrators choose the palette that a theme usually has; no setting of a theme is called so. */
export const paletteValue = 'palette'

/** A theme as it was chosen: `mosaic`, or `mosaic:dusk` with one of its palettes. */
export interface ThemeChoice {
  readonly name: string
  readonly palette: string | null
}

export const toChoice = (text: string): ThemeChoice => {
  const [name = '', palette] = text.split(':')
  return { name, palette: palette ?? null }
}
export const fromChoice = ({ name, palette }: ThemeChoice): string => (palette === null ? name : `${name}:${palette}`)
