import { describe, expect, it } from 'vitest'
import { iptcDatasets, isLatinIptc, parseIptc, parsePhotoshop, toUtf8Iptc } from './iptc.ts'

const dataset = (record: number, number: number, value: Buffer | string) => {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([0x1c, record, number, bytes.length >> 8, bytes.length & 255]), bytes])
}

const resource = (id: number, data: Buffer, name = '') => {
  const head = Buffer.alloc(8 + name.length + ((name.length + 1) % 2))
  head.write('8BIM')
  head.writeUInt16BE(id, 4)
  head.writeUInt8(name.length, 6)
  head.write(name, 7)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([
    head.subarray(0, 6 + name.length + 1 + ((name.length + 1) % 2)),
    length,
    data,
    Buffer.alloc(data.length % 2),
  ])
}

describe('IPTC', () => {
  it('reads repeated datasets and ignores other records', () => {
    const bytes = Buffer.concat([
      dataset(1, 90, '\x1b%G'),
      dataset(2, iptcDatasets.keywords, 'één'),
      dataset(2, iptcDatasets.keywords, 'twee'),
      dataset(3, 5, 'other'),
    ])
    expect(Object.fromEntries(parseIptc(bytes))).toEqual({ [iptcDatasets.keywords]: ['één', 'twee'] })
  })

  it('reads undeclared UTF-8 and undeclared Latin-1', () => {
    expect(parseIptc(dataset(2, iptcDatasets.city, 'Zürich')).get(iptcDatasets.city)).toEqual(['Zürich'])
    const latin1 = dataset(2, iptcDatasets.city, Buffer.from('Zürich', 'latin1'))
    expect(parseIptc(latin1).get(iptcDatasets.city)).toEqual(['Zürich'])
  })

  it('writes texts as UTF-8 and leaves the bytes of everything else', () => {
    const kept = [
      dataset(1, 0, '\0\x04'),
      dataset(2, 0, '\0\x04'),
      dataset(2, 15, 'longer than three'),
      dataset(2, 63, '163933'),
      dataset(2, 100, 'US'),
      dataset(2, iptcDatasets.city, 'Zürich'),
    ]
    const extended = Buffer.concat([
      Buffer.from([0x1c, 2, 202, 0x80, 4, 0, 0, 0x90, 0]),
      Buffer.alloc(0x9000, Buffer.from([0xff, 0xd8])),
    ])
    const trailing = Buffer.from([0, 0, 0])
    const caption = (value: Buffer) => dataset(2, iptcDatasets.caption, value)
    const latin = Buffer.from('Stra\xdfe \x96 \x80', 'latin1')
    const bytes = Buffer.concat([dataset(1, 90, '\x1b.A'), ...kept, caption(latin), extended, trailing])
    expect(isLatinIptc(bytes)).toBe(true)
    const written = toUtf8Iptc(bytes)
    expect(written).toEqual(
      Buffer.concat([dataset(1, 90, '\x1b%G'), ...kept, caption(Buffer.from('Straße – €')), extended, trailing]),
    )
    expect(isLatinIptc(written)).toBe(false)
    expect(toUtf8Iptc(written)).toEqual(written)
  })

  it('takes no preview for a text', () => {
    expect(isLatinIptc(dataset(2, 202, Buffer.from([0xff, 0xd8])))).toBe(false)
  })

  it('stops at a length that lies', () => {
    const lying = Buffer.concat([dataset(2, iptcDatasets.city, 'Brest'), Buffer.from([0x1c, 2, 5, 0x7f, 0xff, 1])])
    expect([...parseIptc(lying).keys()]).toEqual([iptcDatasets.city])
  })

  it('finds the blocks among image resources', () => {
    const bytes = Buffer.concat([
      resource(0x03ed, Buffer.alloc(3), 'odd'),
      resource(0x0404, Buffer.from('iptc!')),
      resource(0x0424, Buffer.from('<x/>'), 'name'),
    ])
    const found = parsePhotoshop(bytes)
    expect([found.iptc?.toString(), found.xmp?.toString(), found.exif]).toEqual(['iptc!', '<x/>', null])
    expect(parsePhotoshop(Buffer.from('8BIM\x04\x04\0\0\x7f\xff\xff\xff', 'latin1')).iptc).toBeNull()
  })
})
