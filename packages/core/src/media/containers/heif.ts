import type { ByteSource } from '../byte-source.ts'
import { corrupt, truncated } from '../faults.ts'
import { composeOrientations, fromMirrorAxis, fromQuarterTurns } from '../orientation.ts'
import type { Orientation } from '../types.ts'
import { type Box, boxesByType, metaChildren, readBox, walkBoxes } from './boxes.ts'
import { type ContainerFacts, facts, type MetadataBlock, type WalkOptions } from './facts.ts'
import {
  type ItemInfo,
  type ItemLocation,
  readItemInfo,
  readItemLocations,
  readPropertyAssociations,
} from './heif-items.ts'
import { walkMovie } from './movie.ts'

const maxTableBytes = 4 * 1024 * 1024

const itemInfos = async (source: ByteSource, iinf: Box | undefined): Promise<readonly ItemInfo[]> => {
  if (!iinf) return []
  const version = (await source.exactly(iinf.offset, 1)).readUInt8(0)
  const infos: ItemInfo[] = []
  for await (const box of walkBoxes(source, iinf.offset + (version === 0 ? 6 : 8), iinf.end)) {
    const info = box.type === 'infe' ? readItemInfo(await readBox(source, box, 64 * 1024)) : null
    if (info) infos.push(info)
  }
  return infos
}

/** Size, turn and colour profile of the primary item: `ispe`, `colr`, then `irot` and `imir` in the order of its associations. */
const primaryProperties = async (source: ByteSource, iprp: Box, itemId: number) => {
  const parts = await boxesByType(source, iprp.offset, iprp.end)
  const ipco = parts.get('ipco')
  const ipma = parts.get('ipma')
  if (!ipco || !ipma) throw corrupt('the picture has no properties')
  const properties: Box[] = []
  for await (const box of walkBoxes(source, ipco.offset, ipco.end)) properties.push(box)
  let size: { widthPx: number; heightPx: number } | null = null
  let orientation: Orientation = 1
  const profiles: MetadataBlock[] = []
  for (const index of readPropertyAssociations(await readBox(source, ipma, maxTableBytes), itemId)) {
    const box = properties[index - 1]
    if (box?.type === 'ispe') {
      const bytes = await source.exactly(box.offset, 12)
      size = { widthPx: bytes.readUInt32BE(4), heightPx: bytes.readUInt32BE(8) }
    } else if (box?.type === 'colr') {
      const type = (await source.exactly(box.offset, 4)).toString('latin1')
      if (type === 'prof' || type === 'rICC')
        profiles.push({ kind: 'icc', offset: box.offset + 4, length: box.end - box.offset - 4 })
    } else if (box?.type === 'irot') {
      orientation = composeOrientations(
        orientation,
        fromQuarterTurns((await source.exactly(box.offset, 1)).readUInt8(0)),
      )
    } else if (box?.type === 'imir') {
      orientation = composeOrientations(orientation, fromMirrorAxis((await source.exactly(box.offset, 1)).readUInt8(0)))
    }
  }
  return { size, orientation, profiles: profiles.slice(0, 1) }
}

const metadataBlocks = async (
  source: ByteSource,
  infos: readonly ItemInfo[],
  locations: readonly ItemLocation[],
  idat: Box | undefined,
): Promise<MetadataBlock[]> => {
  const blocks: MetadataBlock[] = []
  for (const info of infos) {
    const isXmp = info.type === 'mime' && info.contentType === 'application/rdf+xml'
    if (info.type !== 'Exif' && !isXmp) continue
    const location = locations.find((l) => l.id === info.id)
    const extent = location?.extents[0]
    if (!location || !extent || (location.method === 1 && !idat)) continue
    const offset = extent.offset + (location.method === 1 ? (idat?.offset ?? 0) : 0)
    if (isXmp) blocks.push({ kind: 'xmp', offset, length: extent.length })
    else if (extent.length > 4 && offset + 4 <= source.size) {
      // An Exif item begins with the distance to its TIFF header (ISO/IEC 23008-12, A.2.1).
      const skip = 4 + (await source.exactly(offset, 4)).readUInt32BE(0)
      if (skip < extent.length) blocks.push({ kind: 'exif', offset: offset + skip, length: extent.length - skip })
    }
  }
  return blocks
}

/** Reads the primary picture of a HEIF file (HEIC, AVIF) without decoding it; a pure image sequence is read like a film. */
export const walkHeif = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const top = await boxesByType(source, 0, source.size)
  const meta = top.get('meta')
  if (!meta) return { ...(await walkMovie(source, options)), durationSeconds: null }
  const parts = await boxesByType(source, await metaChildren(source, meta), meta.end)
  const [pitm, iprp, iloc] = [parts.get('pitm'), parts.get('iprp'), parts.get('iloc')]
  if (!pitm || !iprp || !iloc) throw corrupt('the file names no primary picture')
  const primary = await source.exactly(pitm.offset, 8)
  const itemId = primary.readUInt8(0) === 0 ? primary.readUInt16BE(4) : primary.readUInt32BE(4)
  const { size, orientation, profiles } = await primaryProperties(source, iprp, itemId)
  if (!size) throw corrupt('the picture has no size')
  options.checkSize(size.widthPx, size.heightPx)
  const locations = readItemLocations(await readBox(source, iloc, maxTableBytes))
  for (const { method, extents } of locations) {
    if (method === 0 && extents.some((e) => e.offset + e.length > source.size)) throw truncated()
  }
  const blocks = await metadataBlocks(source, await itemInfos(source, parts.get('iinf')), locations, parts.get('idat'))
  // The film of a motion photo lies in a box of its own behind the picture.
  const tags = new Map<string, string>(top.has('mpvd') ? [['mpvd', '1']] : [])
  return facts({ ...size, orientation, blocks: [...blocks, ...profiles], tags })
}
