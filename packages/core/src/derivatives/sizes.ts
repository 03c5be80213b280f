import { type DerivativeFormat, derivativeFormats, type Qualities } from './formats.ts'

/** A named recipe for a rendered picture. Only declared sizes are ever rendered. */
export interface SizeDefinition {
  /** `[a-z0-9]`, 1 to 32 characters, beginning with a letter or digit; `-` and `_` inside. Part of URLs and file names. */
  readonly name: string
  /** The box, in pixels, 1 to 16,383 (the most that WebP can hold). */
  readonly widthPx: number
  readonly heightPx: number
  /** `inside` keeps the whole picture and its shape within the box; `crop` fills the box and cuts off what does not fit. */
  readonly fit: 'inside' | 'crop'
  readonly enabled: boolean
  /** Encoder quality, 1 to 100: of all formats, or format by format. @default that of the settings */
  readonly quality?: number | { readonly [F in DerivativeFormat]?: number | undefined } | undefined
  /** Unsharp mask after scaling, 0 to 200. @default 0 */
  readonly sharpenPercent?: number | undefined
  /** Animated GIF and WebP stay animated, as WebP, for those who can show that. @default false: the first frame */
  readonly isAnimated?: boolean | undefined
  /** `wide` leaves colours beyond sRGB as they are, with their profile. @default 'srgb' */
  readonly gamut?: 'srgb' | 'wide' | undefined
}

export const qualityOf = ({ quality }: Pick<SizeDefinition, 'quality'>, format: DerivativeFormat, usual: Qualities) =>
  (typeof quality === 'object' ? quality[format] : quality) ?? usual[format]

const inside = (name: string, widthPx: number, heightPx: number, enabled = true): SizeDefinition => ({
  name,
  widthPx,
  heightPx,
  fit: 'inside',
  enabled,
})

/** Piwigo's sizes, so that a site that moves over keeps the pictures its themes were made for. */
export const defaultSizes: readonly SizeDefinition[] = [
  { name: 'square', widthPx: 120, heightPx: 120, fit: 'crop', enabled: true },
  inside('thumb', 144, 144),
  inside('2small', 240, 240),
  inside('xsmall', 432, 324),
  inside('small', 576, 432),
  inside('medium', 792, 594),
  inside('large', 1008, 756),
  inside('xlarge', 1224, 918),
  inside('xxlarge', 1656, 1242),
  inside('3xlarge', 2232, 1674, false),
  inside('4xlarge', 3000, 2250, false),
]

const maxSidePx = 16_383

/** What is wrong with a list of sizes, one issue per fault; empty where nothing is. Paths begin with the index of the size. */
export const checkSizes = (sizes: readonly SizeDefinition[]): { path: string; message: string }[] => {
  const issues: { path: string; message: string }[] = []
  const names = new Set<string>()
  sizes.forEach((size, index) => {
    if (!/^[a-z0-9][a-z0-9_-]{0,31}$/.test(size.name))
      issues.push({ path: `${index}.name`, message: 'Expected 1 to 32 of a-z, 0-9, - and _.' })
    if (names.has(size.name))
      issues.push({ path: `${index}.name`, message: `The size ${size.name} is declared twice.` })
    names.add(size.name)
    for (const side of ['widthPx', 'heightPx'] as const) {
      if (!isWhole(size[side], 1, maxSidePx))
        issues.push({ path: `${index}.${side}`, message: `Expected a whole number from 1 to ${maxSidePx}.` })
    }
    const { quality, sharpenPercent = 0, gamut = 'srgb' } = size
    const qualities =
      typeof quality === 'object'
        ? derivativeFormats.map((format) => [`quality.${format}`, quality[format]] as const)
        : [['quality', quality] as const]
    for (const [path, value] of qualities)
      if (value !== undefined && !isWhole(value, 1, 100))
        issues.push({ path: `${index}.${path}`, message: 'Expected a whole number from 1 to 100.' })
    if (!isWhole(sharpenPercent, 0, 200))
      issues.push({ path: `${index}.sharpenPercent`, message: 'Expected a whole number from 0 to 200.' })
    if (gamut !== 'srgb' && gamut !== 'wide') issues.push({ path: `${index}.gamut`, message: 'Expected srgb or wide.' })
  })
  return issues
}

const isWhole = (value: number, low: number, high: number): boolean =>
  Number.isInteger(value) && value >= low && value <= high
