import type { ByteSource } from '../byte-source.ts'
import { corrupt } from '../faults.ts'

/** The tags of a TIFF directory that tell what the picture is; the rest is left to exifr. */
export const tiffTags = {
  subfileType: 0x00fe,
  width: 0x0100,
  height: 0x0101,
  compression: 0x0103,
  photometric: 0x0106,
  make: 0x010f,
  stripOffsets: 0x0111,
  orientation: 0x0112,
  samplesPerPixel: 0x0115,
  stripByteCounts: 0x0117,
  tileOffsets: 0x0144,
  tileByteCounts: 0x0145,
  subIfds: 0x014a,
  extraSamples: 0x0152,
  panasonicJpeg: 0x002e,
  panasonicSensorBottom: 0x0006,
  panasonicSensorRight: 0x0007,
  xmp: 0x02bc,
  iptc: 0x83bb,
  photoshop: 0x8649,
  icc: 0x8773,
  exifIfd: 0x8769,
  pixelWidth: 0xa002,
  pixelHeight: 0xa003,
  dngVersion: 0xc612,
} as const

/** Bytes of one value by type (TIFF 6.0, section 2); 0 for types that do not exist. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]

export interface TiffEntry {
  readonly type: number
  readonly count: number
  /** Offset of the values in the file. */
  readonly offset: number
  readonly byteLength: number
}

export interface TiffDirectory {
  readonly entries: ReadonlyMap<number, TiffEntry>
  /** Offset of the next directory in the chain; 0 for the last. */
  readonly next: number
}

/** Most values of one entry that are looked at: a 200-megapixel picture in 16-line strips has fewer. */
const maxValues = 65_536

/** Reads directories of a classic TIFF (32-bit offsets) in either byte order. */
export class TiffReader {
  readonly source: ByteSource
  readonly #little: boolean

  constructor(source: ByteSource, little: boolean) {
    this.source = source
    this.#little = little
  }

  uint16 = (bytes: Buffer, at: number): number => (this.#little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  uint32 = (bytes: Buffer, at: number): number => (this.#little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))

  async directory(offset: number): Promise<TiffDirectory> {
    const head = await this.source.read(offset, 2)
    const count = head.length === 2 ? this.uint16(head, 0) : 0
    const bytes = await this.source.read(offset + 2, count * 12 + 4)
    if (count === 0 || bytes.length < count * 12) throw corrupt('a TIFF directory lies outside the file')
    const entries = new Map<number, TiffEntry>()
    for (let index = 0; index < count; index += 1) {
      const at = index * 12
      const type = this.uint16(bytes, at + 2)
      const valueCount = this.uint32(bytes, at + 4)
      const byteLength = (typeBytes[type] ?? 0) * valueCount
      if (byteLength === 0) continue
      const valueOffset = byteLength <= 4 ? offset + 2 + at + 8 : this.uint32(bytes, at + 8)
      const tag = this.uint16(bytes, at)
      if (!entries.has(tag)) entries.set(tag, { type, count: valueCount, offset: valueOffset, byteLength })
    }
    return { entries, next: bytes.length >= count * 12 + 4 ? this.uint32(bytes, count * 12) : 0 }
  }

  /** The whole numbers of an entry; empty where the values lie outside the file or are of another type. */
  async numbers(entry: TiffEntry | undefined): Promise<readonly number[]> {
    const width = entry && [3, 4, 13, 1].includes(entry.type) ? typeBytes[entry.type] : undefined
    if (!entry || width === undefined) return []
    const bytes = await this.source.read(entry.offset, Math.min(entry.count, maxValues) * width)
    return Array.from({ length: Math.floor(bytes.length / width) }, (_, index) =>
      width === 1
        ? bytes.readUInt8(index)
        : width === 2
          ? this.uint16(bytes, index * 2)
          : this.uint32(bytes, index * 4),
    )
  }

  async number(entry: TiffEntry | undefined): Promise<number | null> {
    return (await this.numbers(entry && { ...entry, count: Math.min(1, entry.count) }))[0] ?? null
  }

  async text(entry: TiffEntry | undefined): Promise<string> {
    return entry ? (await this.source.read(entry.offset, Math.min(entry.byteLength, 256))).toString('latin1') : ''
  }
}
