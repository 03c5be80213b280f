import { corrupt } from '../faults.ts'

/** A bounded reader of big-endian numbers in one box; leaving the box is `MEDIA_CORRUPT`, never a crash. */
export class BoxReader {
  readonly #bytes: Buffer
  position: number

  constructor(bytes: Buffer, position = 0) {
    this.#bytes = bytes
    this.position = position
  }

  get left(): number {
    return this.#bytes.length - this.position
  }

  /** An unsigned number of 0, 1, 2, 4 or 8 bytes. */
  uint(bytes: number): number {
    if (bytes === 0) return 0
    if (bytes > this.left) throw corrupt('a box ends too early')
    const at = this.position
    this.position += bytes
    return bytes <= 6 ? this.#bytes.readUIntBE(at, bytes) : Number(this.#bytes.readBigUInt64BE(at))
  }

  text(bytes: number): string {
    if (bytes > this.left) throw corrupt('a box ends too early')
    this.position += bytes
    return this.#bytes.toString('latin1', this.position - bytes, this.position)
  }

  /** Text up to its terminating zero or the end of the box. */
  zeroTerminated(): string {
    const end = this.#bytes.indexOf(0, this.position)
    const text = this.#bytes.toString('latin1', this.position, end === -1 ? this.#bytes.length : end)
    this.position = end === -1 ? this.#bytes.length : end + 1
    return text
  }
}

export interface ItemInfo {
  readonly id: number
  readonly type: string
  readonly contentType: string
}

/** One `infe` entry of the item information box (ISO/IEC 14496-12, 8.11.6), versions 2 and 3. */
export const readItemInfo = (bytes: Buffer): ItemInfo | null => {
  const reader = new BoxReader(bytes)
  const version = reader.uint(1)
  reader.uint(3)
  if (version < 2) return null
  const id = reader.uint(version === 2 ? 2 : 4)
  reader.uint(2)
  const type = reader.text(4)
  reader.zeroTerminated()
  return { id, type, contentType: type === 'mime' ? reader.zeroTerminated() : '' }
}

export interface ItemLocation {
  readonly id: number
  /** 0: offsets from the start of the file; 1: offsets into the `idat` box. */
  readonly method: number
  readonly extents: readonly { offset: number; length: number }[]
}

const maxExtents = 10_000

/** The item location box (ISO/IEC 14496-12, 8.11.3), versions 0 to 2. */
export const readItemLocations = (bytes: Buffer): readonly ItemLocation[] => {
  const reader = new BoxReader(bytes)
  const version = reader.uint(1)
  reader.uint(3)
  const sizes = reader.uint(2)
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexBytes = version === 0 ? 0 : sizes & 15
  const count = reader.uint(version < 2 ? 2 : 4)
  const items: ItemLocation[] = []
  let total = 0
  for (let item = 0; item < count; item += 1) {
    const id = reader.uint(version < 2 ? 2 : 4)
    const method = version === 0 ? 0 : reader.uint(2) & 15
    reader.uint(2)
    const base = reader.uint(baseBytes)
    const extentCount = reader.uint(2)
    total += extentCount
    if (total > maxExtents) throw corrupt('the file lists too many item extents')
    const extents: { offset: number; length: number }[] = []
    for (let extent = 0; extent < extentCount; extent += 1) {
      reader.uint(indexBytes)
      const offset = base + reader.uint(offsetBytes)
      extents.push({ offset, length: reader.uint(lengthBytes) })
    }
    items.push({ id, method, extents })
  }
  return items
}

/** Which properties belong to an item, in the order they apply: 1-based indices into `ipco` (ISO/IEC 23008-12, 9.3.1). */
export const readPropertyAssociations = (bytes: Buffer, itemId: number): readonly number[] => {
  const reader = new BoxReader(bytes)
  const version = reader.uint(1)
  const wide = (reader.uint(3) & 1) === 1
  const count = reader.uint(4)
  for (let entry = 0; entry < count; entry += 1) {
    const id = reader.uint(version < 1 ? 2 : 4)
    const indices = Array.from({ length: reader.uint(1) }, () =>
      wide ? reader.uint(2) & 0x7fff : reader.uint(1) & 0x7f,
    )
    if (id === itemId) return indices
  }
  return []
}
