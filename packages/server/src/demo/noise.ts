/** Numbers from 0 to 1 in an order that the seed alone decides (mulberry32, public domain). */
export type Random = () => number

export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A 32-bit seed from a text (FNV-1a). */
export const seedFrom = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

const tableSize = 1024
const wrap = tableSize - 1

/** Random heights for the corners of the lattice, and a shuffle that spreads them over the plane; made once, never changed. */
const { heights, shuffle } = (() => {
  const random = createRandom(20_260_101)
  const order = Array.from({ length: tableSize }, (_, index) => ({ index, at: random() })).sort((a, b) => a.at - b.at)
  return { heights: Float64Array.from(order, () => random()), shuffle: Uint16Array.from(order, ({ index }) => index) }
})()

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10)

/** Smooth value noise of the plane, 0 to 1, one bump per unit. */
export const noise = (seed: number, x: number, y = 0): number => {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const column = Math.imul(seed, 0x9e3779b1) >>> 22
  const row = top + (Math.imul(seed, 0x85ebca6b) >>> 22)
  const u = fade(x - left)
  const v = fade(y - top)
  const first = shuffle[(left + column) & wrap] ?? 0
  const second = shuffle[(left + 1 + column) & wrap] ?? 0
  const a = heights[(first + (shuffle[row & wrap] ?? 0)) & wrap] ?? 0
  const b = heights[(second + (shuffle[row & wrap] ?? 0)) & wrap] ?? 0
  const upper = a + (b - a) * u
  if (v === 0) return upper
  const c = heights[(first + (shuffle[(row + 1) & wrap] ?? 0)) & wrap] ?? 0
  const d = heights[(second + (shuffle[(row + 1) & wrap] ?? 0)) & wrap] ?? 0
  return upper + (c + (d - c) * u - upper) * v
}

/** Sum of octaves of noise, each twice as fine; 0 to 1. */
export const fbm = (seed: number, x: number, y: number, octaves: number, gain = 0.5): number => {
  let sum = 0
  let weight = 1
  let total = 0
  let scale = 1
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * noise(seed + octave, x * scale, y * scale)
    total += weight
    weight *= gain
    scale *= 2.03
  }
  return sum / total
}

/** The same with sharp crests, as mountains have; 0 to 1. */
export const ridged = (seed: number, x: number, y: number, octaves: number, gain = 0.5): number => {
  let sum = 0
  let weight = 1
  let total = 0
  let scale = 1
  let carry = 1
  for (let octave = 0; octave < octaves; octave++) {
    const crest = 1 - Math.abs(2 * noise(seed + octave, x * scale, y * scale) - 1)
    const value = crest * crest * carry
    sum += weight * value
    total += weight
    carry = Math.min(1, value * 1.6 + 0.15)
    weight *= gain
    scale *= 2.03
  }
  return sum / total
}

export const smoothstep = (from: number, to: number, value: number): number => {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t

/** A grid of values that is read between its points: costly noise at a quarter of the size, smooth at full size. */
export interface Field {
  /** @param x - 0 to 1 across. @param y - 0 to 1 down. */
  at(x: number, y: number): number
}

export const createField = (width: number, height: number, value: (x: number, y: number) => number): Field => {
  const grid = new Float32Array((width + 1) * (height + 1))
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) grid[y * (width + 1) + x] = value(x / width, y / height)
  }
  const stride = width + 1
  return {
    at(x, y) {
      const gx = Math.min(Math.max(x * width, 0), width - 1e-4)
      const gy = Math.min(Math.max(y * height, 0), height - 1e-4)
      const left = Math.floor(gx)
      const top = Math.floor(gy)
      const index = top * stride + left
      const a = grid[index] ?? 0
      const c = grid[index + stride] ?? 0
      const upper = a + ((grid[index + 1] ?? 0) - a) * (gx - left)
      const lower = c + ((grid[index + stride + 1] ?? 0) - c) * (gx - left)
      return upper + (lower - upper) * (gy - top)
    },
  }
}
