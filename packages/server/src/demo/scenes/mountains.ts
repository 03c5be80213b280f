import { blend, type Colour, createCanvas, type FinishOptions, finish, gradient, hex, type Stops } from '../canvas.ts'
import { forestSkyline, mountainSkyline, paintLayer } from '../land.ts'
import type { Scene } from '../scene.ts'
import { type CloudOptions, paintClouds, paintSky, type Sun } from '../sky.ts'
import { paintMoon, paintStars } from '../stars.ts'
import { paintWater, type WaterOptions } from '../water.ts'

export interface MountainsOptions {
  readonly sky: Stops
  readonly horizon?: number
  readonly sun?: Sun
  readonly clouds?: Omit<CloudOptions, 'seed' | 'horizon'>
  readonly stars?: number
  readonly moon?: { readonly x: number; readonly y: number; readonly radius: number; readonly phase: number }
  readonly layers: number
  /** Colour of the farthest and the nearest range. */
  readonly far: Colour
  readonly near: Colour
  readonly haze: Colour
  readonly hazeAmount?: number
  readonly rough?: number
  /** Height of the farthest tops and of the nearest, as shares of the picture. */
  readonly rise?: readonly [far: number, near: number]
  /** Where the feet of the farthest and the nearest range lie. */
  readonly feet?: readonly [far: number, near: number]
  /** How many of the near layers are wooded. */
  readonly forest?: number
  readonly treeHeight?: number
  readonly water?: Omit<WaterOptions, 'seed'>
  readonly look?: Omit<FinishOptions, 'seed'>
}

/** Ranges behind ranges, each paler than the one before it: the air between them is the picture. */
export const mountains =
  (options: MountainsOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    const { horizon = 0.78, layers, far, near, haze, hazeAmount = 0.8, rough = 0.6, forest = 0, sun } = options
    const [riseFar, riseNear] = options.rise ?? [0.36, 0.2]
    const [feetFar, feetNear] = options.feet ?? [0.7, 1.02]
    paintSky(canvas, options.sky, horizon, sun)
    if (options.stars) paintStars(canvas, { seed: seed + 5, horizon, density: options.stars })
    if (options.moon) paintMoon(canvas, { ...options.moon, seed: seed + 6, colour: hex('#fff4e0') })
    if (options.clouds) paintClouds(canvas, { seed: seed + 7, horizon, ...(sun ? { sun } : {}), ...options.clouds })
    const airAt = gradient([
      [0, haze],
      [1, blend(haze, near, 0.35)],
    ])
    for (let layer = 0; layer < layers; layer++) {
      const t = layers === 1 ? 1 : layer / (layers - 1)
      const line = mountainSkyline(canvas, {
        seed: seed + layer * 101,
        base: feetFar + (feetNear - feetFar) * t,
        rise: riseFar + (riseNear - riseFar) * t,
        peaks: 1.15 + t * 1.1,
        rough: rough * (1 - t * 0.35),
      })
      const wooded = layers - layer <= forest
      const treeHeight = (options.treeHeight ?? 0.05) * (0.35 + t * t * 0.9)
      paintLayer(canvas, wooded ? forestSkyline(canvas, line, seed + layer * 7, treeHeight) : line, {
        colour: blend(far, near, t ** 1.25),
        haze: airAt(t),
        hazeDepth: 0.3 - t * 0.08,
        hazeAmount: hazeAmount * (1 - t * 0.75),
        texture: wooded ? 0.1 : 0.16 * (0.4 + t),
        seed: seed + layer,
        ...(sun ? { light: { x: sun.x, colour: sun.colour, amount: 0.2 * (1 - t) } } : {}),
      })
    }
    if (options.water) paintWater(canvas, { seed: seed + 9, ...options.water })
    return finish(canvas, { seed, ...options.look })
  }
