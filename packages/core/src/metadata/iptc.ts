import { isUtf8 } from 'node:buffer'
import { decodeText } from './text.ts'

/** The datasets of record 2 by number, in their order (IPTC-NAA Information Interchange Model 4.2). */
export type IptcRecords = ReadonlyMap<number, readonly string[]>

export const iptcDatasets = {
  objectName: 5,
  keywords: 25,
  dateCreated: 55,
  timeCreated: 60,
  byLine: 80,
  city: 90,
  province: 95,
  country: 101,
  headline: 105,
  credit: 110,
  source: 115,
  copyrightNotice: 116,
  caption: 120,
} as const

const maxDatasets = 4000

/** The datasets of record 2 as bytes. */
function* datasetsOf(bytes: Buffer): Generator<{ readonly dataset: number; readonly value: Buffer }> {
  let position = 0
  for (let count = 0; count < maxDatasets && position + 5 <= bytes.length && bytes[position] === 0x1c; count += 1) {
    const record = bytes.readUInt8(position + 1)
    const length = bytes.readUInt16BE(position + 3)
    // The top bit announces a length of lengths, for objects of more than 32 KiB; none of the texts here is one.
    if (length >= 0x8000 || position + 5 + length > bytes.length) return
    if (record === 2)
      yield {
        dataset: bytes.readUInt8(position + 2),
        value: bytes.subarray(position + 5, position + 5 + length),
      }
    position += 5 + length
  }
}

/**
 * Reads IIM records. Text is UTF-8 where the file declares it (`ESC % G`), and where it is valid UTF-8 without declaring it, which
 * many programs forget; else Windows-1252.
 */
export const parseIptc = (bytes: Buffer): IptcRecords => {
  const records = new Map<number, string[]>()
  for (const { dataset, value } of datasetsOf(bytes)) {
    const values = records.get(dataset)
    if (values) values.push(decodeText(value))
    else records.set(dataset, [decodeText(value)])
  }
  return records
}

/** Whether any of the texts is not UTF-8. */
export const isLatinIptc = (bytes: Buffer): boolean => {
  for (const { value } of datasetsOf(bytes)) if (!isUtf8(value)) return true
  return false
}

export interface PhotoshopResources {
  readonly iptc: Buffer | null
  readonly exif: Buffer | null
  readonly xmp: Buffer | null
  readonly icc: Buffer | null
}

const maxResources = 2000

/** Finds IPTC (0x0404), the ICC profile (0x040f), EXIF (0x0422) and XMP (0x0424) among image resources (Adobe Photoshop File Formats Specification). */
export const parsePhotoshop = (bytes: Buffer): PhotoshopResources => {
  const found = new Map<number, Buffer>()
  let position = 0
  for (let count = 0; count < maxResources && position + 12 <= bytes.length; count += 1) {
    if (bytes.toString('latin1', position, position + 4) !== '8BIM') break
    const id = bytes.readUInt16BE(position + 4)
    const nameBytes = 1 + bytes.readUInt8(position + 6)
    const sizeAt = position + 6 + nameBytes + (nameBytes & 1)
    if (sizeAt + 4 > bytes.length) break
    const length = bytes.readUInt32BE(sizeAt)
    const start = sizeAt + 4
    if (start + length > bytes.length) break
    if (!found.has(id)) found.set(id, bytes.subarray(start, start + length))
    position = start + length + (length & 1)
  }
  const block = (id: number) => found.get(id) ?? null
  return { iptc: block(0x0404), icc: block(0x040f), exif: block(0x0422), xmp: block(0x0424) }
}
