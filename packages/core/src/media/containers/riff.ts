import type { ByteSource } from '../byte-source.ts'
import { truncated } from '../faults.ts'

export interface RiffChunk {
  readonly type: string
  /** Offset of the payload. */
  readonly offset: number
  readonly length: number
}

/** The chunks of a RIFF list between two offsets; payloads are padded to even lengths. Throws `MEDIA_TRUNCATED` where one leaves the list. */
export async function* walkRiff(source: ByteSource, start: number, end: number): AsyncGenerator<RiffChunk> {
  let position = start
  while (position + 8 <= end) {
    const head = await source.exactly(position, 8)
    const length = head.readUInt32LE(4)
    const offset = position + 8
    if (offset + length > end) throw truncated()
    yield { type: head.toString('latin1', 0, 4), offset, length }
    position = offset + length + (length & 1)
  }
}
