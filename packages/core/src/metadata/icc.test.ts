import { describe, expect, it } from 'vitest'
import { readProfileName } from './icc.ts'

/** A profile with one element. */
const profile = (element: Buffer, signature = 'desc', offset = 144): Buffer => {
  const head = Buffer.alloc(144)
  head.write('acsp', 36, 'latin1')
  head.writeUInt32BE(1, 128)
  head.write(signature, 132, 'latin1')
  head.writeUInt32BE(offset, 136)
  head.writeUInt32BE(element.length, 140)
  return Buffer.concat([head, element])
}

const plain = (text: string) => {
  const head = Buffer.alloc(12)
  head.write('desc', 0, 'latin1')
  head.writeUInt32BE(text.length + 1, 8)
  return Buffer.concat([head, Buffer.from(`${text}\0rubbish`, 'latin1')])
}

const localized = (texts: Readonly<Record<string, string>>) => {
  const records = Object.entries(texts)
  const head = Buffer.alloc(16 + records.length * 12)
  head.write('mluc', 0, 'latin1')
  head.writeUInt32BE(records.length, 8)
  head.writeUInt32BE(12, 12)
  const bodies = records.map(([, text]) => Buffer.from(text, 'utf16le').swap16())
  let offset = head.length
  for (const [index, [language]] of records.entries()) {
    const body = bodies[index] ?? Buffer.alloc(0)
    head.write(language, 16 + index * 12, 'latin1')
    head.writeUInt32BE(body.length, 20 + index * 12)
    head.writeUInt32BE(offset, 24 + index * 12)
    offset += body.length
  }
  return Buffer.concat([head, ...bodies])
}

describe('readProfileName', () => {
  it('reads the name of old and new profiles, in English where there is English', () => {
    expect(readProfileName(profile(plain('Adobe RGB (1998)')))).toBe('Adobe RGB (1998)')
    expect(readProfileName(profile(localized({ deDE: 'Farb-LCD', enUS: 'Color LCD' })))).toBe('Color LCD')
    expect(readProfileName(profile(localized({ deDE: 'Bildschirm – groß' })))).toBe('Bildschirm – groß')
  })

  it('asks for more where the name lies behind the end', () => {
    const whole = profile(plain('Display P3'))
    for (const length of [0, 100, 140, 150, whole.length - 1])
      expect(readProfileName(whole.subarray(0, length))).toBeUndefined()
  })

  it('makes nothing of what is no profile, and of numbers that lead nowhere', () => {
    expect(readProfileName(Buffer.alloc(400))).toBeNull()
    expect(readProfileName(profile(Buffer.from('data0000'), 'cprt'))).toBeNull()
    const hostile = profile(localized({ enUS: 'x' }))
    for (const [at, value] of [
      [128, 0xffff_ffff],
      [152, 0xffff_ffff],
      [156, 0xffff_ffff],
      [164, 0xffff_fff0],
      [168, 0xffff_fff0],
    ] as const) {
      const bytes = Buffer.from(hostile)
      bytes.writeUInt32BE(value, at)
      const start = performance.now()
      expect(() => readProfileName(bytes)).not.toThrow()
      expect(performance.now() - start).toBeLessThan(50)
    }
  })
})
