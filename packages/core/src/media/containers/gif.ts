import type { ByteSource } from '../byte-source.ts'
import { corrupt } from '../faults.ts'
import { type ContainerFacts, facts, type MetadataBlock, type WalkOptions } from './facts.ts'

const colourTableBytes = (packed: number) => ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1))

/** Skips a chain of sub-blocks and returns the offset after its terminator. */
const skipSubBlocks = async (source: ByteSource, from: number): Promise<number> => {
  let position = from
  for (;;) {
    const length = (await source.exactly(position, 1)).readUInt8(0)
    position += 1 + length
    if (length === 0) return position
  }
}

/** The XMP packet lies bare in the application block, followed by a 258 byte trailer (XMP specification part 3, 1.1.2). */
const xmpTrailerBytes = 258

/** Walks a GIF to its trailer (GIF89a, section 27), counting pictures. */
export const walkGif = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const blocks: MetadataBlock[] = []
  const screen = await source.exactly(0, 13)
  const widthPx = screen.readUInt16LE(6)
  const heightPx = screen.readUInt16LE(8)
  options.checkSize(widthPx, heightPx)
  let frames = 0
  let hasAlpha = false
  let position = 13 + colourTableBytes(screen.readUInt8(10))
  for (;;) {
    const introducer = (await source.exactly(position, 1)).readUInt8(0)
    if (introducer === 0x3b) break
    if (introducer === 0x2c) {
      const descriptor = await source.exactly(position, 10)
      const packed = descriptor.readUInt8(9)
      options.checkSize(descriptor.readUInt16LE(5), descriptor.readUInt16LE(7))
      frames += 1
      if (frames > options.maxFrames) break
      position = await skipSubBlocks(source, position + 10 + colourTableBytes(packed) + 1)
    } else if (introducer === 0x21) {
      const label = (await source.exactly(position, 2)).readUInt8(1)
      const start = position + 2
      if (label === 0xf9) hasAlpha ||= ((await source.exactly(start, 2)).readUInt8(1) & 1) === 1
      const application = label === 0xff ? (await source.read(start, 12)).toString('latin1') : ''
      const next = await skipSubBlocks(source, start)
      if (application === '\x0bXMP DataXMP')
        blocks.push({ kind: 'xmp', offset: start + 12, length: Math.max(0, next - start - 12 - xmpTrailerBytes) })
      else if (application === '\x0bICCRGBG1012')
        blocks.push({ kind: 'icc', offset: start + 12, length: next - start - 12, encoding: 'sub-blocks' })
      position = next
    } else {
      throw corrupt('a GIF block has no valid introducer')
    }
  }
  if (frames === 0) throw corrupt('the GIF holds no picture')
  return facts({ widthPx, heightPx, frames, hasAlpha, blocks })
}
