import { type Colour, createCanvas, type FinishOptions, finish, hex, type Stops } from '../canvas.ts'
import { mountainSkyline, paintLayer } from '../land.ts'
import type { Scene } from '../scene.ts'
import { type CloudOptions, paintClouds, paintSky, type Sun } from '../sky.ts'
import { paintMoon, paintStars } from '../stars.ts'
import { paintWater, type WaterOptions } from '../water.ts'

export interface SeaOptions {
  readonly sky: Stops
  readonly horizon: number
  readonly sun?: Sun
  readonly moon?: { readonly x: number; readonly y: number; readonly radius: number; readonly phase: number }
  readonly stars?: number
  readonly clouds?: readonly Omit<CloudOptions, 'seed' | 'horizon'>[]
  readonly water: Omit<WaterOptions, 'seed' | 'from'>
  /** Land on the horizon, from the left edge to here and from here to the right edge. */
  readonly coast?: { readonly colour: Colour; readonly height: number }
  /** Rocks in the water. */
  readonly rocks?: Colour
  readonly look?: Omit<FinishOptions, 'seed'>
}

export const sea =
  (options: SeaOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    const { horizon, sun, moon } = options
    paintSky(canvas, options.sky, horizon, sun)
    if (options.stars) paintStars(canvas, { seed: seed + 1, horizon, density: options.stars })
    if (moon) paintMoon(canvas, { ...moon, seed: seed + 2, colour: hex('#fff2d8') })
    for (const [index, clouds] of (options.clouds ?? []).entries()) {
      paintClouds(canvas, {
        seed: seed + 3 + index * 17,
        horizon,
        ...(sun ? { sun } : moon ? { sun: moon } : {}),
        ...clouds,
      })
    }
    if (options.coast) {
      const { colour, height: rise } = options.coast
      const line = mountainSkyline(canvas, {
        seed: seed + 4,
        base: horizon + rise * 0.42,
        rise,
        peaks: 0.9,
        rough: 0.35,
      })
      paintLayer(canvas, line, { colour, haze: colour, hazeDepth: 0.1, hazeAmount: 0.2 })
    }
    paintWater(canvas, { seed: seed + 8, from: horizon, ...options.water })
    if (options.rocks) {
      const line = mountainSkyline(canvas, { seed: seed + 11, base: 1.12, rise: 0.2, peaks: 1.2, rough: 0.8 })
      paintLayer(canvas, line, {
        colour: options.rocks,
        haze: options.rocks,
        hazeDepth: 0.4,
        hazeAmount: 0,
        texture: 0.5,
        seed,
        ...(sun ? { light: { x: sun.x, colour: sun.colour, amount: 0.25 } } : {}),
      })
    }
    return finish(canvas, { seed, ...options.look })
  }
