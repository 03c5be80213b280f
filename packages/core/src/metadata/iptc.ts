import { isUtf8 } from 'node:buffer'
import { decodeText } from './text.ts'

/** The texts of record 2 by number, in their order (IPTC-NAA Information Interchange Model 4.2). */
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

interface Dataset {
  readonly record: number
  readonly number: number
  readonly value: Buffer
  /** Where the next begins. */
  readonly end: number
}

function* datasetsOf(bytes: Buffer): Generator<Dataset> {
  let position = 0
  for (let count = 0; count < maxDatasets && position + 5 <= bytes.length && bytes[position] === 0x1c; count += 1) {
    // The top bit announces a length of lengths, for objects of more than 32 KiB.
    const field = bytes.readUInt16BE(position + 3)
    const lengthBytes = field >= 0x8000 ? field & 0x7fff : 0
    const start = position + 5 + lengthBytes
    if (lengthBytes > 4 || start > bytes.length) return
    const length = lengthBytes > 0 ? bytes.readUIntBE(position + 5, lengthBytes) : field & 0x7fff
    const end = start + length
    if (end > bytes.length) return
    const [record, number] = [bytes.readUInt8(position + 1), bytes.readUInt8(position + 2)]
    yield { record, number, value: bytes.subarray(start, end), end }
    position = end
  }
}

/** Version, rasterised caption, and preview of record 2 are no texts. */
const isText = ({ record, number }: Dataset): boolean => record === 2 && ![0, 125, 200, 201, 202].includes(number)

/**
 * Reads IIM records. Text is UTF-8 where the file declares it (`ESC % G`), and where it is valid UTF-8 without declaring it, which
 * many programs forget; else Windows-1252.
 */
export const parseIptc = (bytes: Buffer): IptcRecords => {
  const records = new Map<number, string[]>()
  for (const dataset of datasetsOf(bytes)) {
    if (!isText(dataset)) continue
    const text = decodeText(dataset.value)
    const values = records.get(dataset.number)
    if (values) values.push(text)
    else records.set(dataset.number, [text])
  }
  return records
}

/** Whether any of the texts is not UTF-8. */
export const isLatinIptc = (bytes: Buffer): boolean => {
  for (const dataset of datasetsOf(bytes)) if (isText(dataset) && !isUtf8(dataset.value)) return true
  return false
}

const toDataset = (record: number, number: number, value: Buffer): Buffer => {
  const isLong = value.length >= 0x8000
  const head = Buffer.from([0x1c, record, number, 0, 0, ...(isLong ? [0, 0, 0, 0] : [])])
  head.writeUInt16BE(isLong ? 0x8004 : value.length, 3)
  if (isLong) head.writeUInt32BE(value.length, 5)
  return Buffer.concat([head, value])
}

const isCharset = ({ record, number }: Dataset): boolean => record === 1 && number === 90

/**
 * The same records with their texts as UTF-8, and saying so. All else keeps its bytes, whether or not it has the form that the standard
 * gives it: times without a zone, codes of two letters, texts that are too long.
 */
export const toUtf8Iptc = (bytes: Buffer): Buffer => {
  // Datasets stand in the order of their numbers within a record; the charset belongs to the first.
  const pieces = [toDataset(1, 90, Buffer.from('\x1b%G', 'latin1'))]
  let position = 0
  for (const dataset of datasetsOf(bytes)) {
    const { record, number, value, end } = dataset
    if (isText(dataset) && !isUtf8(value)) pieces.push(toDataset(record, number, Buffer.from(decodeText(value))))
    else if (!isCharset(dataset)) pieces.push(bytes.subarray(position, end))
    position = end
  }
  return Buffer.concat([...pieces, bytes.subarray(position)])
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
