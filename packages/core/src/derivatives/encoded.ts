import type { DerivativeFormat } from './formats.ts'
import type { Dimensions } from './geometry.ts'

/**
 * Tells whether bytes are a whole JPEG, WebP or AVIF as the renderer writes them, and how large the picture is. Reads the frame only, no
 * pixels: enough to find a cache file that is empty, cut off, or of another type.
 *
 * Formats: ITU-T T.81 annex B (JPEG markers); RFC 9649 (WebP container); ISO/IEC 23008-12 (boxes of an AVIF).
 *
 * @returns `undefined` where they are not.
 */
export const inspectEncoded = (bytes: Buffer, format: DerivativeFormat): Dimensions | undefined =>
  inspectors[format](bytes)

const inspectJpeg = (bytes: Buffer): Dimensions | undefined => {
  if (bytes.length < 20 || bytes.readUInt16BE(0) !== 0xffd8 || bytes.readUInt16BE(bytes.length - 2) !== 0xffd9)
    return undefined
  let offset = 2
  while (offset + 9 < bytes.length) {
    if (bytes[offset] !== 0xff) return undefined
    const marker = bytes.readUInt8(offset + 1)
    // SOF0 to SOF15, but for DHT (C4), JPG (C8) and DAC (CC), which share the range.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { heightPx: bytes.readUInt16BE(offset + 5), widthPx: bytes.readUInt16BE(offset + 7) }
    }
    offset += 2 + bytes.readUInt16BE(offset + 2)
  }
  return undefined
}

const inspectWebp = (bytes: Buffer): Dimensions | undefined => {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP')
    return undefined
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return undefined
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { widthPx: bytes.readUInt16LE(26) & 0x3fff, heightPx: bytes.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21)
      return { widthPx: (packed & 0x3fff) + 1, heightPx: ((packed >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { widthPx: bytes.readUIntLE(24, 3) + 1, heightPx: bytes.readUIntLE(27, 3) + 1 }
    default:
      return undefined
  }
}

const inspectAvif = (bytes: Buffer): Dimensions | undefined => {
  if (bytes.length < 32 || bytes.toString('latin1', 4, 12) !== 'ftypavif') return undefined
  let found: Dimensions | undefined
  let offset = 0
  while (offset + 8 <= bytes.length) {
    const length = bytes.readUInt32BE(offset)
    if (length < 8 || offset + length > bytes.length) return undefined
    const type = bytes.toString('latin1', offset + 4, offset + 8)
    if (type === 'meta') found = spatialExtents(bytes.subarray(offset, offset + length))
    // What follows the picture's properties: the picture itself, whole.
    if (type === 'mdat' && found !== undefined && offset + length === bytes.length) return found
    offset += length
  }
  return undefined
}

/** The box `ispe`, looked for by its name: the renderer writes one picture, with an alpha channel of the same size at most. */
const spatialExtents = (meta: Buffer): Dimensions | undefined => {
  const at = meta.indexOf('ispe', 0, 'latin1')
  if (at < 0 || at + 16 > meta.length) return undefined
  return { widthPx: meta.readUInt32BE(at + 8), heightPx: meta.readUInt32BE(at + 12) }
}

const inspectors = { jpeg: inspectJpeg, webp: inspectWebp, avif: inspectAvif } as const
