import { describe, expect, it } from 'vitest'
import { fromIptcDate, toOffset, toTakenAt, toWrittenDate } from './dates.ts'

const local = (text: unknown) => toWrittenDate(text)?.local ?? null

describe('dates', () => {
  it('reads EXIF, XMP and QuickTime dates', () => {
    expect(local('2024:01:31 00:02:07')).toBe('2024-01-31T00:02:07')
    expect(local('2024-01-31T00:02')).toBe('2024-01-31T00:02:00')
    expect(local('2024-01-31')).toBe('2024-01-31T00:00:00')
    expect(toWrittenDate('2023-05-09T12:41:46+0100')).toEqual({ local: '2023-05-09T12:41:46', offset: '+01:00' })
    expect(toWrittenDate('2015-06-11T10:29:26.69Z')).toEqual({ local: '2015-06-11T10:29:26.690', offset: '+00:00' })
    expect(toWrittenDate('2024:01:31 00:02:07', { fraction: '574922', offset: '+05:45' })).toEqual({
      local: '2024-01-31T00:02:07.574',
      offset: '+05:45',
    })
  })

  it('takes the year 1601 for a year and impossible dates for none', () => {
    expect(local('1601:06:06 16:39:33')).toBe('1601-06-06T16:39:33')
    for (const text of [
      '0000:00:00 00:00:00',
      '2024:02:30 10:00:00',
      '2023:02:29 10:00:00',
      '2024:01:01 25:61:61',
      '    :  :     :  :  ',
      '2024',
      '',
      7,
      null,
    ]) {
      expect(local(text), String(text)).toBeNull()
    }
    expect(local('2024:02:29 10:00:00')).toBe('2024-02-29T10:00:00')
  })

  it('takes offsets that exist on this planet', () => {
    expect(['Z', '+02:00', '-0330', '+14:00', '-12:00'].map(toOffset)).toEqual([
      '+00:00',
      '+02:00',
      '-03:30',
      '+14:00',
      '-12:00',
    ])
    expect(['+26:00', '-13:00', '+05:75', '2', '', null].map(toOffset)).toEqual([null, null, null, null, null, null])
  })

  it('joins the two halves of an IPTC date', () => {
    expect(fromIptcDate('20061029', '062751-0500')).toEqual({ local: '2006-10-29T06:27:51', offset: '-05:00' })
    expect(fromIptcDate('20061029', undefined)?.local).toBe('2006-10-29T00:00:00')
    expect(fromIptcDate('00000000', '000000')).toBeNull()
  })

  it('says what UTC rests on', () => {
    const written = { local: '2024-04-14T02:20:31', offset: '+05:45' }
    expect(toTakenAt(written, null)).toMatchObject({ takenAt: '2024-04-13T20:35:31.000Z', takenAtSource: 'offset' })
    const without = { ...written, offset: null }
    expect(toTakenAt(without, '2024-04-13T20:34:10.000Z')).toEqual({
      takenAtLocal: '2024-04-14T02:20:31',
      takenOffset: '+05:45',
      takenAt: '2024-04-13T20:35:31.000Z',
      takenAtSource: 'gps',
    })
    expect(toTakenAt(without, '2024-04-10T20:34:10.000Z')).toMatchObject({
      takenOffset: null,
      takenAtSource: 'assumed-utc',
    })
    expect(toTakenAt(without, null)).toMatchObject({
      takenAt: '2024-04-14T02:20:31.000Z',
      takenAtSource: 'assumed-utc',
    })
    expect(toTakenAt(null, '2024-04-13T20:34:10.000Z')).toMatchObject({ takenAt: null, takenAtSource: null })
    expect(toTakenAt({ local: '9999-12-31T23:00:00', offset: '-05:00' }, null).takenAt).toBeNull()
  })
})
