import type { Dimensions } from './geometry.ts'
import type { DerivativeFormat } from './recipe.ts'

/**
 * Tells whether bytes are a whole JPEG or WebP as the renderer writes them, and how large the picture is. Reads the frame only, no
 * pixels: enough to find a cache file that is empty, cut off, or of another type.
 *
 * Formats: ITU-T T.81 annex B (JPEG markers); RFC 9649 (WebP container).
 *
 * @returns `undefined` where they are not.
 */
export const inspectEncoded = (bytes: Buffer, format: DerivativeFormat): Dimensions | undefined =>
  format === 'jpeg' ? inspectJpeg(bytes) : inspectWebp(bytes)

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
