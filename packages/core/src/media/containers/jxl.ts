import type { ByteSource } from '../byte-source.ts'
import { corrupt } from '../faults.ts'
import type { Orientation } from '../types.ts'
import { type Box, walkBoxes } from './boxes.ts'
import { type ContainerFacts, facts, type MetadataBlock, maxBlocks, type WalkOptions } from './facts.ts'

/** Reads bits, least significant first (ISO/IEC 18181-1, 3.2). */
const bitReader = (bytes: Buffer) => {
  let position = 0
  return (count: number): number => {
    let value = 0
    for (let bit = 0; bit < count; bit += 1, position += 1) {
      const byte = bytes[position >> 3]
      if (byte === undefined) throw corrupt('the JPEG XL header ends too early')
      value += ((byte >> (position & 7)) & 1) * 2 ** bit
    }
    return value
  }
}

const ratios: Readonly<Record<number, readonly [number, number]>> = {
  1: [1, 1],
  2: [12, 10],
  3: [4, 3],
  4: [3, 2],
  5: [16, 9],
  6: [5, 4],
  7: [2, 1],
}

/** Size and orientation at the start of a codestream: `SizeHeader` and the opening of `ImageMetadata` (ISO/IEC 18181-1, D.2 and D.3). */
export const readCodestreamHeader = (codestream: Buffer) => {
  if (codestream.length < 4 || codestream.readUInt16BE(0) !== 0xff0a)
    throw corrupt('the JPEG XL picture has no valid header')
  const read = bitReader(codestream.subarray(2))
  const small = read(1) === 1
  const side = () => (small ? (read(5) + 1) * 8 : read([9, 13, 18, 30][read(2)] ?? 9) + 1)
  const heightPx = side()
  const ratio = ratios[read(3)]
  const widthPx = ratio ? Math.floor((heightPx * ratio[0]) / ratio[1]) : side()
  const allDefault = read(1) === 1
  const extraFields = !allDefault && read(1) === 1
  const orientation = (extraFields ? read(3) + 1 : 1) as Orientation
  return { widthPx, heightPx, orientation }
}

/** Walks a JPEG XL file, bare or in its container (ISO/IEC 18181-2). A bare codestream holds no length: its end is not checked. */
export const walkJxl = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const opening = Buffer.from(await source.exactly(0, 2))
  const blocks: MetadataBlock[] = []
  let codestream = opening.readUInt16BE(0) === 0xff0a ? Buffer.from(await source.read(0, 64)) : null
  if (!codestream) {
    for await (const box of walkBoxes(source, 0, source.size)) {
      if (!codestream && (box.type === 'jxlc' || box.type === 'jxlp')) {
        codestream = Buffer.from(await source.read(box.offset + (box.type === 'jxlp' ? 4 : 0), 64))
      } else {
        const block = blocks.length < maxBlocks ? await metadataBlock(source, box) : null
        if (block) blocks.push(block)
      }
    }
  }
  if (!codestream) throw corrupt('the JPEG XL file holds no picture')
  const header = readCodestreamHeader(codestream)
  options.checkSize(header.widthPx, header.heightPx)
  return facts({ ...header, blocks })
}

const metadataBlock = async (source: ByteSource, box: Box): Promise<MetadataBlock | null> => {
  const length = box.end - box.offset
  if (box.type === 'xml ') return { kind: 'xmp', offset: box.offset, length }
  if (box.type === 'Exif' && length > 4) {
    const skip = 4 + (await source.exactly(box.offset, 4)).readUInt32BE(0)
    return skip < length ? { kind: 'exif', offset: box.offset + skip, length: length - skip } : null
  }
  if (box.type === 'brob' && length > 4) {
    const type = (await source.exactly(box.offset, 4)).toString('latin1')
    const kind = type === 'xml ' ? 'xmp' : type === 'Exif' ? 'exif' : null
    return kind && { kind, offset: box.offset + 4, length: length - 4, encoding: 'brotli' }
  }
  return null
}
