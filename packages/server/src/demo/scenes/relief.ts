import { type Colour, createCanvas, type FinishOptions, finish, gradient, type Stops } from '../canvas.ts'
import { createField, fbm, mix, noise, ridged, smoothstep } from '../noise.ts'
import type { Scene } from '../scene.ts'
import { type CloudOptions, paintClouds, paintSky, type Sun } from '../sky.ts'
import { paintTerrain } from '../terrain.ts'
import { paintWater, type WaterOptions } from '../water.ts'

interface Outdoors {
  readonly sky: Stops
  readonly sun?: Sun
  readonly clouds?: Omit<CloudOptions, 'seed' | 'horizon'>
  readonly horizon: number
  /** Direction and height of the light, in radians: 0 from the right, π/2 from behind the land. */
  readonly light: {
    readonly azimuth: number
    readonly altitude: number
    readonly colour: Colour
    readonly shade: Colour
  }
  readonly look?: Omit<FinishOptions, 'seed'>
}

export interface AlpsOptions extends Outdoors {
  readonly rock: Colour
  readonly grass: Colour
  readonly snow: Colour
  /** Height above which snow lies, 0 to 1. */
  readonly snowLine: number
  readonly relief?: number
  readonly eye?: number
  readonly fog?: number
  readonly water?: Omit<WaterOptions, 'seed' | 'from'>
}

/** Rock, grass and snow under a low sun. */
export const alps =
  (options: AlpsOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    const { sky, sun, horizon, light, rock, grass, snow, snowLine } = options
    paintSky(canvas, sky, horizon + 0.1, sun)
    if (options.clouds) paintClouds(canvas, { seed: seed + 7, horizon, ...(sun ? { sun } : {}), ...options.clouds })
    const air = gradient(sky)
    const detail = createField(500, 500, (x, y) => fbm(seed + 60, x * 90, y * 90, 3, 0.6))
    paintTerrain(canvas, {
      resolution: 720,
      relief: options.relief ?? 0.26,
      height: (x, y) => {
        const massif = smoothstep(0.2, 0.8, y) * (0.35 + 0.85 * noise(seed + 1, x * 3.1, y * 2.6))
        const bend = 0.25 * noise(seed + 3, x * 6, y * 6)
        const crags = ridged(seed, x * 4.6 + bend, y * 4.6 + bend, 7, 0.47)
        const hills = 0.11 * fbm(seed + 5, x * 7, y * 7, 5, 0.45) * (1 - smoothstep(0.45, 0.8, y))
        return massif * crags * 1.3 + hills
      },
      colour: (out, h, slope, lit, x, y) => {
        const grain = detail.at(x, y)
        const white =
          smoothstep(snowLine - 0.1, snowLine + 0.12, h + (grain - 0.5) * 0.22) *
          smoothstep(0.66, 0.34, slope + (grain - 0.5) * 0.4)
        const green = smoothstep(0.4, 0.14, h + (grain - 0.5) * 0.2) * smoothstep(0.5, 0.2, slope)
        const bright = lit * 1.25
        for (let c = 0; c < 3; c++) {
          const ground = mix(
            mix((rock[c] ?? 0) * (0.7 + 0.6 * grain), (grass[c] ?? 0) * (0.6 + 0.8 * grain), green),
            snow[c] ?? 0,
            white,
          )
          out[c] = ground * ((light.shade[c] ?? 0) + bright * (light.colour[c] ?? 0))
        }
      },
      camera: { x: 0.5, height: options.eye ?? 0.14, horizon, width: 0.95, nearest: 0.09 },
      sun: light,
      fog: {
        colour: (x, y) => air(Math.min(1, Math.max(0.55, y / horizon + x * 0))),
        density: options.fog ?? 0.55,
        low: 0.22,
      },
    })
    if (options.water) paintWater(canvas, { seed: seed + 9, from: horizon + 0.16, ...options.water })
    return finish(canvas, { seed, ...options.look })
  }

export interface DunesOptions extends Outdoors {
  readonly sand: Colour
  readonly eye?: number
}

/** Dunes: a long windward side, a crest as sharp as a knife, a short slope in shadow. */
export const dunes =
  (options: DunesOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    const { sky, sun, horizon, light, sand } = options
    paintSky(canvas, sky, horizon + 0.06, sun)
    if (options.clouds) paintClouds(canvas, { seed: seed + 7, horizon, ...(sun ? { sun } : {}), ...options.clouds })
    const air = gradient(sky)
    const wave = (at: number) => {
      const t = at - Math.floor(at)
      return t < 0.72 ? smoothstep(0, 0.72, t) ** 1.15 : 1 - smoothstep(0.72, 1, t) ** 0.85
    }
    paintTerrain(canvas, {
      resolution: 760,
      relief: 0.1,
      height: (x, y) => {
        const bend = fbm(seed, x * 2.2, y * 2.2, 3, 0.45)
        const first = wave(x * 1.5 + y * 2.1 + bend * 2.6)
        const second = wave(x * 3.4 - y * 2.4 + bend * 3.1 + 0.3)
        return (
          (0.62 * first * (0.45 + 0.75 * noise(seed + 4, x * 2.3, y * 2.3)) + 0.24 * second) * smoothstep(0.02, 0.3, y)
        )
      },
      colour: (out, _h, _slope, lit, x, y) => {
        const bend = noise(seed + 9, x * 12, y * 12)
        const ripple = Math.sin((x * 0.85 + y * 1.25 + bend * 0.016) * 1500 * (1 + 0.1 * noise(seed + 8, x * 3, y * 3)))
        const near = smoothstep(0.42, 0.12, y)
        const bright = lit * (1.25 + ripple * 0.13 * near) + ripple * 0.02 * near
        for (let c = 0; c < 3; c++) out[c] = (sand[c] ?? 0) * ((light.shade[c] ?? 0) + bright * (light.colour[c] ?? 0))
      },
      camera: { x: 0.5, height: options.eye ?? 0.11, horizon, width: 0.9, nearest: 0.1 },
      sun: light,
      fog: { colour: (_x, y) => air(Math.min(1, Math.max(0.7, y / horizon))), density: 0.85 },
    })
    return finish(canvas, { seed, vignette: 0.28, ...options.look })
  }
