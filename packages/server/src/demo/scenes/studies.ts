import { type Colour, createCanvas, type FinishOptions, finish, gradient, type Stops, shadeRows } from '../canvas.ts'
import { mountainSkyline, paintLayer } from '../land.ts'
import { createField, fbm, mix, noise, smoothstep } from '../noise.ts'
import type { Scene } from '../scene.ts'
import { type CloudOptions, paintClouds, paintSky, type Sun } from '../sky.ts'

export interface SilkOptions {
  readonly colours: Stops
  /** Folds across the picture. */
  readonly scale: number
  /** How much the folds twist. */
  readonly twist: number
  /** Fine threads along the folds. @default 0 */
  readonly threads?: number
  readonly look?: Omit<FinishOptions, 'seed'>
}

/** Cloth in slow light: noise that is bent by noise, twice. */
export const silk =
  ({ colours, scale, twist, threads = 0, look }: SilkOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    const colourAt = gradient(colours)
    const aspect = width / height
    const cloth = createField(Math.round(width / 3), Math.round(height / 3), (x, y) => {
      const u = x * aspect * scale
      const v = y * scale
      const a = fbm(seed, u, v, 3, 0.42)
      const b = fbm(seed + 20, u + 5.2, v + 1.3, 3, 0.42)
      const c = fbm(seed + 40, u + twist * a + 1.7, v + twist * b + 9.2, 3, 0.42)
      const d = fbm(seed + 60, u + twist * b + 8.3, v + twist * a + 2.8, 3, 0.42)
      return fbm(seed + 80, u + twist * c, v + twist * d, 3, 0.4)
    })
    shadeRows(canvas, 0, height, (colour, x, y) => {
      const here = cloth.at(x, y)
      const across = (cloth.at(x + 0.004, y) - here) * 70
      const down = (cloth.at(x, y + 0.004) - here) * 70
      const light = 0.84 + Math.max(-0.5, Math.min(0.75, -across * 0.5 - down * 0.75))
      const sheen = Math.max(0, -across * 0.6 - down * 0.5 - 0.3) ** 2 * 0.5
      const thread = threads > 0 ? 1 + threads * Math.sin(here * 260) : 1
      colour.set(colourAt(smoothstep(0.2, 0.8, here)))
      for (let c = 0; c < 3; c++) colour[c] = (colour[c] ?? 0) * light * thread + sheen
    })
    return finish(canvas, { seed, vignette: 0.2, grain: 0.01, ...look })
  }

export interface FieldOptions {
  readonly sky: Stops
  readonly sun?: Sun
  readonly clouds?: Omit<CloudOptions, 'seed' | 'horizon'>
  readonly horizon: number
  readonly hills: Colour
  /** Colours of the rows, from left to right in turn. */
  readonly rows: readonly Colour[]
  readonly earth: Colour
  readonly look?: Omit<FinishOptions, 'seed'>
}

/** Rows of flowers that run together at the horizon. */
export const flowerField =
  ({ sky, sun, clouds, horizon, hills, rows, earth, look }: FieldOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    paintSky(canvas, sky, horizon, sun)
    if (clouds) paintClouds(canvas, { seed: seed + 1, horizon, ...(sun ? { sun } : {}), ...clouds })
    const air = gradient(sky)(1)
    for (const [index, rise] of [0.11, 0.07].entries()) {
      const line = mountainSkyline(canvas, {
        seed: seed + 3 + index,
        base: horizon + 0.015,
        rise,
        peaks: 1.1 + index,
        rough: 0.15,
      })
      paintLayer(canvas, line, {
        colour: [
          mix(air[0], hills[0], 0.45 + index * 0.3),
          mix(air[1], hills[1], 0.45 + index * 0.3),
          mix(air[2], hills[2], 0.45 + index * 0.3),
        ],
        haze: air,
        hazeDepth: 0.1,
        hazeAmount: 0.5,
      })
    }
    const aspect = width / height
    shadeRows(canvas, horizon * height, height, (colour, x, y, px, py) => {
      const near = (y - horizon) / (1 - horizon)
      const depth = 1 / (near + 0.012)
      const across = (x - 0.5) * aspect * depth * 0.62 + 0.05 * noise(seed + 8, depth * 0.5)
      const row = across * 1.5 + 100
      const inRow = row - Math.floor(row) - 0.5
      const bush = noise(seed + Math.floor(row), depth * 5.2, 0) - 0.5
      const bloom = smoothstep(0.44 + bush * 0.08, 0.26 + bush * 0.12, Math.abs(inRow))
      // Blossoms: fine far away, tufts at one's feet.
      const tufts =
        near > 0.03
          ? noise(seed + 15, across * 34, depth * 26) * 0.6 + noise(seed + 16, px * 0.34, py * 0.3) * 0.4
          : 0.5
      const tint = rows[((Math.floor(row) % rows.length) + rows.length) % rows.length] ?? earth
      const round =
        0.72 + 0.5 * (0.5 - inRow) * (sun && sun.x < 0.5 ? 1 : 0.4) + (tufts - 0.5) * 0.95 * smoothstep(0, 0.3, near)
      const fog = Math.exp(-near * 6.5) * 0.75
      for (let c = 0; c < 3; c++) {
        const ground = (earth[c] ?? 0) * (0.5 + tufts * 0.75)
        colour[c] = mix(mix(ground, (tint[c] ?? 0) * Math.max(0.18, round), bloom), air[c] ?? 0, fog)
      }
    })
    return finish(canvas, { seed, ...look })
  }
