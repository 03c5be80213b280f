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
  /** Encoder quality, 1 to 100. @default 82 for JPEG, 80 for WebP */
  readonly quality?: number
}

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
      if (!Number.isInteger(size[side]) || size[side] < 1 || size[side] > maxSidePx) {
        issues.push({ path: `${index}.${side}`, message: `Expected a whole number from 1 to ${maxSidePx}.` })
      }
    }
    if (size.quality !== undefined && (!Number.isInteger(size.quality) || size.quality < 1 || size.quality > 100)) {
      issues.push({ path: `${index}.quality`, message: 'Expected a whole number from 1 to 100.' })
    }
  })
  return issues
}
