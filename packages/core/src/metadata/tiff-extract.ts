import type { ByteSource } from '../media/byte-source.ts'
import { type TiffDirectory, TiffReader, tiffTags } from '../media/containers/tiff-directory.ts'

const gpsIfd = 0x8825
const maxValueBytes = 4096
const headBytes = 8

interface Entry {
  readonly tag: number
  readonly type: number
  readonly count: number
  readonly value: Buffer
}

/** The entries whose values are small and inside the file: text and numbers about the picture, not the picture. */
const smallEntries = async (reader: TiffReader, { entries }: TiffDirectory): Promise<Entry[]> => {
  const small: Entry[] = []
  for (const [tag, { type, count, offset, byteLength }] of entries) {
    if (byteLength > maxValueBytes || tag === tiffTags.exifIfd || tag === gpsIfd) continue
    const value = Buffer.from(await reader.source.read(offset, byteLength))
    if (value.length === byteLength) small.push({ tag, type, count, value })
  }
  return small
}

const directoryAt = async (reader: TiffReader, offset: number | null): Promise<TiffDirectory | null> => {
  if (offset === null) return null
  try {
    return await reader.directory(offset)
  } catch {
    reader.source.checkTime()
    return null
  }
}

/** One directory with its values behind it, to stand at `offset`. */
const layOut = (entries: readonly Entry[], offset: number, little: boolean): Buffer => {
  const sorted = [...entries].sort((a, b) => a.tag - b.tag)
  const fixedBytes = 2 + sorted.length * 12 + 4
  const fixed = Buffer.alloc(fixedBytes)
  const write16 = (value: number, at: number) =>
    little ? fixed.writeUInt16LE(value, at) : fixed.writeUInt16BE(value, at)
  const write32 = (value: number, at: number) =>
    little ? fixed.writeUInt32LE(value, at) : fixed.writeUInt32BE(value, at)
  write16(sorted.length, 0)
  const values: Buffer[] = []
  let next = offset + fixedBytes
  for (const [index, { tag, type, count, value }] of sorted.entries()) {
    const at = 2 + index * 12
    write16(tag, at)
    write16(type, at + 2)
    write32(count, at + 4)
    if (value.length <= 4) value.copy(fixed, at + 8)
    else {
      write32(next, at + 8)
      values.push(value)
      next += value.length
    }
  }
  return Buffer.concat([fixed, ...values])
}

/**
 * Copies the describing part of a TIFF-like file into a small TIFF block of its own: the primary, Exif and GPS directories without
 * large values. exifr then reads some kilobytes instead of a file of any size, entries that point outside the file are gone, and
 * the other magic numbers of Olympus and Panasonic do not matter.
 */
export const extractTiff = async (source: ByteSource): Promise<Buffer> => {
  const opening = await source.exactly(0, headBytes)
  const little = opening.toString('latin1', 0, 2) === 'II'
  const reader = new TiffReader(source, little)
  const primary = await reader.directory(reader.uint32(opening, 4))
  const pointers = [tiffTags.exifIfd, gpsIfd] as const
  const entries = await smallEntries(reader, primary)
  const below = new Map<number, Buffer>()
  const pointerEntry = (tag: number, offset: number): Entry => {
    const value = Buffer.alloc(4)
    if (little) value.writeUInt32LE(offset)
    else value.writeUInt32BE(offset)
    return { tag, type: 4, count: 1, value }
  }
  const children: { tag: number; entries: Entry[] }[] = []
  for (const tag of pointers) {
    const directory = await directoryAt(reader, await reader.number(primary.entries.get(tag)))
    if (directory) children.push({ tag, entries: await smallEntries(reader, directory) })
  }
  // Lengths do not depend on offsets, so a first layout tells where the children will stand.
  const placed = [...entries, ...children.map(({ tag }) => pointerEntry(tag, 0))]
  let next = headBytes + layOut(placed, headBytes, little).length
  const pointersOut = children.map(({ tag, entries: child }) => {
    const block = layOut(child, next, little)
    below.set(tag, block)
    const entry = pointerEntry(tag, next)
    next += block.length
    return entry
  })
  const head = Buffer.from(little ? 'II*\0\b\0\0\0' : 'MM\0*\0\0\0\b', 'latin1')
  return Buffer.concat([head, layOut([...entries, ...pointersOut], headBytes, little), ...below.values()])
}
