const signature = Buffer.from('Apple iOS\0', 'latin1')
const contentIdentifier = 0x0011
const maxEntries = 200

/**
 * The identifier that joins the picture and the film of a live photo, from the maker note of an iPhone: a TIFF directory behind a
 * head of 14 bytes, offsets counted from its first byte. `null` for notes of others.
 */
export const readContentIdentifier = (makerNote: unknown): string | null => {
  if (!(makerNote instanceof Uint8Array)) return null
  const note = Buffer.from(makerNote.buffer, makerNote.byteOffset, makerNote.byteLength)
  if (note.length < 16 || !note.subarray(0, signature.length).equals(signature)) return null
  const little = note.toString('latin1', 12, 14) === 'II'
  const uint16 = (at: number) => (little ? note.readUInt16LE(at) : note.readUInt16BE(at))
  const uint32 = (at: number) => (little ? note.readUInt32LE(at) : note.readUInt32BE(at))
  const count = Math.min(uint16(14), maxEntries)
  for (let index = 0; index < count; index += 1) {
    const at = 16 + index * 12
    if (at + 12 > note.length) return null
    if (uint16(at) !== contentIdentifier || uint16(at + 2) !== 2) continue
    const [length, offset] = [uint32(at + 4), uint32(at + 8)]
    const text = note.toString('latin1', offset, offset + Math.min(length, 100)).split('\0', 1)[0] ?? ''
    return /^[\w-]{8,64}$/.test(text) ? text : null
  }
  return null
}
