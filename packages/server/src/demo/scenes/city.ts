import { type Canvas, type Colour, createCanvas, finish, hex, paint, type Stops, shine } from '../canvas.ts'
import { createRandom, mix, type Random, smoothstep } from '../noise.ts'
import type { Scene } from '../scene.ts'
import { paintSky } from '../sky.ts'
import { paintStars, spot } from '../stars.ts'
import { paintWater } from '../water.ts'

const lamps: readonly Colour[] = [
  hex('#ffd08a'),
  hex('#ffb765'),
  hex('#fff0cf'),
  hex('#ffe0a8'),
  hex('#bcd8ff'),
  hex('#ffca7c'),
]
const signs: readonly Colour[] = [
  hex('#ff4d6d'),
  hex('#43d9ff'),
  hex('#ffb02e'),
  hex('#8d6bff'),
  hex('#ff8a3d'),
  hex('#4dffb8'),
]
const pick = <T>(random: Random, from: readonly T[], fallback: T): T =>
  from[Math.floor(random() * from.length)] ?? fallback

const paintTower = (
  canvas: Canvas,
  random: Random,
  left: number,
  right: number,
  top: number,
  foot: number,
  body: Colour,
  lit: number,
): void => {
  const pitch = Math.max(4, Math.round(canvas.height * (0.0085 + random() * 0.004)))
  const lamp = pick(random, lamps, [1, 1, 1])
  const setback = random() < 0.4 ? (right - left) * (0.14 + random() * 0.16) : 0
  const shoulder = top + (foot - top) * (0.12 + random() * 0.2)
  for (let py = Math.max(0, top); py < foot; py++) {
    const inset = py < shoulder ? setback : 0
    for (let px = Math.round(left + inset); px < right - inset; px++) {
      const side = 1 - 0.35 * smoothstep(left, right, px)
      paint(canvas, px, py, [body[0] * side, body[1] * side, body[2] * side])
    }
  }
  for (let py = top + pitch; py < foot - pitch; py += pitch) {
    const inset = py < shoulder + pitch ? setback : 0
    const floor = random() < 0.08 ? 0.95 : lit * (0.5 + random())
    for (
      let px = Math.round(left + inset) + 2;
      px < right - inset - pitch * 0.6;
      px += Math.max(3, Math.round(pitch * 0.8))
    ) {
      if (random() > floor) continue
      const bright = 0.35 + 0.6 * random()
      for (let y = 0; y < pitch * 0.5; y++)
        for (let x = 0; x < pitch * 0.45; x++)
          paint(canvas, px + x, py + y, [lamp[0] * bright, lamp[1] * bright, lamp[2] * bright])
    }
  }
  if (random() < 0.35 && foot - top > canvas.height * 0.2) {
    const mast = Math.round((left + right) / 2)
    const reach = Math.round((foot - top) * (0.1 + random() * 0.12))
    for (let py = top - reach; py < top; py++) paint(canvas, mast, py, body, 0.9)
    spot(canvas, mast, top - reach, 2.2, hex('#ff5a4a'), 0.9)
  }
}

export interface CityOptions {
  readonly sky: Stops
  readonly waterline: number
  readonly stars?: number
  /** Share of the windows that are lit. */
  readonly lit: number
  readonly tallest: number
  readonly haze: Colour
}

/** Towers on the far bank and their lights in the river. */
export const city =
  ({ sky, waterline, stars, lit, tallest, haze }: CityOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    const random = createRandom(seed)
    paintSky(canvas, sky, waterline, { x: 0.5, y: waterline, colour: haze, radius: 0, reach: 0.5, strength: 0.8 })
    if (stars) paintStars(canvas, { seed: seed + 1, horizon: waterline, density: stars })
    const foot = Math.round(waterline * height)
    for (let row = 0; row < 3; row++) {
      const t = row / 2
      const body: Colour = [mix(haze[0] * 0.5, 0.03, t), mix(haze[1] * 0.5, 0.038, t), mix(haze[2] * 0.55, 0.065, t)]
      for (let x = -width * 0.02; x < width; ) {
        const wide = width * (0.016 + random() * 0.034)
        const middle = 1 - Math.abs((x + wide / 2) / width - 0.46) * 1.35
        const tall = height * tallest * Math.max(0.1, middle) * (0.28 + 0.72 * random() ** 1.6) * (1 - t * 0.42)
        paintTower(canvas, random, x, x + wide, Math.round(foot - tall), foot, body, lit * (0.35 + t * 0.65))
        x += wide * (0.72 + random() * 0.6)
      }
    }
    for (let x = 0; x < width; x += width * (0.008 + random() * 0.014))
      spot(canvas, x, foot - height * 0.006, 1.8, pick(random, random() < 0.2 ? signs : lamps, [1, 1, 1]), 0.9)
    paintWater(canvas, { seed: seed + 3, from: waterline, deep: [0.015, 0.022, 0.045], waves: 1.5, reflection: 0.85 })
    // Lights draw long streaks on moving water.
    for (let streak = 0; streak < 90; streak++) {
      const x = Math.round(random() * width)
      const colour = pick(random, random() < 0.3 ? signs : lamps, [1, 1, 1])
      const long = height * (1 - waterline) * (0.3 + random() * 0.7)
      const half = 1 + random() * width * 0.002
      for (let py = 0; py < long; py++) {
        const wobble = Math.sin(py * 0.21 + streak) * (1 + py * 0.012) + (random() - 0.5) * 2
        for (let px = -Math.ceil(half * 2); px <= half * 2; px++) {
          shine(
            canvas,
            Math.round(x + px + wobble),
            foot + py,
            colour,
            0.34 * (1 - py / long) ** 1.4 * Math.exp(-((px / half) ** 2)),
          )
        }
      }
    }
    return finish(canvas, { seed, grain: 0.02, vignette: 0.28 })
  }

export interface BokehOptions {
  readonly from: Colour
  readonly to: Colour
  readonly colours: readonly Colour[]
  readonly count: number
}

/** A street at night through a lens that looks at something nearer. */
export const bokeh =
  ({ from, to, colours, count }: BokehOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    const random = createRandom(seed)
    paintSky(
      canvas,
      [
        [0, from],
        [1, to],
      ],
      1.01,
    )
    for (let i = 0; i < count; i++) {
      const depth = random()
      const radius = height * (0.018 + 0.075 * depth ** 1.7)
      const cx = random() * width
      const cy = height * (0.5 + (random() + random() + random() - 1.5) * 0.52)
      const colour = pick(random, colours, [1, 1, 1])
      const bright = (0.16 + 0.42 * random()) * (1.15 - depth * 0.6)
      for (let py = Math.floor(cy - radius - 2); py <= cy + radius + 2; py++) {
        for (let px = Math.floor(cx - radius - 2); px <= cx + radius + 2; px++) {
          const r = Math.hypot(px - cx, py - cy) / radius
          if (r > 1.1) continue
          // A lens leaves its edge a little brighter than its middle.
          const disc = smoothstep(1 + 1.6 / radius, 1 - 1.6 / radius, r) * (0.72 + 0.42 * smoothstep(0.6, 0.98, r))
          shine(canvas, px, py, colour, bright * disc)
        }
      }
    }
    return finish(canvas, { seed, grain: 0.02, vignette: 0.35 })
  }
