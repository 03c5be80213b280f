import { type Canvas, type Colour, createCanvas, finish, hex, type Stops, shadeRows, shine } from '../canvas.ts'
import { forestSkyline, mountainSkyline, paintLayer } from '../land.ts'
import { createRandom, fbm, mix, noise, smoothstep } from '../noise.ts'
import type { Scene } from '../scene.ts'
import { paintSky } from '../sky.ts'
import { paintMoon, paintStars, spot } from '../stars.ts'
import { paintWater } from '../water.ts'

const nightSky: Stops = [
  [0, hex('#04060f')],
  [0.6, hex('#0a1226')],
  [1, hex('#1c2b45')],
]

const treesAgainst = (canvas: Canvas, seed: number, base: number, colour: Colour, treeHeight: number): void => {
  const ground = mountainSkyline(canvas, { seed, base, rise: 0.1, peaks: 1, rough: 0.2 })
  const line = treeHeight > 0 ? forestSkyline(canvas, ground, seed + 1, treeHeight) : ground
  paintLayer(canvas, line, { colour, haze: colour, hazeDepth: 0.2, hazeAmount: 0 })
}

export interface AuroraOptions {
  readonly low: Colour
  readonly high: Colour
  readonly curtains: number
  readonly strength: number
  /** Mirror it in a lake from here down. */
  readonly lake?: number
}

/** Curtains of light: sharp at their lower edge, with rays that fade upwards from green to violet. */
export const aurora =
  ({ low, high, curtains, strength, lake }: AuroraOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    const horizon = lake ?? 0.96
    paintSky(canvas, nightSky, horizon)
    paintStars(canvas, { seed, horizon, density: 700 })
    for (let curtain = 0; curtain < curtains; curtain++) {
      const own = seed + curtain * 31
      const depth = (curtain + 0.5) / curtains
      for (let px = 0; px < width; px++) {
        const x = px / width
        const wave = fbm(own, x * 2.1 + curtain, 0.5, 3, 0.5)
        const foot = horizon * (0.38 + depth * 0.34 + (wave - 0.5) * 0.55) * height
        const folds = noise(own + 3, x * 5 + wave * 4)
        const rays = 0.35 + 0.65 * fbm(own + 5, x * 46 + wave * 26, 0.3, 3, 0.6)
        const bright = strength * smoothstep(0.18, 0.75, folds) * rays
        const tall = height * (0.16 + 0.3 * noise(own + 7, x * 7 + wave * 3)) * (0.6 + depth * 0.5)
        for (let py = Math.max(0, Math.floor(foot - tall * 2.2)); py < Math.min(height, foot + height * 0.03); py++) {
          const up = (foot - py) / tall
          const light = up < 0 ? Math.exp(up * 26) : Math.exp(-up * 1.9) * (1 - Math.exp(-(up + 0.03) * 30))
          const tint = smoothstep(0.15, 1.2, up)
          const at = (py * width + px) * 3
          for (let c = 0; c < 3; c++)
            canvas.pixels[at + c] = (canvas.pixels[at + c] ?? 0) + mix(low[c] ?? 0, high[c] ?? 0, tint) * light * bright
        }
      }
    }
    const ground: Colour = [0.012, 0.022, 0.03]
    if (lake) {
      paintLayer(
        canvas,
        mountainSkyline(canvas, { seed: seed + 90, base: lake + 0.02, rise: 0.16, peaks: 1.1, rough: 0.75 }),
        { colour: [0.02, 0.035, 0.05], haze: [0.05, 0.1, 0.1], hazeDepth: 0.2, hazeAmount: 0.6 },
      )
      paintWater(canvas, { seed, from: lake, deep: [0.01, 0.025, 0.035], waves: 0.35, reflection: 0.72 })
    } else treesAgainst(canvas, seed + 91, 1, ground, 0.12)
    return finish(canvas, { seed, grain: 0.02, vignette: 0.3, saturation: 1.08 })
  }

export interface MilkyWayOptions {
  readonly angle: number
  readonly glow: Colour
  readonly trees?: number
  readonly warm?: Colour
  readonly cold?: Colour
}

export const milkyWay =
  ({ angle, glow, trees = 0.1, warm = hex('#f0b98a'), cold = hex('#5f77b8') }: MilkyWayOptions): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    paintSky(
      canvas,
      [
        [0, hex('#050814')],
        [0.62, hex('#0c1630')],
        [1, glow],
      ],
      1,
    )
    paintStars(canvas, {
      seed,
      horizon: 1,
      density: 800,
      band: { x: 0.52, y: 0.45, angle, strength: 0.62, warm, cold },
    })
    paintLayer(canvas, mountainSkyline(canvas, { seed: seed + 2, base: 0.97, rise: 0.16, peaks: 1, rough: 0.7 }), {
      colour: [0.03, 0.045, 0.075],
      haze: glow,
      hazeDepth: 0.25,
      hazeAmount: 0.35,
    })
    treesAgainst(canvas, seed + 3, 1.03, [0.008, 0.011, 0.02], trees)
    return finish(canvas, { seed, grain: 0.022, vignette: 0.3 })
  }

/** A camera that looked at the pole for hours. */
export const starTrails =
  (options: { readonly pole: readonly [x: number, y: number]; readonly sky: Stops; readonly arc: number }): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    paintSky(canvas, options.sky, 1)
    const random = createRandom(seed)
    const cx = options.pole[0] * width
    const cy = options.pole[1] * height
    const farthest = Math.hypot(Math.max(cx, width - cx), Math.max(cy, height - cy))
    const tints: readonly Colour[] = [hex('#9fbcff'), hex('#ffffff'), hex('#ffd9a8'), hex('#cfe0ff'), hex('#ffc890')]
    for (let star = 0; star < 620; star++) {
      const radius = Math.sqrt(random()) * farthest
      const start = random() * Math.PI * 2
      const tint = tints[Math.floor(random() * tints.length)] ?? [1, 1, 1]
      const bright = 0.1 + 0.5 * random() ** 3
      const steps = Math.max(4, Math.ceil(radius * options.arc * 1.1))
      for (let step = 0; step < steps; step++) {
        const angle = start + (step / steps) * options.arc
        const x = cx + Math.cos(angle) * radius
        const y = cy + Math.sin(angle) * radius
        const left = Math.floor(x)
        const top = Math.floor(y)
        const u = x - left
        const v = y - top
        const light = bright * (0.75 + 0.25 * noise(seed + star, step * 0.02))
        shine(canvas, left, top, tint, light * (1 - u) * (1 - v))
        shine(canvas, left + 1, top, tint, light * u * (1 - v))
        shine(canvas, left, top + 1, tint, light * (1 - u) * v)
        shine(canvas, left + 1, top + 1, tint, light * u * v)
      }
    }
    treesAgainst(canvas, seed + 3, 1.02, [0.01, 0.013, 0.02], 0.2)
    return finish(canvas, { seed, grain: 0.018, vignette: 0.25 })
  }

/** The moon alone, or the sun behind it. */
export const moonrise =
  (options: {
    readonly radius: number
    readonly phase: number
    readonly eclipse?: boolean
    readonly colour?: Colour
  }): Scene =>
  ({ width, height, seed }) => {
    const canvas = createCanvas(width, height)
    paintSky(
      canvas,
      options.eclipse
        ? [
            [0, hex('#020308')],
            [1, hex('#0a0f1e')],
          ]
        : [
            [0, hex('#070a16')],
            [1, hex('#141d33')],
          ],
      1.01,
    )
    paintStars(canvas, { seed, horizon: 1, density: options.eclipse ? 60 : 120 })
    const aspect = width / height
    if (options.eclipse) {
      shadeRows(canvas, 0, height, (colour, x, y) => {
        const dx = (x - 0.5) * aspect
        const dy = y - 0.5
        const r = Math.hypot(dx, dy) / options.radius
        const angle = Math.atan2(dy, dx)
        const streamers =
          0.35 +
          1.1 * fbm(seed, Math.cos(angle) * 2.6 + 5, Math.sin(angle) * 2.6 + 5, 4, 0.55) ** 2 +
          0.25 * fbm(seed + 4, Math.cos(angle) * 14, Math.sin(angle) * 14 + r * 0.4, 3)
        const corona = r < 1 ? 0 : streamers * Math.exp(-(r - 1) * 2.1) + 0.9 * Math.exp(-(r - 1) * 16)
        const disc = smoothstep(1.01, 0.985, r)
        const glow: Colour = [0.98, 0.97, 1]
        for (let c = 0; c < 3; c++) colour[c] = mix((colour[c] ?? 0) + corona * (glow[c] ?? 0) * 0.9, 0.012, disc)
      })
      spot(
        canvas,
        width * (0.5 + (0.71 * options.radius) / aspect),
        height * (0.5 - 0.71 * options.radius),
        16,
        [1, 0.98, 0.94],
        1.3,
      )
    } else {
      paintMoon(canvas, {
        x: 0.5,
        y: 0.5,
        radius: options.radius,
        seed,
        colour: options.colour ?? hex('#f6efe0'),
        phase: options.phase,
      })
    }
    return finish(canvas, { seed, grain: 0.016, vignette: 0.2 })
  }
