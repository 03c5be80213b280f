import { VitrineError } from '../../errors/vitrine-error.ts'
import type { Orientation } from '../../media/types.ts'
import { withoutGps } from './exif-gps.ts'
import { type JpegSegment, rewriteJpeg } from './jpeg-segments.ts'
import { orientationBlock } from './orientation-block.ts'
import type { Assignment } from './write.types.ts'
import { isPositionName, openPacket } from './xmp-packet.ts'

const app1 = 0xe1
const heads = {
  jfif: Buffer.from('JFIF\0', 'latin1'),
  exif: Buffer.from('Exif\0\0', 'latin1'),
  xmp: Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1'),
  extended: Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1'),
  icc: Buffer.from('ICC_PROFILE\0', 'latin1'),
  adobe: Buffer.from('Adobe', 'latin1'),
  photoshop: Buffer.from('Photoshop 3.0\0', 'latin1'),
} as const
const markers: Readonly<Record<keyof typeof heads, number>> = {
  jfif: 0xe0,
  exif: app1,
  xmp: app1,
  extended: app1,
  icc: 0xe2,
  adobe: 0xee,
  photoshop: 0xed,
}

const kindOf = ({ marker, payload }: JpegSegment): keyof typeof heads | null =>
  (Object.keys(heads) as (keyof typeof heads)[]).find(
    (kind) => markers[kind] === marker && payload.subarray(0, heads[kind].length).equals(heads[kind]),
  ) ?? null

const isApplication = ({ marker }: JpegSegment): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe

const needsTool = () =>
  new VitrineError('METADATA_NOT_WRITABLE', { details: { mimeType: 'image/jpeg', tool: 'exiftool' } })

const packetOf = (segments: readonly JpegSegment[]): Buffer | null => {
  const packets = segments.filter((segment) => kindOf(segment) === 'xmp')
  if (packets.length > 1) throw needsTool()
  return packets[0]?.payload.subarray(heads.xmp.length) ?? null
}

/** Puts a packet where the one before was, or behind JFIF and Exif. */
const withPacket = (segments: readonly JpegSegment[], packet: Buffer | null): JpegSegment[] => {
  const others = segments.filter((segment) => kindOf(segment) !== 'xmp')
  if (packet === null) return others
  const payload = Buffer.concat([heads.xmp, packet])
  if (payload.length > 0xfffd) throw needsTool()
  const place = others.findLastIndex((segment) => ['jfif', 'exif'].includes(kindOf(segment) ?? '')) + 1
  return [...others.slice(0, place), { marker: app1, payload }, ...others.slice(place)]
}

/** Sets what XMP can say; the other blocks stay as they are. */
export const writeJpegXmp = (path: string, target: string, assignments: readonly Assignment[]): Promise<void> =>
  rewriteJpeg(
    path,
    target,
    (segments) => {
      const packet = openPacket(packetOf(segments))
      packet.assign(assignments)
      return withPacket(segments, packet.toBytes({ padded: true }))
    },
    { keepsTrailer: true },
  )

/** Leaves the picture, its colours, and how it is turned. */
export const stripJpeg = (path: string, target: string, orientation: Orientation): Promise<void> =>
  rewriteJpeg(
    path,
    target,
    (segments) => {
      const kept = segments.filter(
        (segment) => !isApplication(segment) || ['jfif', 'icc', 'adobe'].includes(kindOf(segment) ?? ''),
      )
      const place = kept.findLastIndex((segment) => kindOf(segment) === 'jfif') + 1
      if (orientation === 1) return kept
      const payload = Buffer.concat([heads.exif, orientationBlock(orientation)])
      return [...kept.slice(0, place), { marker: app1, payload }, ...kept.slice(place)]
    },
    { keepsTrailer: false },
  )

/**
 * Leaves the position out: of Exif, of XMP, and whatever lies in segments that are not known here or behind the picture, since nobody
 * knows what is in there.
 */
export const stripJpegPosition = (path: string, target: string): Promise<void> =>
  rewriteJpeg(
    path,
    target,
    (segments) => {
      const kept: JpegSegment[] = []
      for (const segment of segments) {
        const kind = kindOf(segment)
        if (kind === 'exif') kept.push({ ...segment, payload: withoutGps(segment.payload, heads.exif.length) })
        else if (kind === 'extended' || kind === 'photoshop') {
          if (holdsPosition(segment.payload, kind)) throw needsTool()
          kept.push(segment)
        } else if (kind !== null || !isApplication(segment) || segment.marker === 0xfe) kept.push(segment)
      }
      const before = packetOf(kept)
      if (before === null) return kept
      const packet = openPacket(before)
      return packet.remove(isPositionName) ? withPacket(kept, packet.toBytes({ padded: true })) : kept
    },
    { keepsTrailer: false },
  )

/** Exif and XMP may be kept once more among Photoshop's resources (0x0422 and 0x0424), and the rest of a long packet elsewhere. */
const holdsPosition = (payload: Buffer, kind: 'extended' | 'photoshop'): boolean =>
  kind === 'extended'
    ? isPositionName(payload.toString('latin1'))
    : payload.includes(Buffer.from('8BIM\x04\x22', 'latin1')) || payload.includes(Buffer.from('8BIM\x04\x24', 'latin1'))
