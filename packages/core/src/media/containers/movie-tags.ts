import type { ByteSource } from '../byte-source.ts'
import { type Box, boxesByType, metaChildren, readBox, walkBoxes } from './boxes.ts'
import { type MetadataBlock, maxBlocks } from './facts.ts'

const maxTagBytes = 64 * 1024
const maxTags = 200

/** The text of an iTunes-style `data` box (type 1 is UTF-8); numbers and pictures are left out. */
const dataText = async (source: ByteSource, item: Box): Promise<string | null> => {
  const data = (await boxesByType(source, item.offset, item.end)).get('data')
  if (!data || data.end - data.offset < 8 || data.end - data.offset > maxTagBytes) return null
  const bytes = await readBox(source, data, maxTagBytes)
  return (bytes.readUInt32BE(0) & 0xffffff) === 1 ? bytes.toString('utf8', 8) : null
}

/** The names of the `keys` box: the items of `ilst` refer to them by their 1-based place (QuickTime File Format, Metadata). */
const readKeys = async (source: ByteSource, keys: Box | undefined): Promise<readonly string[]> => {
  if (!keys) return []
  const names: string[] = []
  for await (const key of walkBoxes(source, keys.offset + 8, keys.end)) {
    if (names.length >= maxTags) break
    names.push((await source.read(key.offset, Math.min(256, key.end - key.offset))).toString('utf8'))
  }
  return names
}

const readMeta = async (source: ByteSource, meta: Box, tags: Map<string, string>): Promise<void> => {
  const parts = await boxesByType(source, await metaChildren(source, meta), meta.end)
  const ilst = parts.get('ilst')
  if (!ilst) return
  const keys = await readKeys(source, parts.get('keys'))
  for await (const item of walkBoxes(source, ilst.offset, ilst.end)) {
    if (tags.size >= maxTags) return
    const index = Buffer.from(item.type, 'latin1').readUInt32BE(0)
    const name = keys[index - 1] ?? item.type
    const text = await dataText(source, item)
    if (text !== null && !tags.has(name)) tags.set(name, text)
  }
}

/** A classic QuickTime text atom: length, language, text. */
const readUserText = async (source: ByteSource, box: Box): Promise<string | null> => {
  if (box.end - box.offset < 4 || box.end - box.offset > maxTagBytes) return null
  const bytes = await readBox(source, box, maxTagBytes)
  const length = Math.min(bytes.readUInt16BE(0), bytes.length - 4)
  return bytes.toString('utf8', 4, 4 + length)
}

/**
 * Text tags of a film by their own names (`com.apple.quicktime.make`, `©xyz`, `©ART`), from `moov/meta`, `moov/udta` and
 * `moov/udta/meta`. XMP packets found in `udta` are added to `blocks`. A damaged tag box ends the reading, it does not refuse the film.
 */
export const readMovieTags = async (
  source: ByteSource,
  moov: Box,
  blocks: MetadataBlock[],
): Promise<Map<string, string>> => {
  const tags = new Map<string, string>()
  try {
    const parts = await boxesByType(source, moov.offset, moov.end)
    const metas = [parts.get('meta')]
    const udta = parts.get('udta')
    // Atoms directly in `udta` are the camera's own; those of `meta` are often written later by a program.
    for await (const box of udta ? walkBoxes(source, udta.offset, udta.end) : []) {
      if (tags.size >= maxTags) break
      if (box.type === 'meta') metas.push(box)
      else if (box.type === 'XMP_' && blocks.length < maxBlocks) {
        blocks.push({ kind: 'xmp', offset: box.offset, length: box.end - box.offset })
      } else if (box.type.startsWith('©')) {
        const text = await readUserText(source, box)
        if (text !== null && !tags.has(box.type)) tags.set(box.type, text)
      }
    }
    for (const meta of metas) if (meta) await readMeta(source, meta, tags)
  } catch {
    // Time that ran out is the one fault that must not be swallowed here.
    source.checkTime()
  }
  return tags
}
