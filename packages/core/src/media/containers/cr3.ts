import type { ByteSource } from '../byte-source.ts'
import { corrupt } from '../faults.ts'
import { boxesByType, walkBoxes } from './boxes.ts'
import { type ContainerFacts, facts, type MetadataBlock, type WalkOptions } from './facts.ts'

const canonUuid = 'uuid:85c0b687820f11e08111f4ce462b6a48'
const xmpUuid = 'uuid:be7acfcb97a942e89c71999491e3afac'
const kinds: Readonly<Record<string, MetadataBlock['kind']>> = { CMT1: 'exif', CMT2: 'exif-ifd', CMT4: 'gps-ifd' }

/** Walks a Canon CR3: a QuickTime-like file whose tracks are the pictures; the largest is the photo. */
export const walkCr3 = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const blocks: MetadataBlock[] = []
  const top = await boxesByType(source, 0, source.size)
  const moov = top.get('moov')
  if (!moov) throw corrupt('the raw file has no index')
  const xmp = top.get(xmpUuid)
  if (xmp) blocks.push({ kind: 'xmp', offset: xmp.offset, length: xmp.end - xmp.offset })
  let largest = { widthPx: 0, heightPx: 0 }
  for await (const box of walkBoxes(source, moov.offset, moov.end)) {
    if (box.type === canonUuid) {
      for await (const part of walkBoxes(source, box.offset, box.end)) {
        const kind = kinds[part.type]
        if (kind) blocks.push({ kind, offset: part.offset, length: part.end - part.offset })
      }
    } else if (box.type === 'trak') {
      const size = await sampleSize(source, box.offset, box.end)
      if (size && size.widthPx * size.heightPx > largest.widthPx * largest.heightPx) largest = size
    }
  }
  options.checkSize(largest.widthPx, largest.heightPx)
  return facts({ ...largest, blocks })
}

/** Width and height of the first sample entry of a track, where it is a picture. */
const sampleSize = async (source: ByteSource, start: number, end: number) => {
  let level = { offset: start, end }
  for (const name of ['mdia', 'minf', 'stbl', 'stsd']) {
    const next = (await boxesByType(source, level.offset, level.end)).get(name)
    if (!next) return null
    level = next
  }
  const bytes = await source.read(level.offset, 44)
  if (bytes.length < 44 || bytes.toString('latin1', 12, 16) !== 'CRAW') return null
  return { widthPx: bytes.readUInt16BE(40), heightPx: bytes.readUInt16BE(42) }
}
