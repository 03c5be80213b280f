import { describe, expect, it } from 'vitest'
import { box, u32, useTemporaryFiles } from '../../../test/media-fixtures.ts'
import { probeMedia } from '../probe.ts'
import { readCodestreamHeader } from './jxl.ts'

const file = useTemporaryFiles()
const le32 = (...values: readonly number[]) => Buffer.concat(values.map((value) => u32(value).reverse()))
const chunk = (type: string, payload: Buffer) =>
  Buffer.concat([Buffer.from(type, 'latin1'), le32(payload.length), payload])

/** An EBML element with a length of eight bytes. */
const element = (id: number, ...parts: readonly Buffer[]): Buffer => {
  const payload = Buffer.concat(parts)
  const name = u32(id)
  return Buffer.concat([
    name.subarray(name.findIndex((byte) => byte !== 0)),
    Buffer.from([0x01, 0, 0, 0]),
    u32(payload.length),
    payload,
  ])
}

describe('formats that sharp does not decode', () => {
  it('reads a Matroska film and refuses a cut one', async () => {
    const duration = Buffer.alloc(8)
    duration.writeDoubleBE(2500)
    const info = element(0x1549a966, element(0x2ad7b1, u32(1_000_000)), element(0x4489, duration))
    const video = element(0xe0, element(0xb0, u32(640)), element(0xba, u32(360)))
    const segment = element(
      0x18538067,
      info,
      element(0x1654ae6b, element(0xae, video)),
      element(0x1f43b675, Buffer.alloc(99)),
    )
    const film = Buffer.concat([element(0x1a45dfa3, element(0x4282, Buffer.from('matroska'))), segment])
    const path = await file('film.mkv', film)
    expect(await probeMedia(path)).toMatchObject({
      extension: 'mkv',
      widthPx: 640,
      heightPx: 360,
      durationSeconds: 2.5,
    })
    await expect(probeMedia(await file('cut.mkv', film.subarray(0, -1)))).rejects.toMatchObject({
      code: 'MEDIA_TRUNCATED',
    })
  })

  it('reads an AVI film and refuses a cut one', async () => {
    const avih = chunk('avih', le32(40_000, 0, 0, 0, 50, 0, 1, 0, 352, 288, 0, 0, 0, 0))
    const hdrl = chunk('LIST', Buffer.concat([Buffer.from('hdrl'), avih]))
    const film = chunk('RIFF', Buffer.concat([Buffer.from('AVI '), hdrl, chunk('LIST', Buffer.from('movi'))]))
    expect(await probeMedia(await file('film.avi', film))).toMatchObject({
      extension: 'avi',
      widthPx: 352,
      heightPx: 288,
      durationSeconds: 2,
    })
    await expect(probeMedia(await file('cut.avi', film.subarray(0, -2)))).rejects.toMatchObject({
      code: 'MEDIA_TRUNCATED',
    })
  })

  it('takes a PDF with its end marker only', async () => {
    const pdf = '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'
    expect(await probeMedia(await file('paper.pdf', pdf))).toMatchObject({
      mediaType: 'document',
      widthPx: null,
      renderable: false,
    })
    await expect(probeMedia(await file('cut.pdf', pdf.slice(0, -8)))).rejects.toMatchObject({ code: 'MEDIA_TRUNCATED' })
  })

  it('reads a Photoshop document', async () => {
    const header = Buffer.alloc(26)
    header.write('8BPS')
    header.writeUInt16BE(1, 4)
    header.writeUInt16BE(4, 12)
    header.writeUInt32BE(30, 14)
    header.writeUInt32BE(40, 18)
    header.writeUInt16BE(8, 22)
    header.writeUInt16BE(3, 24)
    const psd = Buffer.concat([header, u32(0, 0, 0), Buffer.alloc(2)])
    expect(await probeMedia(await file('layers.psd', psd))).toMatchObject({
      extension: 'psd',
      widthPx: 40,
      heightPx: 30,
      hasAlpha: true,
    })
    await expect(probeMedia(await file('cut.psd', psd.subarray(0, -1)))).rejects.toMatchObject({
      code: 'MEDIA_TRUNCATED',
    })
  })

  it('reads the header of a JPEG XL codestream', () => {
    // small=1, height 8·(4+1), ratio 3 (4:3); image metadata: not default, extra fields, orientation 6.
    let [bits, at] = [0, 0]
    const write = (value: number, count: number) => {
      bits += value * 2 ** at
      at += count
    }
    for (const [value, count] of [
      [1, 1],
      [4, 5],
      [3, 3],
      [0, 1],
      [1, 1],
      [5, 3],
    ] as const)
      write(value, count)
    const codestream = Buffer.concat([Buffer.from([0xff, 0x0a]), le32(bits)])
    expect(readCodestreamHeader(codestream)).toEqual({ widthPx: 53, heightPx: 40, orientation: 6 })
  })

  it('reads a HEIC by its boxes: size of the primary item, turned once', async () => {
    const ispe = box('ispe', u32(0, 40, 30))
    const ipco = box('ipco', ispe, box('irot', Buffer.from([3])))
    const ipma = box('ipma', u32(0, 1), Buffer.from([0, 1, 2, 0x01, 0x82]))
    const pitm = box('pitm', u32(0), Buffer.from([0, 1]))
    const meta = box(
      'meta',
      u32(0),
      box('hdlr', u32(0, 0), 'pict', Buffer.alloc(13)),
      pitm,
      box('iloc', u32(0), Buffer.alloc(4)),
      box('iprp', ipco, ipma),
    )
    const heic = Buffer.concat([box('ftyp', 'heic', u32(0), 'mif1heic'), meta, box('mdat', Buffer.alloc(64))])
    expect(await probeMedia(await file('phone.heic', heic))).toMatchObject({
      mimeType: 'image/heic',
      widthPx: 40,
      heightPx: 30,
      orientation: 6,
      renderable: false,
    })
    await expect(probeMedia(await file('cut.heic', heic.subarray(0, -1)))).rejects.toMatchObject({
      code: 'MEDIA_TRUNCATED',
    })
  })
})
