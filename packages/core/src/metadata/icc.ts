/** Records of a profile that are looked at; real ones have about twenty. */
const maxRecords = 100

const utf16 = (bytes: Buffer): string =>
  Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le')

/** The text of a `desc` (version 2) or `mluc` (version 4) element; of several languages English, else the first. */
const fromElement = (element: Buffer): string | null => {
  const type = element.toString('latin1', 0, 4)
  if (type === 'desc' && element.length > 12) return element.toString('latin1', 12, 12 + element.readUInt32BE(8))
  if (type !== 'mluc' || element.length < 28) return null
  const recordBytes = Math.max(12, element.readUInt32BE(12))
  const texts: { language: string; text: string }[] = []
  for (let index = 0; index < Math.min(element.readUInt32BE(8), maxRecords); index += 1) {
    const at = 16 + index * recordBytes
    if (at + 12 > element.length) break
    const offset = element.readUInt32BE(at + 8)
    const text = utf16(element.subarray(offset, offset + element.readUInt32BE(at + 4)))
    texts.push({ language: element.toString('latin1', at, at + 2), text })
  }
  return (texts.find(({ language }) => language === 'en') ?? texts[0])?.text ?? null
}

/**
 * What an ICC profile calls itself (ICC.1:2022, 7.2, 7.3, 9.2.41), such as `Display P3`.
 *
 * @param bytes - The profile, or its beginning.
 * @returns `null` for what is no profile; `undefined` where the name lies behind the end of `bytes`.
 */
export const readProfileName = (bytes: Buffer): string | null | undefined => {
  if (bytes.length < 132) return undefined
  if (bytes.toString('latin1', 36, 40) !== 'acsp') return null
  for (let index = 0; index < Math.min(bytes.readUInt32BE(128), maxRecords); index += 1) {
    const at = 132 + index * 12
    if (at + 12 > bytes.length) return undefined
    if (bytes.toString('latin1', at, at + 4) !== 'desc') continue
    const start = bytes.readUInt32BE(at + 4)
    const end = start + bytes.readUInt32BE(at + 8)
    return end > bytes.length ? undefined : (fromElement(bytes.subarray(start, end))?.split('\0', 1)[0] ?? null)
  }
  return null
}
