import { describe, expect, it } from 'vitest'
import { ratioClass, ratioStyles } from './ratios.ts'

const ratioOf = (name: string): number => {
  const match = new RegExp(`^\\.${name}\\{--r:([\\d.]+)\\}$`, 'm').exec(ratioStyles())
  expect(match, name).not.toBeNull()
  return Number(match?.[1])
}

describe('ratioClass', () => {
  it('is within half a percent of every usual ratio', () => {
    const sizes = [
      [3, 2],
      [2, 3],
      [4, 3],
      [3, 4],
      [16, 9],
      [9, 16],
      [1, 1],
      [65, 24],
      [4032, 3024],
      [5616, 3744],
    ] as const
    for (const [width, height] of sizes) {
      expect(Math.abs(ratioOf(ratioClass(width, height)) / (width / height) - 1)).toBeLessThanOrEqual(0.0056)
    }
  })

  it('holds extremes and takes 3:2 where nothing is known', () => {
    expect(ratioOf(ratioClass(10_000, 1))).toBeCloseTo(4, 1)
    expect(ratioOf(ratioClass(1, 10_000))).toBeCloseTo(1 / 3, 1)
    expect(ratioClass(null, null)).toBe(ratioClass(3, 2))
    expect(ratioClass(0, 5)).toBe(ratioClass(3, 2))
  })
})
