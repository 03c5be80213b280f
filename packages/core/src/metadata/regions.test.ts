import { describe, expect, it } from 'vitest'
import { readRegionDimensions, readRegions } from './regions.ts'

const list = 'mwg-rs:Regions/mwg-rs:RegionList'
const drawnOn = 'mwg-rs:Regions/mwg-rs:AppliedToDimensions/stDim'
const xmp = (values: Readonly<Record<string, string>>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, [value]]))
const area = (place: number, [x, y, w, h]: readonly [number, number, number, number], unit?: string) => {
  const base = `${list}[${place}]/mwg-rs:Area/stArea`
  return {
    [`${base}:x`]: String(x),
    [`${base}:y`]: String(y),
    [`${base}:w`]: String(w),
    [`${base}:h`]: String(h),
    ...(unit === undefined ? {} : { [`${base}:unit`]: unit }),
  }
}

describe('readRegions', () => {
  it('reads regions of the Metadata Working Group, whatever their type', () => {
    const found = readRegions(
      xmp({
        [`${list}[1]/mwg-rs:Name`]: ' Ada <b> ',
        [`${list}[1]/mwg-rs:Type`]: 'Face',
        ...area(1, [0.5, 0.25, 0.1, 0.2]),
        [`${list}[2]/mwg-rs:Name`]: 'nowhere',
        [`${list}[3]/mwg-rs:Type`]: 'Focus',
        ...area(3, [0.1, 0.1, 0, 0]),
      }),
    )
    expect(found).toEqual([
      { name: 'Ada <b>', type: 'Face', x: 0.5, y: 0.25, width: 0.1, height: 0.2 },
      { name: null, type: 'Focus', x: 0.1, y: 0.1, width: 0, height: 0 },
    ])
  })

  it('counts pixels by the size that the regions were drawn on, and not at all without one', () => {
    const values = area(1, [100, 50, 20, 10], 'pixel')
    const size = { [`${drawnOn}:w`]: '200', [`${drawnOn}:h`]: '100' }
    expect(readRegions(xmp({ ...values, ...size }))).toEqual([
      { name: null, type: null, x: 0.5, y: 0.5, width: 0.1, height: 0.1 },
    ])
    expect(readRegionDimensions(xmp(size))).toEqual({ widthPx: 200, heightPx: 100 })
    expect(readRegions(xmp(values))).toEqual([])
  })

  it('reads the people of Windows by their upper left corner', () => {
    const base = 'MP:RegionInfo/MPRI:Regions'
    const found = readRegions(
      xmp({
        [`${base}[1]/MPReg:PersonDisplayName`]: 'Only named',
        [`${base}[2]/MPReg:PersonDisplayName`]: 'Bob',
        [`${base}[2]/MPReg:Rectangle`]: '0.25, 0.5, 0.5, 0.25',
      }),
    )
    expect(found).toEqual([{ name: 'Bob', type: 'Face', x: 0.5, y: 0.625, width: 0.5, height: 0.25 }])
  })

  it('leaves out what is outside of the picture or no number', () => {
    for (const box of [
      [1.5, 0.5, 0.1, 0.1],
      [0.5, -0.1, 0.1, 0.1],
      [0.5, 0.5, Number.NaN, 0.1],
      [0.5, 0.5, Number.POSITIVE_INFINITY, 0.1],
    ] as const)
      expect(readRegions(xmp({ [`${list}[1]/mwg-rs:Type`]: 'Face', ...area(1, box) }))).toEqual([])
  })
})
