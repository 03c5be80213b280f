import { describe, expect, it } from 'vitest'
import { cameraName, coordinatesText, exposureText } from './photo-facts.ts'
import { photoTitle } from './picture.ts'

const camera = {
  make: null,
  model: null,
  lens: null,
  iso: null,
  aperture: null,
  exposureSeconds: null,
  focalLengthMm: null,
}

describe('exposureText', () => {
  it('writes exposures as photographers do', () => {
    const all = { ...camera, exposureSeconds: 0.004, aperture: 2.8, iso: 400, focalLengthMm: 35 }
    expect(exposureText(all)).toBe('1/250 s · f/2.8 · ISO 400 · 35 mm')
    expect(exposureText({ ...camera, exposureSeconds: 1 / 8000, aperture: 11 })).toBe('1/8000 s · f/11')
    expect(exposureText({ ...camera, exposureSeconds: 0.5 })).toBe('0.5 s')
    expect(exposureText({ ...camera, exposureSeconds: 30.2 })).toBe('30 s')
    expect(exposureText({ ...camera, exposureSeconds: 0, iso: 0 })).toBeNull()
  })
})

describe('cameraName', () => {
  it('says the maker once', () => {
    expect(cameraName({ make: 'NIKON CORPORATION', model: 'NIKON D750' })).toBe('NIKON D750')
    expect(cameraName({ make: 'Canon', model: 'Canon EOS 6D' })).toBe('Canon EOS 6D')
    expect(cameraName({ make: 'SONY', model: 'ILCE-7M3' })).toBe('SONY ILCE-7M3')
    expect(cameraName({ make: 'Apple', model: null })).toBe('Apple')
    expect(cameraName({ make: null, model: null })).toBeNull()
  })
})

describe('titles and places', () => {
  it('makes a file name readable where there is no title', () => {
    expect(photoTitle({ title: null, fileName: 'low_tide__at noon.JPG' })).toBe('low tide at noon')
    expect(photoTitle({ title: '  ', fileName: '.jpg' })).toBe('.jpg')
    expect(photoTitle({ title: 'Low tide', fileName: 'x.jpg' })).toBe('Low tide')
  })

  it('writes coordinates with their hemispheres', () => {
    expect(coordinatesText(-33.8567844, 151.2152967)).toBe('33.85678° S, 151.21530° E')
  })
})
