import { type Canvas, type Colour, gradient, type Stops, shadeRows } from './canvas.ts'
import { createField, fbm, mix, noise, smoothstep } from './noise.ts'

export interface Sun {
  /** Shares of the width and height. */
  readonly x: number
  readonly y: number
  readonly colour: Colour
  /** Radius of the disc as a share of the height; 0 for a sun behind something. */
  readonly radius: number
  /** How far its light reaches. @default 0.5 */
  readonly reach?: number
  /** @default 0.6 */
  readonly strength?: number
}

/** A sky from the top of the picture to the horizon and a little below, where hills may not reach up; with the light around the sun. */
export const paintSky = (canvas: Canvas, stops: Stops, horizon: number, sun?: Sun): void => {
  const colourAt = gradient(stops)
  const aspect = canvas.width / canvas.height
  const reach = sun?.reach ?? 0.5
  const strength = sun?.strength ?? 0.6
  shadeRows(canvas, 0, canvas.height * (horizon + 0.3), (colour, x, y) => {
    const sky = colourAt(y / horizon)
    colour[0] = sky[0]
    colour[1] = sky[1]
    colour[2] = sky[2]
    if (sun === undefined) return
    const dx = (x - sun.x) * aspect
    const dy = (y - sun.y) * 1.25
    const distance = Math.sqrt(dx * dx + dy * dy)
    const glow = strength * (0.65 * Math.exp(-distance / reach) + 0.35 * Math.exp(-distance / (reach * 0.25)))
    const disc = sun.radius > 0 ? smoothstep(sun.radius * 1.06, sun.radius * 0.94, Math.hypot(dx, y - sun.y)) : 0
    for (let c = 0; c < 3; c++) {
      const tint = sun.colour[c] ?? 0
      const lit = (colour[c] ?? 0) + glow * tint * (1.15 - Math.min(1, colour[c] ?? 0) * 0.6)
      colour[c] = mix(lit, 0.75 + tint * 0.5, disc)
    }
  })
}

export interface CloudOptions {
  readonly seed: number
  readonly horizon: number
  /** 0 none, 1 overcast. */
  readonly cover: number
  readonly lit: Colour
  readonly shade: Colour
  /** Bumps across the picture. @default 3 */
  readonly scale?: number
  /** How flat they lie. @default 3.2 */
  readonly stretch?: number
  readonly sun?: Pick<Sun, 'x' | 'y'>
  /** @default 0.9 */
  readonly opacity?: number
}

/** Clouds that grow finer towards the horizon, bright on the side of the sun. */
export const paintClouds = (canvas: Canvas, options: CloudOptions): void => {
  const {
    seed,
    horizon,
    cover,
    lit,
    shade,
    scale = 3,
    stretch = 3.2,
    sun = { x: 0.5, y: 0.3 },
    opacity = 0.9,
  } = options
  const aspect = canvas.width / canvas.height
  const density = createField(Math.round(canvas.width / 4), Math.round((canvas.height * horizon) / 3), (x, y) => {
    // Perspective: rows near the horizon are farther away, so more sky lies in each of them.
    const far = 1 / (1.12 - y)
    const u = (x - 0.5) * aspect * scale * (0.55 + 0.45 * far)
    const v = far * scale * 0.55 * (stretch / 3.2)
    const warp = noise(seed + 50, u * 0.7, v * 0.7)
    return fbm(seed, u + warp * 0.9, v * 1.6 + warp * 0.5, 5, 0.52)
  })
  const threshold = 0.72 - cover * 0.5
  shadeRows(canvas, 0, canvas.height * horizon, (colour, x, y) => {
    const v = y / horizon
    const here = density.at(x, v)
    const amount = smoothstep(threshold, threshold + 0.2, here) * opacity * smoothstep(1.02, 0.8, v)
    if (amount <= 0.002) return
    const dx = sun.x - x
    const dy = sun.y - y
    const length = Math.hypot(dx, dy) + 1e-6
    const towards = density.at(x + (dx / length) * 0.018, v + (dy / length) * 0.03)
    const light =
      Math.min(1, Math.max(0, 0.5 + (here - towards) * 5.5 - (here - threshold) * 0.7)) *
      (0.55 + 0.45 * Math.exp(-length * 1.1))
    for (let c = 0; c < 3; c++) colour[c] = mix(colour[c] ?? 0, mix(shade[c] ?? 0, lit[c] ?? 0, light), amount)
  })
}
