import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ByteSource } from '../../media/byte-source.ts'
import { walkBoxes } from '../../media/containers/boxes.ts'
import { findJpegEnd } from './jpeg-segments.ts'

const timeoutMs = 60_000

/** Bytes of a file from `start` up to, not including, `end`. */
export interface Part {
  readonly start: number
  readonly end: number
}

export const copyPart = async (path: string, { start, end }: Part, target: string, flags = 'wx'): Promise<void> => {
  const writing = createWriteStream(target, { flags, mode: 0o600 })
  // A read stream cannot read nothing.
  if (start < end) await pipeline(createReadStream(path, { start, end: end - 1 }), writing)
  else await new Promise<void>((resolve, reject) => writing.once('error', reject).end(resolve))
}

/** The box that holds the film of a HEIF picture: `whole` with its head. */
export const findFilmBox = async (source: ByteSource): Promise<{ whole: Part; film: Part } | null> => {
  let start = 0
  for await (const { type, offset, end } of walkBoxes(source, 0, source.size)) {
    if (type === 'mpvd') return { whole: { start, end }, film: { start: offset, end } }
    start = end
  }
  return null
}

/** Where a film begins that was appended to a JPEG: its first box is `ftyp`. */
const findAppended = async (source: ByteSource, from: number): Promise<Part | null> => {
  for (let position = from; ; ) {
    // Pieces overlap by one byte alone.
    const at = await source.scan(position, source.size, (bytes) => bytes.indexOf('ft', 0, 'latin1'))
    if (at === -1) return null
    if (at - 4 >= from && (await source.read(at, 4)).toString('latin1') === 'ftyp')
      return { start: at - 4, end: source.size }
    position = at + 2
  }
}

/** The film that a picture carries, which exiftool does not look into; `null` where there is none. */
export const findFilm = async (path: string, extension: string): Promise<Part | null> => {
  if (['heic', 'heif', 'avif'].includes(extension))
    return ByteSource.use(path, timeoutMs, async (source) => (await findFilmBox(source))?.film ?? null)
  if (extension !== 'jpg') return null
  const end = await findJpegEnd(path)
  // Where a damaged picture ends is not known.
  return ByteSource.use(path, timeoutMs, (source) => findAppended(source, end ?? 0))
}
