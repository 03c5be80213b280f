import { describe, expect, it } from 'vitest'
import { readSphereCrop } from './sphere.ts'
import type { XmpProperties } from './xmp.ts'

const said = (fields: Record<string, string>): XmpProperties =>
  new Map(Object.entries(fields).map(([name, value]) => [`GPano:${name}`, [value]]))

const part = {
  CroppedAreaLeftPixels: '1000',
  CroppedAreaTopPixels: '500',
  CroppedAreaImageWidthPixels: '2000',
  CroppedAreaImageHeightPixels: '1000',
  FullPanoWidthPixels: '4000',
  FullPanoHeightPixels: '2000',
}

describe('readSphereCrop', () => {
  it('tells the part of the sphere in shares of the whole', () => {
    expect(readSphereCrop(said(part))).toEqual({ left: 0.25, top: 0.25, width: 0.5, height: 0.5 })
  })

  it('cuts what goes over the edge', () => {
    expect(readSphereCrop(said({ ...part, CroppedAreaImageWidthPixels: '3001' }))?.width).toBe(0.75)
  })

  it.each([
    ['a field is missing', { FullPanoHeightPixels: '' }],
    ['a field is no number', { CroppedAreaTopPixels: 'NaN' }],
    ['there is no whole', { FullPanoWidthPixels: '0' }],
    ['the part has no extent', { CroppedAreaImageHeightPixels: '0' }],
    ['the part begins before the whole', { CroppedAreaLeftPixels: '-1' }],
    ['the part begins behind the whole', { CroppedAreaTopPixels: '2000' }],
  ])('says nothing where %s', (_, fields) => {
    expect(readSphereCrop(said({ ...part, ...fields }))).toBeNull()
  })
})
