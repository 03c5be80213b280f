import type { ByteSource } from '../byte-source.ts'
import { truncated } from '../faults.ts'
import { type ContainerFacts, facts, type MetadataBlock } from './facts.ts'

const tailBytes = 4096
const searchBytes = 4 * 1024 * 1024
const maxPacketBytes = 1024 * 1024

/** The last whole XMP packet in the first or last 4 MiB: a document's packet is stored uncompressed so that it can be found by scanning. */
const findPacket = async (source: ByteSource): Promise<MetadataBlock | null> => {
  for (const start of [Math.max(0, source.size - searchBytes), 0]) {
    const bytes = await source.read(start, searchBytes)
    const end = bytes.lastIndexOf('</x:xmpmeta>')
    const from = end === -1 ? -1 : bytes.lastIndexOf('<x:xmpmeta', end)
    if (from !== -1 && end - from <= maxPacketBytes)
      return { kind: 'xmp', offset: start + from, length: end - from + '</x:xmpmeta>'.length }
    if (start === 0) break
  }
  return null
}

/** A PDF is taken in when its end marker is near its end, as readers ask for; nothing in it is run or resolved. */
export const walkPdf = async (source: ByteSource): Promise<ContainerFacts> => {
  const tail = await source.read(Math.max(0, source.size - tailBytes), tailBytes)
  if (!tail.includes('%%EOF')) throw truncated()
  const packet = await findPacket(source)
  return facts({ blocks: packet ? [packet] : [] })
}
