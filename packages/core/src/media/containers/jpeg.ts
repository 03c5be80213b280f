import type { ByteSource } from '../byte-source.ts'
import { corrupt, truncated } from '../faults.ts'
import { type ContainerFacts, facts, type MetadataBlock, maxBlocks, type WalkOptions } from './facts.ts'

const startsWith = (bytes: Buffer, text: string) => bytes.subarray(0, text.length).equals(Buffer.from(text, 'latin1'))

const signatures: readonly { marker: number; text: string; kind: MetadataBlock['kind']; head?: number }[] = [
  { marker: 0xe1, text: 'Exif\0\0', kind: 'exif' },
  { marker: 0xe1, text: 'http://ns.adobe.com/xap/1.0/\0', kind: 'xmp' },
  { marker: 0xe1, text: 'http://ns.adobe.com/xmp/extension/\0', kind: 'xmp-extended' },
  { marker: 0xed, text: 'Photoshop 3.0\0', kind: 'photoshop' },
  // Two bytes number the pieces of a profile, which stand in their order.
  { marker: 0xe2, text: 'ICC_PROFILE\0', kind: 'icc', head: 2 },
]

/**
 * The offset of the next marker's second byte at or after `from`, skipping stuffed bytes, fill bytes and restart markers, or -1.
 * This is how the end of the entropy-coded data is found without decoding it (ITU-T T.81, B.1.1.5).
 */
export const nextMarker = (source: ByteSource, from: number, end: number): Promise<number> =>
  source.scan(from, end, (bytes) => {
    for (let at = bytes.indexOf(0xff); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
      const code = bytes.readUInt8(at + 1)
      if (code !== 0x00 && code !== 0xff && code !== 0x01 && (code < 0xd0 || code > 0xd7)) return at + 1
    }
    return -1
  })

const isFrameHeader = (code: number) => code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc

/**
 * Walks the segments of a JPEG from `start`, which lies inside another file for a preview, then its scans to the end marker.
 * Bytes after the end marker are left alone: gain maps, motion photos and archives are appended there.
 */
export const walkJpeg = async (
  source: ByteSource,
  options: WalkOptions,
  start = 0,
  end = source.size,
): Promise<ContainerFacts> => {
  const blocks: MetadataBlock[] = []
  let size: { widthPx: number; heightPx: number } | null = null
  let scans = 0
  let position = start + 2
  for (;;) {
    // Stripped files that end exactly where their picture data would begin are kept for their metadata; nothing in them is cut through.
    if (scans === 1 && position === end && size !== null) return facts({ ...size, blocks, hasPixels: false })
    const at = await nextMarker(source, position, end)
    if (at === -1) throw truncated()
    const code = (await source.exactly(at, 1)).readUInt8(0)
    position = at + 1
    if (code === 0xd9) break
    if (code === 0xd8) continue
    const head = await source.exactly(position, 2)
    const length = head.readUInt16BE(0)
    if (length < 2) throw corrupt('a JPEG segment has no length')
    if (position + length > end) throw truncated()
    if (isFrameHeader(code) && size === null) {
      if (length < 8) throw corrupt('the JPEG frame header is too short')
      const frame = await source.exactly(position + 2, 5)
      size = { widthPx: frame.readUInt16BE(3), heightPx: frame.readUInt16BE(1) }
      options.checkSize(size.widthPx, size.heightPx)
    } else if (code === 0xe1 || code === 0xe2 || code === 0xed) {
      const opening = await source.read(position + 2, Math.min(40, length - 2))
      const known = signatures.find((s) => s.marker === code && startsWith(opening, s.text))
      if (known && blocks.length < maxBlocks) {
        const skip = 2 + known.text.length + (known.head ?? 0)
        if (skip < length) blocks.push({ kind: known.kind, offset: position + skip, length: length - skip })
      }
    } else if (code === 0xda) {
      scans += 1
      if (!options.toTheEnd && size !== null) break
    }
    position += length
  }
  if (size === null || scans === 0) throw corrupt('the JPEG holds no picture')
  return facts({ ...size, blocks })
}
