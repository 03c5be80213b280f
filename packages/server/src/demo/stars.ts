import { type Canvas, type Colour, paint, shadeRows, shine } from './canvas.ts'
import { createField, createRandom, fbm, mix, smoothstep } from './noise.ts'

export interface StarOptions {
  readonly seed: number
  readonly horizon: number
  /** Stars per million pixels. @default 900 */
  readonly density?: number
  /** The band of the Milky Way: through this point, at this angle. */
  readonly band?: {
    readonly x: number
    readonly y: number
    readonly angle: number
    readonly strength: number
    readonly warm: Colour
    readonly cold: Colour
  }
}

const starColours: readonly Colour[] = [
  [0.75, 0.84, 1],
  [0.92, 0.95, 1],
  [1, 1, 1],
  [1, 0.93, 0.82],
  [1, 0.82, 0.66],
]

export const paintStars = (canvas: Canvas, { seed, horizon, density = 900, band }: StarOptions): void => {
  const { width, height } = canvas
  const aspect = width / height
  const random = createRandom(seed)
  const across = (x: number, y: number) => {
    if (band === undefined) return 1
    return ((x - band.x) * aspect * Math.sin(band.angle) + (y - band.y) * Math.cos(band.angle)) / 0.16
  }
  if (band) {
    const clouds = createField(Math.round(width / 4), Math.round((height * horizon) / 4), (x, y) =>
      fbm(seed + 9, x * aspect * 5, y * 5, 6, 0.58),
    )
    const lanes = createField(Math.round(width / 4), Math.round((height * horizon) / 4), (x, y) =>
      fbm(seed + 29, x * aspect * 3.4 + 7, y * 3.4, 6, 0.6),
    )
    shadeRows(canvas, 0, height * horizon, (colour, x, y) => {
      const d = across(x, y)
      const bump = clouds.at(x, y / horizon)
      const haze = Math.exp(-d * d * 0.55) * (0.12 + 1.5 * bump * bump)
      const core = Math.exp(-d * d * 2.2)
      const dust = smoothstep(0.44, 0.62, lanes.at(x, y / horizon)) * Math.exp(-d * d * 1.5)
      const light = (haze + core * bump * 0.9) * (1 - dust * 0.86) * band.strength
      for (let c = 0; c < 3; c++) colour[c] = (colour[c] ?? 0) + light * mix(band.cold[c] ?? 0, band.warm[c] ?? 0, core)
    })
  }
  const count = Math.round((width * height * horizon * density) / 1e6) * (band ? 4 : 1)
  for (let i = 0; i < count; i++) {
    const x = random() * width
    const y = random() * height * horizon
    const chance = random()
    const magnitude = random() ** 9
    if (band) {
      const d = across(x / width, y / height)
      if (chance > 0.2 + 0.8 * Math.exp(-d * d)) continue
    }
    const colour = starColours[Math.floor(random() * starColours.length)] ?? [1, 1, 1]
    const brightness = (0.26 + 0.55 * magnitude + 0.3 * random() ** 2) * (1 - (y / (height * horizon)) ** 4 * 0.7)
    spot(canvas, x, y, 0.5 + magnitude * 0.75, colour, brightness * (1 + magnitude * 2.4))
  }
}

/** A soft round light of a radius in pixels. */
export const spot = (
  canvas: Canvas,
  x: number,
  y: number,
  radius: number,
  colour: Colour,
  brightness: number,
): void => {
  const reach = Math.ceil(radius * 3)
  for (let py = Math.floor(y) - reach; py <= y + reach; py++) {
    for (let px = Math.floor(x) - reach; px <= x + reach; px++) {
      const distance = ((px - x) ** 2 + (py - y) ** 2) / (radius * radius)
      if (distance < 9) shine(canvas, px, py, colour, brightness * Math.exp(-distance))
    }
  }
}

export interface MoonOptions {
  readonly x: number
  readonly y: number
  /** Share of the height. */
  readonly radius: number
  readonly seed: number
  readonly colour: Colour
  /** Direction of the light across the disc: 0 full, towards 1 a crescent. */
  readonly phase: number
}

export const paintMoon = (canvas: Canvas, { x, y, radius, seed, colour, phase }: MoonOptions): void => {
  const { width, height } = canvas
  const r = radius * height
  const cx = x * width
  const cy = y * height
  for (let py = Math.floor(cy - r - 2); py <= cy + r + 2; py++) {
    for (let px = Math.floor(cx - r - 2); px <= cx + r + 2; px++) {
      const u = (px - cx) / r
      const v = (py - cy) / r
      const distance = Math.hypot(u, v)
      const cover = smoothstep(1 + 1.2 / r, 1 - 1.2 / r, distance)
      if (cover === 0) continue
      const depth = Math.sqrt(Math.max(0, 1 - distance * distance))
      const seas = smoothstep(0.5, 0.62, fbm(seed, u * 1.7 + 3, v * 1.7, 5, 0.5))
      const craters = fbm(seed + 7, u * 9, v * 9, 4, 0.6)
      const lit = smoothstep(-0.12, 0.35, depth * (1 - phase) - u * phase * 1.4)
      const grey = (0.8 - seas * 0.3 + (craters - 0.5) * 0.3) * (0.55 + 0.45 * depth) * lit
      // The dark side is as bright as the sky before it.
      paint(
        canvas,
        px,
        py,
        [colour[0] * grey * 1.15, colour[1] * grey * 1.15, colour[2] * grey * 1.15],
        cover * smoothstep(0, 0.16, lit),
      )
    }
  }
}
