const gpsPointer = 0x8825
const entryBytes = 12
/** Bytes of a value by the type of its entry (CIPA DC-008, 4.6.2). */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

/**
 * An Exif segment whose GPS directory is gone: its values are blanked where they lie, and nothing else moves, so that maker notes,
 * which count offsets from wherever they like, go on being right.
 *
 * @param start - Where the TIFF block begins.
 * @throws {RangeError} for a block whose offsets lead out of it.
 */
export const withoutGps = (segment: Buffer, start: number): Buffer => {
  const bytes = Buffer.from(segment)
  const tiff = bytes.subarray(start)
  if (tiff.length < 8) return bytes
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const uint16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const uint32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const write16 = (value: number, at: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)

  const blank = (directory: number): void => {
    const count = uint16(directory)
    for (let index = 0; index < count; index += 1) {
      const entry = directory + 2 + index * entryBytes
      const length = (typeBytes[uint16(entry + 2)] ?? 0) * uint32(entry + 4)
      if (length > 4) tiff.fill(0, uint32(entry + 8), uint32(entry + 8) + length)
    }
    tiff.fill(0, directory, directory + 2 + count * entryBytes)
  }

  // The primary directory, and that of the thumbnail.
  for (let directory = uint32(4), seen = 0; directory !== 0 && seen < 8; seen += 1) {
    const count = uint16(directory)
    const end = directory + 2 + count * entryBytes
    for (let index = 0; index < count; index += 1) {
      const entry = directory + 2 + index * entryBytes
      if (uint16(entry) !== gpsPointer) continue
      blank(uint32(entry + 8))
      // The entries behind it and the offset of the next directory move up by one.
      tiff.copyWithin(entry, entry + entryBytes, end + 4)
      tiff.fill(0, end + 4 - entryBytes, end + 4)
      write16(count - 1, directory)
      break
    }
    directory = uint32(directory + 2 + uint16(directory) * entryBytes)
  }
  return bytes
}
