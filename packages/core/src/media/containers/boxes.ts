import type { ByteSource } from '../byte-source.ts'
import { corrupt, truncated } from '../faults.ts'

/** A box of an ISO base media file (ISO/IEC 14496-12, 4.2). */
export interface Box {
  /** Four characters; for `uuid` boxes `uuid:` and the 32 hexadecimal digits. */
  readonly type: string
  /** Offset of the payload. */
  readonly offset: number
  readonly end: number
}

const maxBoxesPerLevel = 100_000

/**
 * The boxes between two offsets. A box that leaves its parent is `MEDIA_TRUNCATED` at the top of the file, where the end is missing,
 * and `MEDIA_CORRUPT` inside another box.
 */
export async function* walkBoxes(source: ByteSource, start: number, end: number): AsyncGenerator<Box> {
  const isTop = end === source.size
  let position = start
  for (let count = 0; position + 8 <= end; count += 1) {
    if (count > maxBoxesPerLevel) throw corrupt('the file has too many boxes')
    const head = await source.read(position, 32)
    let size = head.readUInt32BE(0)
    let type = head.toString('latin1', 4, 8)
    let headBytes = 8
    if (size === 1) {
      if (head.length < 16) throw truncated()
      const large = head.readBigUInt64BE(8)
      size = large > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(large)
      headBytes = 16
    } else if (size === 0) {
      // To the end of the file; also what a run of zero padding looks like.
      if (!isTop) return
      size = end - position
    }
    if (type === 'uuid' && size >= headBytes + 16) {
      type = `uuid:${head.toString('hex', headBytes, headBytes + 16)}`
      headBytes += 16
    }
    if (size < headBytes) throw corrupt('a box is shorter than its header')
    if (position + size > end) throw isTop ? truncated() : corrupt('a box leaves its parent')
    yield { type, offset: position + headBytes, end: position + size }
    position += size
  }
}

/** The boxes of one level, by type; only the first of each type. */
export const boxesByType = async (
  source: ByteSource,
  start: number,
  end: number,
): Promise<ReadonlyMap<string, Box>> => {
  const found = new Map<string, Box>()
  for await (const box of walkBoxes(source, start, end)) if (!found.has(box.type)) found.set(box.type, box)
  return found
}

/** The payload of a box, at most `maxBytes`; the bytes are the caller's own. */
export const readBox = async (source: ByteSource, box: Box, maxBytes: number): Promise<Buffer> => {
  if (box.end - box.offset > maxBytes) throw corrupt(`the box ${box.type.slice(0, 4)} is too large`)
  return Buffer.from(await source.exactly(box.offset, box.end - box.offset))
}

/**
 * Where the children of a `meta` box begin: in ISO files it has a version field before them, in QuickTime files it has none.
 */
export const metaChildren = async (source: ByteSource, meta: Box): Promise<number> => {
  const opening = await source.read(meta.offset, 8)
  return opening.toString('latin1', 4, 8) === 'hdlr' ? meta.offset : meta.offset + 4
}
