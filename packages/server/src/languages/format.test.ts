import { describe, expect, it } from 'vitest'
import { createFormats } from './format.ts'

describe('formats', () => {
  const formats = createFormats('en')

  it('shows a date as the camera wrote it, whatever the zone of the server', () => {
    expect(formats.localDateTime('2019-07-04T18:30:00')).toBe('4 July 2019, 18:30')
    expect(formats.localDateTime('2019-07-04T00:05:00')).toBe('4 July 2019, 00:05')
    expect(formats.localDateTime('2019-07-04')).toBe('4 July 2019')
    expect(formats.localDateTime('about 1950')).toBe('about 1950')
  })

  it('counts bytes in powers of a thousand', () => {
    expect([0, 999, 1000, 8_432_100, 123_456_789].map(formats.bytes)).toEqual([
      '0 B',
      '999 B',
      '1 kB',
      '8.4 MB',
      '123 MB',
    ])
    expect(['de', 'es', 'fr', 'it'].map((language) => createFormats(language).bytes(8_432_100))).toEqual([
      '8,4 MB',
      '8,4 MB',
      '8,4 Mo',
      '8,4 MB',
    ])
  })

  it('writes durations like players do', () => {
    expect([4.6, 74, 3723].map(formats.duration)).toEqual(['0:05', '1:14', '1:02:03'])
  })

  it('falls back to English for a language that is not known', () => {
    expect(createFormats('xx-invalid').number(1234.5)).toMatch(/1.234/)
  })
})
