import { describe, expect, it } from 'vitest'
import { readContentIdentifier } from './apple.ts'

const identifier = '9B539AB8-A668-4FA6-9207-EB653A5E7E3C'

const note = (order: 'MM' | 'II') => {
  const bytes = Buffer.alloc(28)
  bytes.write('Apple iOS\0', 0, 'latin1')
  bytes.write(order, 12, 'latin1')
  const [write16, write32] =
    order === 'MM'
      ? ([bytes.writeUInt16BE, bytes.writeUInt32BE] as const)
      : ([bytes.writeUInt16LE, bytes.writeUInt32LE] as const)
  write16.call(bytes, 1, 14)
  write16.call(bytes, 0x11, 16)
  write16.call(bytes, 2, 18)
  write32.call(bytes, identifier.length + 1, 20)
  write32.call(bytes, 28, 24)
  return Buffer.concat([bytes, Buffer.from(`${identifier}\0`, 'latin1')])
}

describe('readContentIdentifier', () => {
  it('reads it in either byte order, also from the middle of a buffer', () => {
    expect(readContentIdentifier(note('MM'))).toBe(identifier)
    expect(readContentIdentifier(note('II'))).toBe(identifier)
    const around = Buffer.concat([Buffer.alloc(7), note('MM')])
    expect(readContentIdentifier(new Uint8Array(around.buffer, around.byteOffset + 7, around.length - 7))).toBe(
      identifier,
    )
  })

  it('makes nothing of other notes and of damaged ones', () => {
    expect(readContentIdentifier(undefined)).toBeNull()
    expect(readContentIdentifier(Buffer.from('Nikon\0\x02\0\0\0MM\0*\0\0\0\x08', 'latin1'))).toBeNull()
    for (let length = 0; length < note('MM').length - 30; length += 1)
      expect(readContentIdentifier(note('MM').subarray(0, length))).toBeNull()
    const markup = note('MM')
    markup.write('<script>', 28, 'latin1')
    expect(readContentIdentifier(markup)).toBeNull()
    const far = note('MM')
    far.writeUInt32BE(0xffff_fff0, 24)
    expect(readContentIdentifier(far)).toBeNull()
    far.writeUInt16BE(0xffff, 14)
    expect(readContentIdentifier(far)).toBeNull()
  })
})
