import { describe, expect, it } from 'vitest'
import {
  composeOrientations,
  displayedSize,
  fromMirrorAxis,
  fromQuarterTurns,
  fromTrackMatrix,
  toOrientation,
} from './orientation.ts'
import type { Orientation } from './types.ts'

const all: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8]

describe('orientation', () => {
  it('swaps the sides of 5 to 8 only', () => {
    expect(all.map((o) => displayedSize(3, 2, o).widthPx)).toEqual([3, 3, 3, 3, 2, 2, 2, 2])
  })

  it('is a group: every orientation has an inverse, and 1 changes nothing', () => {
    for (const o of all) {
      expect(composeOrientations(1, o)).toBe(o)
      expect(composeOrientations(o, 1)).toBe(o)
      expect(all.filter((p) => composeOrientations(o, p) === 1)).toHaveLength(1)
    }
    expect(composeOrientations(6, 6)).toBe(3)
    expect(composeOrientations(6, 8)).toBe(1)
    expect(composeOrientations(8, 4)).toBe(5)
  })

  it('reads HEIF turns, mirror axes and track matrices', () => {
    expect([0, 1, 2, 3].map(fromQuarterTurns)).toEqual([1, 8, 3, 6])
    expect([0, 1].map(fromMirrorAxis)).toEqual([4, 2])
    expect(fromTrackMatrix(0, 65536, -65536, 0)).toBe(6)
    expect(fromTrackMatrix(0, -65536, 65536, 0)).toBe(8)
    expect(fromTrackMatrix(-65536, 0, 0, -65536)).toBe(3)
    expect(fromTrackMatrix(1, 1, 1, 1)).toBe(1)
  })

  it('takes nothing but whole numbers from 1 to 8', () => {
    expect([0, 9, 1.5, '6', 'x', null, undefined].map(toOrientation)).toEqual([null, null, null, 6, null, null, null])
  })
})
