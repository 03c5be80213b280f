import type { ByteSource } from '../byte-source.ts'
import { corrupt, truncated } from '../faults.ts'
import { type ContainerFacts, facts, type MetadataBlock, maxBlocks, type WalkOptions } from './facts.ts'
import { walkRiff } from './riff.ts'

const chunkKinds: Readonly<Record<string, MetadataBlock['kind']>> = { EXIF: 'exif', 'XMP ': 'xmp', ICCP: 'icc' }

/** Size and alpha from the first bytes of a lossy (RFC 6386, 9.1) or lossless (RFC 9649, 3.4) bitstream. */
export const bitstreamHeader = (type: string, bytes: Buffer) => {
  if (type === 'VP8 ') {
    if (bytes.length < 10 || bytes.readUIntBE(3, 3) !== 0x9d012a) throw corrupt('the WebP picture has no valid header')
    return { widthPx: bytes.readUInt16LE(6) & 0x3fff, heightPx: bytes.readUInt16LE(8) & 0x3fff, hasAlpha: false }
  }
  if (bytes.length < 5 || bytes.readUInt8(0) !== 0x2f) throw corrupt('the WebP picture has no valid header')
  const bits = bytes.readUInt32LE(1)
  return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1, hasAlpha: ((bits >>> 28) & 1) === 1 }
}

/** Walks the chunks of a WebP file (RFC 9649). */
export const walkWebp = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const end = 8 + (await source.exactly(4, 4)).readUInt32LE(0)
  if (end > source.size) throw truncated()
  const blocks: MetadataBlock[] = []
  let size: { widthPx: number; heightPx: number } | null = null
  let hasAlpha = false
  let animated = false
  let frames = 0
  for await (const { type, offset, length } of walkRiff(source, 12, end)) {
    if (type === 'VP8X' && length >= 10) {
      const bytes = await source.exactly(offset, 10)
      const flags = bytes.readUInt8(0)
      hasAlpha = (flags & 0x10) !== 0
      animated = (flags & 0x02) !== 0
      size = { widthPx: bytes.readUIntLE(4, 3) + 1, heightPx: bytes.readUIntLE(7, 3) + 1 }
      options.checkSize(size.widthPx, size.heightPx)
    } else if (type === 'VP8 ' || type === 'VP8L') {
      const picture = bitstreamHeader(type, await source.read(offset, Math.min(10, length)))
      options.checkSize(picture.widthPx, picture.heightPx)
      size ??= { widthPx: picture.widthPx, heightPx: picture.heightPx }
      hasAlpha ||= picture.hasAlpha
      frames = Math.max(frames, 1)
    } else if (type === 'ANMF') {
      frames += 1
      if (frames > options.maxFrames) break
    } else {
      const kind = chunkKinds[type]
      if (kind !== undefined && blocks.length < maxBlocks) blocks.push({ kind, offset, length })
    }
  }
  if (size === null || frames === 0) throw corrupt('the WebP holds no picture')
  return facts({ ...size, hasAlpha, frames: animated ? frames : 1, blocks })
}
