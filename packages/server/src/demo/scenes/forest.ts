import { blend, type Colour, createCanvas, type FinishOptions, finish, type Stops, shadeRows } from '../canvas.ts'
import { mountainSkyline, paintGrove, paintLayer } from '../land.ts'
import { createField, fbm, noise, smoothstep } from '../noise.ts'
import type { Scene } from '../scene.ts'
import { paintSky, type Sun } from '../sky.ts'

export interface ForestOptions {
  readonly sky: Stops
  readonly sun?: Sun
  readonly fog: Colour
  readonly near: Colour
  readonly layers: number
  readonly treeHeight: number
  /** Where the ground of the farthest and the nearest trees lies. */
  readonly ground: readonly [far: number, near: number]
  /** Beams of light through the fog. @default 0 */
  readonly beams?: number
  readonly look?: Omit<FinishOptions, 'seed'>
}

/** Conifers, row behind row, drowning in fog. */
export const forest =
  (options: ForestOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    const { sky, sun, fog, near, layers, treeHeight, ground, beams = 0 } = options
    paintSky(canvas, sky, 1, sun)
    const drift = createField(Math.round(width / 6), Math.round(height / 6), (x, y) =>
      fbm(seed + 70, x * 3.2 + y * 0.6, y * 5, 5, 0.52),
    )
    for (let layer = 0; layer < layers; layer++) {
      const t = layer / (layers - 1)
      const own = seed + layer * 53
      const line = mountainSkyline(canvas, {
        seed: own,
        base: ground[0] + (ground[1] - ground[0]) * t,
        rise: 0.16 * (1 - t * 0.4),
        peaks: 0.9,
        rough: 0.1,
      })
      const tall = treeHeight * (0.36 + t * t * 0.95)
      const colour = blend(fog, near, 0.12 + 0.88 * t ** 1.6)
      const haze = blend(fog, colour, 0.06 + t * 0.16)
      const hazeAmount = 0.96 * (1 - t * 0.6)
      paintGrove(canvas, line, { seed: own + 1, treeHeight: tall, density: 1.8 - t * 0.6, colour, haze, hazeAmount })
      paintLayer(canvas, line, { colour: blend(colour, haze, hazeAmount), haze, hazeDepth: tall * 0.4, hazeAmount: 1 })
      if (layer < layers - 1) {
        shadeRows(canvas, height * 0.1, height, (pixel, x, y) => {
          const bank =
            smoothstep(0.44, 0.74, drift.at((x + layer * 0.173) % 1, (y + layer * 0.31) % 1)) *
            smoothstep(ground[0] - 0.3, ground[0] + 0.1, y) *
            (0.42 - t * 0.3)
          for (let c = 0; c < 3; c++) pixel[c] = (pixel[c] ?? 0) + ((fog[c] ?? 0) - (pixel[c] ?? 0)) * Math.max(0, bank)
        })
      }
    }
    if (beams > 0 && sun) {
      const aspect = width / height
      const rays = createField(900, 1, (x) =>
        smoothstep(0.4, 0.85, noise(seed + 88, x * 26) * 0.6 + noise(seed + 89, x * 71) * 0.4),
      )
      shadeRows(canvas, 0, height, (pixel, x, y) => {
        const dx = (x - sun.x) * aspect
        const dy = y - sun.y
        const distance = Math.sqrt(dx * dx + dy * dy)
        const light =
          beams *
          rays.at(Math.atan2(dx, dy) / Math.PI / 2 + 0.5, 0) *
          Math.exp(-distance * 1.5) *
          smoothstep(0, 0.3, distance)
        for (let c = 0; c < 3; c++) pixel[c] = (pixel[c] ?? 0) + light * (sun.colour[c] ?? 0)
      })
    }
    return finish(canvas, { seed, vignette: 0.26, ...options.look })
  }
