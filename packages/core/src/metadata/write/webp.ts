import { VitrineError } from '../../errors/vitrine-error.ts'
import type { Orientation } from '../../media/types.ts'
import { withoutGps } from './exif-gps.ts'
import { orientationBlock } from './orientation-block.ts'
import { rewriteWebp, type WebpChunk } from './webp-chunks.ts'
import type { Assignment } from './write.types.ts'
import { isPositionName, openPacket } from './xmp-packet.ts'

/** What makes the picture, its colours and its movement. */
const pictureTypes = new Set(['VP8X', 'ICCP', 'ANIM', 'ANMF', 'ALPH', 'VP8 ', 'VP8L'])
const maxBlockBytes = 2 * 1024 * 1024
/** Some programs put the marker of a JPEG segment before the block. */
const exifPrefix = Buffer.from('Exif\0\0', 'latin1')

const needsTool = () =>
  new VitrineError('METADATA_NOT_WRITABLE', { details: { mimeType: 'image/webp', tool: 'exiftool' } })

/** The one block of its kind. */
const blockOf = async (
  type: string,
  chunks: readonly WebpChunk[],
  read: (chunk: WebpChunk) => Promise<Buffer>,
): Promise<Buffer | null> => {
  const [chunk, ...others] = chunks.filter((each) => each.type === type)
  if (others.length > 0) throw needsTool()
  if (!chunk) return null
  if ('length' in chunk && chunk.length > maxBlockBytes) throw needsTool()
  return read(chunk)
}

/** Puts a block where the one before was, or behind the others. */
const withBlock = (chunks: readonly WebpChunk[], type: string, bytes: Buffer): WebpChunk[] =>
  chunks.some((chunk) => chunk.type === type)
    ? chunks.map((chunk) => (chunk.type === type ? { type, bytes } : chunk))
    : [...chunks, { type, bytes }]

/** Sets what XMP can say; the other blocks stay as they are. */
export const writeWebpXmp = (path: string, target: string, assignments: readonly Assignment[]): Promise<void> =>
  rewriteWebp(
    path,
    target,
    async (chunks, read) => {
      const packet = openPacket(await blockOf('XMP ', chunks, read))
      packet.assign(assignments)
      return withBlock(chunks, 'XMP ', packet.toBytes({ padded: true }))
    },
    { keepsTrailer: true },
  )

/** Leaves the picture, its colours, and how it is turned. */
export const stripWebp = (path: string, target: string, orientation: Orientation): Promise<void> =>
  rewriteWebp(
    path,
    target,
    async (chunks) => {
      const kept = chunks.filter(({ type }) => pictureTypes.has(type))
      return orientation === 1 ? kept : withBlock(kept, 'EXIF', orientationBlock(orientation))
    },
    { keepsTrailer: false },
  )

/** Leaves the position out of Exif and XMP, and whatever lies in chunks that are not known here or behind the picture. */
export const stripWebpPosition = (path: string, target: string): Promise<void> =>
  rewriteWebp(
    path,
    target,
    async (chunks, read) => {
      let kept = chunks.filter(({ type }) => pictureTypes.has(type) || type === 'EXIF' || type === 'XMP ')
      const exif = await blockOf('EXIF', kept, read)
      const start = exif?.subarray(0, exifPrefix.length).equals(exifPrefix) ? exifPrefix.length : 0
      if (exif) kept = withBlock(kept, 'EXIF', withoutGps(exif, start))
      const before = await blockOf('XMP ', kept, read)
      const packet = before && openPacket(before)
      return packet?.remove(isPositionName) ? withBlock(kept, 'XMP ', packet.toBytes({ padded: true })) : kept
    },
    { keepsTrailer: false },
  )
