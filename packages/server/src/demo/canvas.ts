import { createRandom, mix, smoothstep } from './noise.ts'

/** Red, green and blue, 0 to 1, as shown on a screen; more than 1 is light that the finish rolls off. */
export type Colour = readonly [number, number, number]

export interface Canvas {
  readonly width: number
  readonly height: number
  /** Rows from the top, three values per pixel. */
  readonly pixels: Float32Array
}

/** `#rrggbb` */
export const hex = (text: string): Colour => {
  const channel = (at: number) => Number.parseInt(text.slice(at, at + 2), 16) / 255
  return [channel(1), channel(3), channel(5)]
}

export const blend = (a: Colour, b: Colour, t: number): Colour => [
  mix(a[0], b[0], t),
  mix(a[1], b[1], t),
  mix(a[2], b[2], t),
]

export const createCanvas = (width: number, height: number): Canvas => ({
  width,
  height,
  pixels: new Float32Array(width * height * 3),
})

/** Mixes a colour into one pixel. Outside the picture nothing happens. */
export const paint = ({ width, height, pixels }: Canvas, x: number, y: number, colour: Colour, alpha = 1): void => {
  if (x < 0 || y < 0 || x >= width || y >= height) return
  const at = (y * width + x) * 3
  for (let c = 0; c < 3; c++) pixels[at + c] = mix(pixels[at + c] ?? 0, colour[c] ?? 0, alpha)
}

/** Adds light to one pixel. */
export const shine = (
  { width, height, pixels }: Canvas,
  x: number,
  y: number,
  colour: Colour,
  amount: number,
): void => {
  if (x < 0 || y < 0 || x >= width || y >= height) return
  const at = (y * width + x) * 3
  for (let c = 0; c < 3; c++) pixels[at + c] = (pixels[at + c] ?? 0) + (colour[c] ?? 0) * amount
}

/** Calls back for every pixel of some rows with a colour to change in place; x and y are shares of the width and height. */
export const shadeRows = (
  canvas: Canvas,
  fromY: number,
  toY: number,
  shade: (colour: Float32Array, x: number, y: number, px: number, py: number) => void,
): void => {
  const { width, height, pixels } = canvas
  const colour = new Float32Array(3)
  for (let py = Math.max(0, Math.floor(fromY)); py < Math.min(height, Math.ceil(toY)); py++) {
    for (let px = 0; px < width; px++) {
      const at = (py * width + px) * 3
      colour[0] = pixels[at] ?? 0
      colour[1] = pixels[at + 1] ?? 0
      colour[2] = pixels[at + 2] ?? 0
      shade(colour, px / width, py / height, px, py)
      pixels[at] = colour[0]
      pixels[at + 1] = colour[1]
      pixels[at + 2] = colour[2]
    }
  }
}

export type Stops = readonly (readonly [at: number, colour: Colour])[]

/** A colour between stops, smoothly. */
export const gradient = (stops: Stops): ((at: number) => Colour) => {
  const steps = 512
  const table = Array.from({ length: steps + 1 }, (_, index): Colour => {
    const at = index / steps
    const next = stops.findIndex(([position]) => position >= at)
    const above = stops[next]
    const below = stops[next - 1]
    if (above === undefined) return stops.at(-1)?.[1] ?? [0, 0, 0]
    if (below === undefined) return above[1]
    return blend(below[1], above[1], smoothstep(below[0], above[0], at))
  })
  return (at) => table[Math.round(Math.min(1, Math.max(0, at)) * steps)] ?? [0, 0, 0]
}

export interface FinishOptions {
  readonly seed: number
  /** Film grain, as a share of white. @default 0.014 */
  readonly grain?: number
  /** How much the corners darken. @default 0.22 */
  readonly vignette?: number
  /** @default 1 */
  readonly saturation?: number
  /** @default 1 */
  readonly contrast?: number
}

/** Rolls off the lights, adds grain (which also keeps gradients from banding) and gives 8-bit pixels. */
export const finish = (canvas: Canvas, options: FinishOptions): Buffer => {
  const { width, height, pixels } = canvas
  const { grain = 0.014, vignette = 0.22, saturation = 1, contrast = 1 } = options
  const random = createRandom(options.seed)
  const bytes = Buffer.allocUnsafe(pixels.length)
  const aspect = width / height
  for (let y = 0, at = 0; y < height; y++) {
    const dy = (y / height - 0.5) * 2
    for (let x = 0; x < width; x++, at += 3) {
      const dx = (x / width - 0.5) * 2
      const corner = (dx * dx * Math.min(aspect, 1.6) + dy * dy) / 2.4
      const light = 1 - vignette * corner * corner
      const r = pixels[at] ?? 0
      const g = pixels[at + 1] ?? 0
      const b = pixels[at + 2] ?? 0
      const grey = 0.3 * r + 0.59 * g + 0.11 * b
      const noise = (random() + random() - 1) * grain * (1.15 - Math.min(1, grey) * 0.7)
      bytes[at] = tone(grey + (r - grey) * saturation, light, contrast, noise)
      bytes[at + 1] = tone(grey + (g - grey) * saturation, light, contrast, noise)
      bytes[at + 2] = tone(grey + (b - grey) * saturation, light, contrast, noise)
    }
  }
  return bytes
}

const shoulder = 0.82

const tone = (value: number, light: number, contrast: number, noise: number): number => {
  let v = (value - 0.45) * contrast + 0.45
  v *= light
  // Above the shoulder light gets ever closer to white and never burns out hard.
  if (v > shoulder) v = shoulder + (1 - shoulder) * (1 - Math.exp(-(v - shoulder) / (1 - shoulder)))
  return Math.max(0, Math.min(255, Math.round((v + noise) * 255)))
}
