import type { Canvas, Colour } from './canvas.ts'
import { mix, smoothstep } from './noise.ts'

export interface TerrainOptions {
  /** Height of the ground, 0 to 1, at a place of the unit square; y runs away from the viewer. */
  readonly height: (x: number, y: number) => number
  /** Colour of the ground. @param light - 0 in shadow, 1 facing the sun. @param slope - 0 flat, towards 1 steep. */
  readonly colour: (out: Float32Array, height: number, slope: number, light: number, x: number, y: number) => void
  /** Points per side of the grid. @default 640 */
  readonly resolution?: number
  /** How high a height of 1 is, as a share of the width of the land. */
  readonly relief: number
  readonly camera: {
    readonly x: number
    /** Height above the ground's zero, in units of the width of the land. */
    readonly height: number
    /** Where the horizon lies in the picture, as a share of its height. */
    readonly horizon: number
    /** Width of the view at distance 1. @default 1 */
    readonly width?: number
    readonly nearest?: number
  }
  readonly sun: { readonly azimuth: number; readonly altitude: number }
  readonly fog: { readonly colour: (x: number, y: number) => Colour; readonly density: number; readonly low?: number }
}

interface Land {
  readonly size: number
  readonly heights: Float32Array
  /** Three values per point: light, slope, unused. */
  readonly light: Float32Array
  readonly slope: Float32Array
}

/** The ground with its own and its cast shadows. */
const surveyLand = ({ height, resolution: size = 640, relief, sun }: TerrainOptions): Land => {
  const heights = new Float32Array(size * size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) heights[y * size + x] = height(x / size, y / size) * relief
  }
  const light = new Float32Array(size * size)
  const slope = new Float32Array(size * size)
  const dx = Math.cos(sun.azimuth)
  const dy = Math.sin(sun.azimuth)
  const rise = Math.tan(sun.altitude)
  const toSun = [dx * Math.cos(sun.altitude), dy * Math.cos(sun.altitude), Math.sin(sun.altitude)] as const
  const at = (x: number, y: number) =>
    heights[Math.min(size - 1, Math.max(0, y)) * size + Math.min(size - 1, Math.max(0, x))] ?? 0
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const own = at(x, y)
      const nx = ((at(x - 1, y) - at(x + 1, y)) * size) / 2
      const ny = ((at(x, y - 1) - at(x, y + 1)) * size) / 2
      const length = Math.sqrt(nx * nx + ny * ny + 1)
      const facing = (nx * toSun[0] + ny * toSun[1] + toSun[2]) / length
      let shadow = 1
      if (facing > 0) {
        for (let step = 2; step < 70; step += 1 + step * 0.12) {
          const blocked = at(Math.round(x + dx * step), Math.round(y + dy * step)) - own - (step / size) * rise
          if (blocked > 0) shadow = Math.min(shadow, Math.max(0, 1 - (blocked * size) / 3))
        }
      }
      light[y * size + x] = Math.max(0, facing) * shadow
      slope[y * size + x] = 1 - 1 / length
    }
  }
  return { size, heights, light, slope }
}

const sample = (grid: Float32Array, size: number, x: number, y: number): number => {
  const gx = Math.min(Math.max(x * size, 0), size - 1.001)
  const gy = Math.min(Math.max(y * size, 0), size - 1.001)
  const left = gx | 0
  const top = gy | 0
  const index = top * size + left
  const a = grid[index] ?? 0
  const c = grid[index + size] ?? 0
  const upper = a + ((grid[index + 1] ?? 0) - a) * (gx - left)
  return upper + (c + ((grid[index + size + 1] ?? 0) - c) * (gx - left) - upper) * (gy - top)
}

/**
 * Draws land as seen by a standing viewer: each column of the picture is walked from near to far, and what rises above all that lies
 * before it is painted ("voxel space", as in flight games of 1992).
 */
export const paintTerrain = (canvas: Canvas, options: TerrainOptions): void => {
  const land = surveyLand(options)
  const { width, height, pixels } = canvas
  const { camera, fog } = options
  const viewWidth = camera.width ?? 1
  const scale = width / viewWidth
  const colour = new Float32Array(3)
  for (let px = 0; px < width; px++) {
    let top = height
    const ray = (px / width - 0.5) * viewWidth
    for (let distance = camera.nearest ?? 0.06; distance < 1; distance *= 1.0045) {
      const x = camera.x + ray * distance
      const y = distance
      if (x < 0 || x > 1) break
      const ground = sample(land.heights, land.size, x, y)
      const row = camera.horizon * height + ((camera.height - ground) / distance) * scale
      if (row >= top) continue
      options.colour(
        colour,
        ground / options.relief,
        sample(land.slope, land.size, x, y),
        sample(land.light, land.size, x, y),
        x,
        y,
      )
      const low = fog.low ? fog.low * smoothstep(0.5, 0, ground / options.relief) * smoothstep(0.1, 0.6, distance) : 0
      const haze = Math.min(1, 1 - Math.exp(-distance * fog.density) + low)
      const air = fog.colour(px / width, row / height)
      for (let c = 0; c < 3; c++) colour[c] = mix(colour[c] ?? 0, air[c] ?? 0, haze)
      const first = Math.max(0, Math.ceil(row))
      for (let py = first; py < Math.min(height, Math.ceil(top)); py++) {
        const at = (py * width + px) * 3
        for (let c = 0; c < 3; c++) pixels[at + c] = colour[c] ?? 0
      }
      // The pixel that the edge runs through is covered in part.
      if (first > 0) {
        const cover = first - row
        const above = ((first - 1) * width + px) * 3
        for (let c = 0; c < 3; c++) pixels[above + c] = mix(pixels[above + c] ?? 0, colour[c] ?? 0, cover)
      }
      top = row
      if (top <= 0) break
    }
  }
}
