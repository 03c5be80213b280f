import { describe, expect, it } from 'vitest'
import { fromDegrees, fromIso6709, fromXmpCoordinate, toAltitude, toGpsUtc, toPosition } from './gps.ts'

describe('gps', () => {
  it('reads degrees with their letter', () => {
    expect(fromDegrees([33, 51, 20.5], 'S')).toBeCloseTo(-33.8556944, 6)
    expect(fromDegrees([151, 12.6, 0], 'E')).toBeCloseTo(151.21, 6)
    expect(fromDegrees([1, 2, 3], undefined)).toBeNull()
    expect(fromDegrees([4294967295, 0, 0], 'N')).toBeNull()
    expect(fromDegrees([Number.NaN, 0, 0], 'N')).toBeNull()
  })

  it('reads the forms of XMP', () => {
    expect(fromXmpCoordinate('50,5.37524925N')).toBeCloseTo(50.0895874875, 9)
    expect(fromXmpCoordinate('59,20,6W')).toBeCloseTo(-59.335, 9)
    expect(fromXmpCoordinate('-0.0702668')).toBe(-0.0702668)
    expect(['', 'N', '1,2,3,4N', 'x', undefined].map(fromXmpCoordinate)).toEqual([null, null, null, null, null])
  })

  it('shows no position that is out of range or half', () => {
    expect(toPosition(91, 0)).toBeNull()
    expect(toPosition(0, -181)).toBeNull()
    expect(toPosition(10, null)).toBeNull()
    expect(toPosition(-90, 180)).toEqual({ latitude: -90, longitude: 180 })
    expect([8848, -430, 1e9, null].map(toAltitude)).toEqual([8848, -430, null, null])
  })

  it('reads ISO 6709', () => {
    expect(fromIso6709('+51.5334-000.1255+026.756/')).toEqual({
      position: { latitude: 51.5334, longitude: -0.1255 },
      altitude: 26.756,
    })
    expect(fromIso6709('+40.680-074.500/').altitude).toBeNull()
    expect(fromIso6709('nowhere')).toEqual({ position: null, altitude: null })
  })

  it('reads the clock of the receiver', () => {
    expect(toGpsUtc('2024:05:07', [1, 32, 9])).toBe('2024-05-07T01:32:09.000Z')
    expect(toGpsUtc('1999:99:99', [1, 2, 3])).toBeNull()
    expect(toGpsUtc('2024:05:07', [99, 2, 3])).toBeNull()
    expect(toGpsUtc(undefined, [1, 2, 3])).toBeNull()
  })
})
