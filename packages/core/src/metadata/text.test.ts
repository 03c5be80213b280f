import { describe, expect, it } from 'vitest'
import { decodeText, fromFraction, textLimits, toDescription, toKeywords, toLine } from './text.ts'

describe('text', () => {
  it('IN-17: removes what is no text and keeps the rest', () => {
    expect(toLine('  a\u0000b\u0007\u009fc\ufeff \n d ')).toBe('abc d')
    expect(toLine('\ud83d\udcf7 \ud83d')).toBe('📷')
    expect(toDescription('one\r\ntwo\tthree')).toBe('one\ntwo\tthree')
    expect([toLine('\u0000 '), toLine(7), toDescription(undefined)]).toEqual([null, null, null])
    expect(toLine('<script>1</script>')).toBe('<script>1</script>')
  })

  it('IN-17: caps by characters and never cuts one in two', () => {
    expect(Array.from(toLine('📷'.repeat(300)) ?? '')).toHaveLength(textLimits.line)
    const long = toDescription('é📷'.repeat(40_000)) ?? ''
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(textLimits.descriptionBytes)
    expect(Buffer.byteLength(long)).toBeGreaterThan(textLimits.descriptionBytes - 8)
    expect(long).not.toContain('\ufffd')
  })

  it('DO-14: keeps 500 keywords, none twice', () => {
    expect(toKeywords(['a', ' a ', '', 'b'])).toEqual(['a', 'b'])
    expect(toKeywords(Array.from({ length: 10_000 }, (_, index) => `k${index}`))).toHaveLength(textLimits.keywords)
  })

  it('reads UTF-8 where it is valid and Windows-1252 where not', () => {
    expect(decodeText(Buffer.from('Výlet'))).toBe('Výlet')
    expect(decodeText(Buffer.from([0x53, 0x63, 0x68, 0x6e, 0xe9, 0x65, 0x20, 0x96, 0x20, 0x80]))).toBe('Schnée – €')
  })

  it('reads fractions', () => {
    expect(['28/10', '4', '1/0', 'x', '1/2/3', undefined].map(fromFraction)).toEqual([2.8, 4, null, null, null, null])
  })
})
