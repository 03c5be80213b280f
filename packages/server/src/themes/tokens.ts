import { hexColour, type Palette } from './palettes.ts'

/** Colours by the name of their custom property, without its dashes, for both modes. */
export interface Tokens {
  readonly light: Readonly<Record<string, string>>
  readonly dark: Readonly<Record<string, string>>
}

/** The colours that a style sheet gives to `:root`, where they are plainly written: as one, or as `light-dark(#…, #…)`. */
export const readTokens = (css: string): Tokens => {
  const light: Record<string, string> = {}
  const dark: Record<string, string> = {}
  // Of other places they are no colours of the theme: the stage of a photo is dark in both modes.
  const rules = [...css.matchAll(/(?<![\w)\]-]):root\s*\{([^}]*)\}/g)].map((match) => match[1] ?? '').join(';')
  for (const [, name = '', value = ''] of rules.matchAll(/--([a-z][a-z0-9-]*)\s*:\s*([^;}]+)/g)) {
    const [, forLight, forDark] = /^light-dark\(\s*(#\w+)\s*,\s*(#\w+)\s*\)$/.exec(value.trim()) ?? []
    if (forLight !== undefined && forDark !== undefined) {
      light[name] = forLight
      dark[name] = forDark
    } else if (hexColour.test(value.trim())) {
      light[name] = value.trim()
      dark[name] = value.trim()
    }
  }
  return { light, dark }
}

export const withPalette = (tokens: Tokens, palette: Palette | null): Tokens =>
  palette === null
    ? tokens
    : { light: { ...tokens.light, ...palette.light }, dark: { ...tokens.dark, ...palette.dark } }

const channels = (colour: string): [number, number, number] => {
  const hex = colour.slice(1)
  const full = hex.length <= 4 ? [...hex].map((digit) => digit + digit).join('') : hex
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255) as [number, number, number]
}

/** WCAG 2.2, “relative luminance”. */
const luminance = (colour: string): number => {
  const [red, green, blue] = channels(colour).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, “contrast ratio”: 1 to 21. */
export const contrast = (one: string, other: string): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Colours of text and what they stand on, and what WCAG 2.2 AA asks of them. */
export const contrastPairs = [
  ['ink', 'bg', 4.5],
  ['ink', 'surface', 4.5],
  ['ink', 'sunken', 4.5],
  ['muted', 'bg', 4.5],
  ['muted', 'surface', 4.5],
  ['accent', 'bg', 4.5],
  ['error', 'bg', 4.5],
  ['on-accent', 'accent', 4.5],
  ['warn-ink', 'warn-bg', 4.5],
  ['good-ink', 'good-bg', 4.5],
  ['focus', 'bg', 3],
  ['strong-line', 'bg', 3],
] as const

export interface WeakContrast {
  readonly mode: 'light' | 'dark'
  readonly text: string
  readonly on: string
  readonly ratio: number
  readonly needed: number
}

/** The pairs that are too near to each other. Colours that are not known are not spoken of. */
export const weakContrasts = (tokens: Tokens, modes: readonly ('light' | 'dark')[]): WeakContrast[] =>
  modes.flatMap((mode) =>
    contrastPairs.flatMap(([text, on, needed]) => {
      const [front, back] = [tokens[mode][text], tokens[mode][on]]
      if (front === undefined || back === undefined) return []
      const ratio = contrast(front, back)
      return ratio < needed ? [{ mode, text, on, ratio, needed }] : []
    }),
  )
