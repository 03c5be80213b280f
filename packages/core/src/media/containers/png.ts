import type { ByteSource } from '../byte-source.ts'
import { corrupt, truncated } from '../faults.ts'
import { type ContainerFacts, facts, type MetadataBlock, maxBlocks, type WalkOptions } from './facts.ts'

const profileKinds: Readonly<Record<string, MetadataBlock['kind']>> = {
  'Raw profile type exif': 'exif',
  'Raw profile type APP1': 'exif',
  'Raw profile type xmp': 'xmp',
  'Raw profile type iptc': 'photoshop',
  'Raw profile type 8bim': 'photoshop',
}

/** Keywords that the specification gives a meaning (11.3.3.2), and that are asked for. */
const namedTexts = new Set(['Title', 'Author', 'Description', 'Copyright', 'Creation Time'])

/** Where the text of an `iTXt` chunk begins and whether it is compressed (PNG specification, 11.3.3.4). */
const internationalText = (chunk: Buffer, keywordEnd: number): { start: number; compressed: boolean } | null => {
  if (keywordEnd + 3 > chunk.length) return null
  const languageEnd = chunk.indexOf(0, keywordEnd + 3)
  const translatedEnd = languageEnd === -1 ? -1 : chunk.indexOf(0, languageEnd + 1)
  return translatedEnd === -1 ? null : { start: translatedEnd + 1, compressed: chunk.readUInt8(keywordEnd + 1) === 1 }
}

const textBlock = (type: string, chunk: Buffer, offset: number, length: number): MetadataBlock | null => {
  const keywordEnd = chunk.subarray(0, 80).indexOf(0)
  if (keywordEnd === -1) return null
  const keyword = chunk.toString('latin1', 0, keywordEnd)
  const isPacket = keyword === 'XML:com.adobe.xmp'
  if (isPacket || namedTexts.has(keyword)) {
    // The specification asks for iTXt; libvips writes zTXt.
    const text =
      type === 'iTXt'
        ? internationalText(chunk, keywordEnd)
        : { start: keywordEnd + (type === 'zTXt' ? 2 : 1), compressed: type === 'zTXt' }
    if (!text || text.start > length) return null
    const place = { offset: offset + text.start, length: length - text.start }
    const block: MetadataBlock = isPacket
      ? { kind: 'xmp', ...place }
      : { kind: 'text', name: `png:${keyword}`, ...place }
    return text.compressed ? { ...block, encoding: 'deflate' } : block
  }
  const kind = profileKinds[keyword]
  if (!kind) return null
  if (type === 'tEXt')
    return { kind, offset: offset + keywordEnd + 1, length: length - keywordEnd - 1, encoding: 'profile' }
  if (type === 'zTXt')
    return { kind, offset: offset + keywordEnd + 2, length: length - keywordEnd - 2, encoding: 'profile-deflate' }
  return null
}

/** Walks the chunks of a PNG to `IEND`. Text chunks are only located: a bomb in one costs nothing here. */
export const walkPng = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const blocks: MetadataBlock[] = []
  const header = await source.exactly(8, 25)
  if (header.toString('latin1', 4, 8) !== 'IHDR' || header.readUInt32BE(0) !== 13)
    throw corrupt('the PNG does not begin with its header')
  const widthPx = header.readUInt32BE(8)
  const heightPx = header.readUInt32BE(12)
  options.checkSize(widthPx, heightPx)
  let hasAlpha = (header.readUInt8(17) & 4) !== 0
  let frames = 1
  let sawData = false
  for (let position = 33; ; ) {
    const head = await source.exactly(position, 8)
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    if (type === 'IEND') break
    if (length > 0x7fffffff || !/^[A-Za-z]{4}$/.test(type)) throw corrupt('a PNG chunk has no valid header')
    const offset = position + 8
    if (offset + length + 4 > source.size) throw truncated()
    if (type === 'IDAT') sawData = true
    else if (type === 'tRNS') hasAlpha = true
    else if (type === 'acTL' && length >= 4) frames = Math.max(1, (await source.exactly(offset, 4)).readUInt32BE(0))
    else if (blocks.length < maxBlocks) {
      if (type === 'eXIf') blocks.push({ kind: 'exif', offset, length })
      else if (type === 'iCCP') {
        // A name, its zero, and the method of compression, of which there is one.
        const data = (await source.read(offset, Math.min(length, 80))).indexOf(0) + 2
        if (data >= 2 && data < length)
          blocks.push({ kind: 'icc', offset: offset + data, length: length - data, encoding: 'deflate' })
      } else if (type === 'iTXt' || type === 'tEXt' || type === 'zTXt') {
        const block = textBlock(type, await source.read(offset, Math.min(length, 256)), offset, length)
        if (block) blocks.push(block)
      }
    }
    position = offset + length + 4
  }
  if (!sawData) throw corrupt('the PNG holds no picture')
  return facts({ widthPx, heightPx, frames, hasAlpha, blocks })
}
