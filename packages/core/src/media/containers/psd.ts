import type { ByteSource } from '../byte-source.ts'
import { truncated } from '../faults.ts'
import { type ContainerFacts, facts, type WalkOptions } from './facts.ts'

/** Reads the header of a Photoshop document and locates its image resources (Adobe Photoshop File Formats Specification). */
export const walkPsd = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const header = await source.exactly(0, 30)
  const isLarge = header.readUInt16BE(4) === 2
  const heightPx = header.readUInt32BE(14)
  const widthPx = header.readUInt32BE(18)
  options.checkSize(widthPx, heightPx)
  const resources = 30 + header.readUInt32BE(26)
  const length = (await source.exactly(resources, 4)).readUInt32BE(0)
  const layers = resources + 4 + length
  const layersHead = await source.exactly(layers, isLarge ? 8 : 4)
  const layersBytes = isLarge ? Number(layersHead.readBigUInt64BE(0)) : layersHead.readUInt32BE(0)
  // The merged picture follows the layers and begins with two bytes that name its compression.
  if (layers + layersHead.length + layersBytes + 2 > source.size) throw truncated()
  const colourMode = header.readUInt16BE(24)
  const hasAlpha = header.readUInt16BE(12) > (colourMode === 4 ? 4 : colourMode === 3 || colourMode === 9 ? 3 : 1)
  return facts({ widthPx, heightPx, hasAlpha, blocks: [{ kind: 'photoshop', offset: resources + 4, length }] })
}
