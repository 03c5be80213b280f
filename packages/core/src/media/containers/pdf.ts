import type { ByteSource } from '../byte-source.ts'
import { truncated } from '../faults.ts'
import { type ContainerFacts, facts, type MetadataBlock } from './facts.ts'

const tailBytes = 4096
const searchBytes = 4 * 1024 * 1024
const maxPacketBytes = 1024 * 1024

/**
 * Metadata in the first or last 4 MiB, found by scanning: the last whole XMP packet, which is stored uncompressed for this very
 * purpose, and the image resources that Photoshop keeps in its documents.
 */
const findBlocks = async (source: ByteSource): Promise<MetadataBlock[]> => {
  const blocks: MetadataBlock[] = []
  const add = (kind: 'xmp' | 'photoshop', offset: number, length: number) => {
    if (length <= maxPacketBytes && !blocks.some((block) => block.kind === kind)) blocks.push({ kind, offset, length })
  }
  for (const start of new Set([Math.max(0, source.size - searchBytes), 0])) {
    const bytes = await source.read(start, searchBytes)
    const packetEnd = bytes.lastIndexOf('</rdf:RDF>')
    const packet = packetEnd === -1 ? -1 : bytes.lastIndexOf('<rdf:RDF', packetEnd)
    if (packet !== -1) add('xmp', start + packet, packetEnd - packet + '</rdf:RDF>'.length)
    const resources = bytes.indexOf('8BIM')
    const resourcesEnd = resources === -1 ? -1 : bytes.indexOf('endstream', resources)
    if (resourcesEnd !== -1) add('photoshop', start + resources, resourcesEnd - resources)
  }
  return blocks
}

/** A PDF is taken in when its end marker is near its end, as readers ask for; nothing in it is run or resolved. */
export const walkPdf = async (source: ByteSource): Promise<ContainerFacts> => {
  const tail = await source.read(Math.max(0, source.size - tailBytes), tailBytes)
  if (!tail.includes('%%EOF')) throw truncated()
  return facts({ blocks: await findBlocks(source) })
}
