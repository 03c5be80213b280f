import { createReadStream } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { VitrineError } from '../../errors/vitrine-error.ts'
import { ByteSource } from '../../media/byte-source.ts'
import { nextMarker } from '../../media/containers/jpeg.ts'
import { corrupt, truncated } from '../../media/faults.ts'

/** What stands before the picture data of a JPEG: a marker's second byte and what follows its length. */
export interface JpegSegment {
  readonly marker: number
  readonly payload: Buffer
}

interface JpegParts {
  readonly segments: readonly JpegSegment[]
  /** Where the first scan begins, at its marker. */
  readonly scanStart: number
  /** Just behind the end marker; whatever lies there is no part of the picture. */
  readonly end: number
}

/** More than this before the picture data is no metadata. */
const maxHeadBytes = 32 * 1024 * 1024
const timeoutMs = 60_000

const readParts = (path: string): Promise<JpegParts> =>
  ByteSource.use(path, timeoutMs, async (source) => {
    if ((await source.exactly(0, 2)).readUInt16BE(0) !== 0xffd8) throw corrupt('it does not begin like a JPEG')
    const segments: JpegSegment[] = []
    let position = 2
    for (;;) {
      const at = await nextMarker(source, position, source.size)
      if (at === -1) throw truncated()
      const marker = (await source.exactly(at, 1)).readUInt8(0)
      if (marker === 0xda) {
        const end = await findEnd(source, at + 1)
        return { segments, scanStart: at - 1, end }
      }
      if (marker === 0xd9 || marker === 0xd8) throw corrupt('the JPEG holds no picture')
      const length = (await source.exactly(at + 1, 2)).readUInt16BE(0)
      if (length < 2) throw corrupt('a JPEG segment has no length')
      segments.push({ marker, payload: Buffer.from(await source.exactly(at + 3, length - 2)) })
      position = at + 1 + length
      if (position > maxHeadBytes) throw corrupt('the JPEG has too much before its picture')
    }
  })

/** @param from - Behind the marker of the first scan. */
const findEnd = async (source: ByteSource, from: number): Promise<number> => {
  for (let position = from + (await source.exactly(from, 2)).readUInt16BE(0); ; ) {
    // Some files are kept for their metadata and end where their picture data would begin.
    if (position === source.size) return position
    const at = await nextMarker(source, position, source.size)
    if (at === -1) throw truncated()
    const marker = (await source.exactly(at, 1)).readUInt8(0)
    if (marker === 0xd9) return at + 1
    if (marker === 0xd8) throw corrupt('a JPEG begins within another')
    position = at + 1 + (await source.exactly(at + 1, 2)).readUInt16BE(0)
  }
}

/** Just behind the end of a JPEG; `null` where it is no whole one. */
export const findJpegEnd = async (path: string): Promise<number | null> => {
  try {
    return (await readParts(path)).end
  } catch (error) {
    if (VitrineError.has(error, 'MEDIA_CORRUPT', 'MEDIA_TRUNCATED')) return null
    throw error
  }
}

const toBytes = ({ marker, payload }: JpegSegment): Buffer => {
  if (payload.length > 0xfffd) throw new RangeError('a JPEG segment has 65,533 bytes at most')
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([head, payload])
}

/**
 * Writes a JPEG anew with other segments before its picture data, which is copied byte for byte.
 *
 * @param options.keepsTrailer - Whether what lies behind the end of the picture comes along: films and maps of other programs.
 * @throws {VitrineError} `MEDIA_CORRUPT`, `MEDIA_TRUNCATED` where it is no whole JPEG.
 */
export const rewriteJpeg = async (
  path: string,
  target: string,
  edit: (segments: readonly JpegSegment[]) => readonly JpegSegment[],
  { keepsTrailer }: { keepsTrailer: boolean },
): Promise<void> => {
  const { segments, scanStart, end } = await readParts(path)
  const file = await open(target, 'wx', 0o600)
  try {
    await file.writeFile(Buffer.from([0xff, 0xd8]))
    for (const segment of edit(segments)) await file.writeFile(toBytes(segment))
    await writeFile(file, createReadStream(path, { start: scanStart, ...(keepsTrailer ? {} : { end: end - 1 }) }))
  } finally {
    await file.close()
  }
}
