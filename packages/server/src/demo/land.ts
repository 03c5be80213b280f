import type { Canvas, Colour } from './canvas.ts'
import { createField, createRandom, fbm, mix, noise, ridged, smoothstep } from './noise.ts'

/** Height of a skyline for each column, in pixels from the top. */
export type Skyline = Float32Array

export const skyline = (canvas: Canvas, y: (x: number) => number): Skyline =>
  Float32Array.from({ length: canvas.width }, (_, px) => y(px / canvas.width) * canvas.height)

export interface RangeOptions {
  readonly seed: number
  /** Where the feet lie, as a share of the height of the picture. */
  readonly base: number
  /** How high the tops reach above it. */
  readonly rise: number
  /** Tops across the picture. */
  readonly peaks: number
  /** 0 rolling hills, 1 jagged rock. */
  readonly rough: number
}

export const mountainSkyline = (canvas: Canvas, { seed, base, rise, peaks, rough }: RangeOptions): Skyline => {
  const aspect = canvas.width / canvas.height
  return skyline(canvas, (x) => {
    const at = x * peaks * aspect
    const hills = fbm(seed, at, 0.37, 4, 0.45)
    const crags = ridged(seed + 40, at * 0.8, 0.37, 7, 0.52)
    const fine = (fbm(seed + 80, at * 14, 0.2, 3, 0.6) - 0.5) * 0.05 * rough
    return base - rise * (mix(hills, crags * 1.25, rough) + fine)
  })
}

/** A line of conifers along the ground of a skyline. */
export const forestSkyline = (
  canvas: Canvas,
  ground: Skyline,
  seed: number,
  treeHeight: number,
  density = 1,
): Skyline => {
  const random = createRandom(seed)
  const line = Float32Array.from(ground)
  const tall = treeHeight * canvas.height
  const step = (tall * 0.24) / density
  for (let x = -tall; x < canvas.width + tall; x += step * (0.4 + random() * 1.2)) {
    const clearing = noise(seed + 3, (x / canvas.width) * 9)
    if (clearing < 0.24) continue
    const height = tall * (0.45 + 0.65 * random()) * (0.6 + clearing * 0.6)
    const half = height * (0.15 + random() * 0.06)
    const tiers = 7 + Math.floor(random() * 5)
    const foot = ground[Math.min(canvas.width - 1, Math.max(0, Math.round(x)))] ?? 0
    const lean = (random() - 0.5) * 0.04 * height
    for (let px = Math.ceil(x - half); px <= x + half; px++) {
      const off = Math.abs(px - x - lean) / half
      // Boughs hang: each tier is widest at its foot, which as a skyline reads as a saw along a cone.
      const saw = ((1 - off) * tiers) % 1
      const ragged = 0.55 * (noise(seed + 11, px * 0.9 + x) - 0.5)
      const top = foot - height * Math.max(0, 1 - off * (0.94 + ragged * 0.24) - (saw * 0.5) / tiers)
      if (px >= 0 && px < canvas.width) line[px] = Math.min(line[px] ?? 0, top)
    }
  }
  return line
}

export interface GroveOptions {
  readonly seed: number
  /** As a share of the height of the picture. */
  readonly treeHeight: number
  /** @default 1 */
  readonly density?: number
  readonly colour: Colour
  /** What the trunks stand in. */
  readonly haze: Colour
  /** How much of it there is at their feet; their tops are clear. */
  readonly hazeAmount: number
}

/** Conifers drawn bough by bough, for rows near enough to be looked at. */
export const paintGrove = (canvas: Canvas, ground: Skyline, options: GroveOptions): void => {
  const { seed, treeHeight, density = 1, colour, haze, hazeAmount } = options
  const { width, height } = canvas
  const random = createRandom(seed)
  const tall = treeHeight * height
  for (let x = -tall * 0.3; x < width + tall * 0.3; x += ((tall * 0.27) / density) * (0.35 + random() * 1.3)) {
    const size = tall * (0.42 + 0.72 * random())
    if (noise(seed + 3, (x / width) * 7) < 0.26) continue
    const foot = (ground[Math.min(width - 1, Math.max(0, Math.round(x)))] ?? 0) + size * 0.06
    const half = size * (0.13 + random() * 0.05)
    const tiers = 9 + Math.floor(random() * 7)
    const own = seed + Math.round(x)
    for (let py = Math.max(0, Math.floor(foot - size)); py < Math.min(height, foot); py++) {
      const t = (py - (foot - size)) / size
      // Boughs begin narrow under the tier above and hang out wide at their tips; no two sides are alike.
      const bough = (t ** 0.85 * tiers + noise(own, t * 9) * 0.5) % 1
      const reach = half * t ** 0.82 * (0.34 + 0.66 * bough ** 0.8)
      const left = x - reach * (0.7 + 0.6 * noise(own + 1, py * 0.42)) - 0.6
      const right = x + reach * (0.7 + 0.6 * noise(own + 2, py * 0.42)) + 0.6
      const mist = smoothstep(0.15, 1, t) * hazeAmount
      for (let px = Math.max(0, Math.floor(left)); px <= Math.min(width - 1, right); px++) {
        const cover = Math.min(1, px + 1 - left, right + 1 - px)
        paintMixed(canvas, px, py, colour, haze, mist, Math.max(0, cover))
      }
    }
  }
}

const paintMixed = (
  { width, pixels }: Canvas,
  x: number,
  y: number,
  colour: Colour,
  haze: Colour,
  mist: number,
  alpha: number,
): void => {
  const at = (y * width + x) * 3
  for (let c = 0; c < 3; c++) pixels[at + c] = mix(pixels[at + c] ?? 0, mix(colour[c] ?? 0, haze[c] ?? 0, mist), alpha)
}

export interface LayerOptions {
  readonly colour: Colour
  /** What the layer fades into below its skyline. */
  readonly haze: Colour
  /** How far below the skyline the haze is full, as a share of the height. */
  readonly hazeDepth: number
  /** 0 none, 1 full. */
  readonly hazeAmount: number
  /** Texture of rock or wood, as a share of the brightness. @default 0 */
  readonly texture?: number
  readonly seed?: number
  /** Light from the side of the sun. */
  readonly light?: { readonly x: number; readonly colour: Colour; readonly amount: number }
}

/** Fills everything below a skyline. */
export const paintLayer = (canvas: Canvas, line: Skyline, options: LayerOptions): void => {
  const { width, height, pixels } = canvas
  const { colour, haze, hazeDepth, hazeAmount, texture = 0, seed = 1, light } = options
  const reach = hazeDepth * height
  const rock =
    texture > 0
      ? createField(Math.round(width / 5), Math.round(height / 5), (x, y) =>
          fbm(seed, x * width * 0.011 + y * height * 0.006, y * height * 0.02, 3, 0.6),
        )
      : undefined
  for (let px = 0; px < width; px++) {
    const top = line[px] ?? height
    const first = Math.max(0, Math.floor(top))
    // The light of a low sun comes from one side: sides of a skyline that fall away from it stay dark.
    const fall = ((line[Math.min(width - 1, px + 6)] ?? 0) - (line[Math.max(0, px - 6)] ?? 0)) / 12
    const side = light
      ? Math.max(0, 1 - Math.abs(px / width - light.x) * 1.5) *
        light.amount *
        (0.6 + smoothstep(-1, 1, light.x > px / width ? -fall : fall) * 0.8)
      : 0
    for (let py = first; py < height; py++) {
      const depth = py - top
      let mist = smoothstep(0, reach, depth) * hazeAmount
      let tone = 1
      if (rock && depth < reach * 1.4) {
        const here = rock.at(px / width, py / height)
        tone = 1 + (here - 0.5) * texture * 2
        mist = Math.min(1, mist * (0.8 + here * 0.4))
      }
      const rim = side > 0.004 && depth < 0.12 * height ? side * Math.exp(-depth / (0.035 * height)) : 0
      const cover = py === first ? 1 - (top - first) : 1
      const at = (py * width + px) * 3
      for (let c = 0; c < 3; c++) {
        const lit = (colour[c] ?? 0) * tone + rim * (light?.colour[c] ?? 0)
        const value = mix(lit, haze[c] ?? 0, mist)
        pixels[at + c] = mix(pixels[at + c] ?? 0, value, cover)
      }
    }
  }
}
