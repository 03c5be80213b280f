import { crc32, deflateSync } from 'node:zlib'
import { quadrants } from './quadrants.ts'

/** Just under what a picture may have: 219 million. */
const side = 14_800

const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** A PNG of any declared size; `extra` stands before its picture data. */
const png = (options: { bits?: number; colour?: number; isInterlaced?: boolean; extra?: Buffer } = {}): Buffer => {
  const { bits = 8, colour = 2, isInterlaced = false, extra = Buffer.alloc(0) } = options
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([bits, colour, 0, 0, isInterlaced ? 1 : 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    extra,
    pngChunk('IDAT', deflateSync(Buffer.alloc(8 * 1024 * 1024))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** Compressed text or profile that becomes half a gigabyte. */
const inflating = (keyword: string): Buffer =>
  Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), deflateSync(Buffer.alloc(512 * 1024 * 1024), { level: 9 })])

/** Says of a JPEG that it is larger than its data. ITU-T T.81, B.2.2. */
const grown = (jpeg: Buffer): Buffer => {
  const at = jpeg.findIndex((byte, index) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[index + 1] ?? 0))
  jpeg.writeUInt16BE(side, at + 5)
  jpeg.writeUInt16BE(side, at + 7)
  return jpeg
}

/** Writes a number over every place where another one stands after some letters. */
const patched = (bytes: Buffer, letters: string, offset: number, write: (at: number) => void): Buffer => {
  for (let at = bytes.indexOf(letters, 0, 'latin1'); at !== -1; at = bytes.indexOf(letters, at + 1, 'latin1'))
    write(at + offset)
  return bytes
}

const heifOf = async (pipeline: Promise<Buffer>): Promise<Buffer> => {
  const bytes = await pipeline
  return patched(bytes, 'ispe', 8, (at) => {
    bytes.writeUInt32BE(side, at)
    bytes.writeUInt32BE(side, at + 4)
  })
}

const page = (box: string): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[${box}]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  )

/** Little files that ask for much: more pixels than their data has, more text than a picture, more work than bytes. */
export const bombs: Readonly<Record<string, () => Promise<Buffer>>> = {
  'interlaced-16.png': async () => png({ bits: 16, colour: 6, isInterlaced: true }),
  'plain.png': async () => png(),
  'text.png': async () => png({ extra: pngChunk('zTXt', inflating('Comment')) }),
  'profile.png': async () => png({ extra: pngChunk('iCCP', inflating('profile')) }),
  'baseline.jpg': async () => grown(await quadrants(240, 160).jpeg().toBuffer()),
  'progressive.jpg': async () =>
    grown(await quadrants(240, 160).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer()),
  'scans.jpg': async () => {
    const jpeg = await quadrants(1_000, 1_000).jpeg({ progressive: true }).toBuffer()
    const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), -2)
    return Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(5_000).fill(scan), jpeg.subarray(-2)])
  },
  'frames.gif': async () => {
    const gif = await quadrants(8, 8).gif().toBuffer()
    const frame = gif.subarray(gif.lastIndexOf(Buffer.from([0x2c, 0, 0, 0, 0])), -1)
    return Buffer.concat([gif.subarray(0, -1), ...Array<Buffer>(50_000).fill(frame), gif.subarray(-1)])
  },
  'screen.gif': async () => {
    const gif = await quadrants(8, 8).gif().toBuffer()
    const frameAt = gif.lastIndexOf(Buffer.from([0x2c, 0, 0, 0, 0]))
    for (const at of [6, 8, frameAt + 5, frameAt + 7]) gif.writeUInt16LE(side, at)
    return gif
  },
  'lossless.webp': async () => {
    const webp = await quadrants(240, 160).webp({ lossless: true }).toBuffer()
    // RFC 9649, 3.4: after the signature, 14 bits of width and of height, each less one.
    return patched(webp, 'VP8L', 9, (at) => {
      webp.writeUInt32LE((((webp.readUInt32LE(at) >>> 28) << 28) | ((side - 1) << 14) | (side - 1)) >>> 0, at)
    })
  },
  'large.avif': () => heifOf(quadrants(240, 160).avif().toBuffer()),
  'strip.tif': async () => {
    const tiff = await quadrants(240, 160).tiff({ compression: 'deflate' }).toBuffer()
    const directory = tiff.readUInt32LE(4)
    for (let index = 0; index < tiff.readUInt16LE(directory); index++) {
      const at = directory + 2 + index * 12
      // Width, height, rows of a strip: TIFF 6.0, section 8. As 32-bit numbers.
      if ([256, 257, 278].includes(tiff.readUInt16LE(at))) {
        tiff.writeUInt16LE(4, at + 2)
        tiff.writeUInt32LE(side, at + 8)
      }
    }
    return tiff
  },
  'header.psd': async () => {
    const psd = Buffer.alloc(60)
    psd.write('8BPS\0\x01', 'latin1')
    psd.writeUInt16BE(3, 12)
    psd.writeUInt32BE(side, 14)
    psd.writeUInt32BE(side, 18)
    psd.writeUInt16BE(16, 22)
    psd.writeUInt16BE(3, 24)
    return psd
  },
  'page-as-large-as-it-may-be.pdf': async () => page('0 0 14400 14400'),
  'page-without-bounds.pdf': async () => page('0 0 1e12 1e12'),
}
