import { open } from 'node:fs/promises'
import { ByteSource } from '../../media/byte-source.ts'
import { walkRiff } from '../../media/containers/riff.ts'
import { bitstreamHeader } from '../../media/containers/webp.ts'
import { corrupt } from '../../media/faults.ts'
import { copyPart } from './carried-film.ts'

/** A chunk that stays where it lies in the file, or one with bytes of its own. */
export type WebpChunk =
  | { readonly type: string; readonly offset: number; readonly length: number }
  | { readonly type: string; readonly bytes: Buffer }

const timeoutMs = 60_000
const maxChunks = 100_000
const headBytes = 10
/** Bits of the first byte of VP8X (RFC 9649, 2.7.1). */
const flags = { ICCP: 0x20, alpha: 0x10, EXIF: 0x08, 'XMP ': 0x04 } as const

const lengthOf = (chunk: WebpChunk): number => ('bytes' in chunk ? chunk.bytes.length : chunk.length)

const headOf = (type: string, length: number): Buffer => {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(length, 4)
  return head
}

/** The head that a file needs once it has anything but a picture: as it was, or made of what the picture says. */
const extendedHead = async (source: ByteSource, chunks: readonly WebpChunk[]): Promise<Buffer> => {
  const find = (...types: string[]) => chunks.find(({ type }) => types.includes(type))
  const bytes = Buffer.alloc(headBytes)
  const present = find('VP8X')
  const picture = find('VP8 ', 'VP8L')
  if (present && 'offset' in present) (await source.exactly(present.offset, headBytes)).copy(bytes)
  else if (picture && 'offset' in picture) {
    const { type, offset, length } = picture
    const header = bitstreamHeader(type, await source.read(offset, Math.min(10, length)))
    if (header.hasAlpha) bytes.writeUInt8(flags.alpha)
    bytes.writeUIntLE(header.widthPx - 1, 4, 3)
    bytes.writeUIntLE(header.heightPx - 1, 7, 3)
  } else throw corrupt('the WebP holds no picture')
  for (const type of ['ICCP', 'EXIF', 'XMP '] as const) {
    const others = bytes.readUInt8(0) & ~flags[type]
    bytes.writeUInt8(find(type) ? others | flags[type] : others)
  }
  return bytes
}

/**
 * Writes a WebP anew with other chunks; the picture is copied byte for byte.
 *
 * @param edit - May read chunks of the file.
 * @param options.keepsTrailer - Whether what lies behind the end of the picture comes along.
 * @throws {VitrineError} `MEDIA_CORRUPT`, `MEDIA_TRUNCATED` where it is no whole WebP.
 */
export const rewriteWebp = (
  path: string,
  target: string,
  edit: (chunks: readonly WebpChunk[], read: (chunk: WebpChunk) => Promise<Buffer>) => Promise<readonly WebpChunk[]>,
  { keepsTrailer }: { keepsTrailer: boolean },
): Promise<void> =>
  ByteSource.use(path, timeoutMs, async (source) => {
    const end = 8 + (await source.exactly(4, 4)).readUInt32LE(0)
    const chunks: WebpChunk[] = []
    for await (const chunk of walkRiff(source, 12, end)) {
      chunks.push(chunk)
      if (chunks.length > maxChunks) throw corrupt('the WebP has too many chunks')
    }
    const read = async (chunk: WebpChunk) =>
      'bytes' in chunk ? chunk.bytes : Buffer.from(await source.exactly(chunk.offset, chunk.length))
    const edited = await edit(chunks, read)
    const head: WebpChunk = { type: 'VP8X', bytes: await extendedHead(source, edited) }
    const written = [head, ...edited.filter(({ type }) => type !== 'VP8X')]
    const bytes = written.reduce((sum, chunk) => sum + 8 + lengthOf(chunk) + (lengthOf(chunk) & 1), 4)
    const write = async (...pieces: Buffer[]) => {
      const file = await open(target, 'a', 0o600)
      try {
        await file.writeFile(Buffer.concat(pieces))
      } finally {
        await file.close()
      }
    }
    await copyPart(path, { start: 0, end: 0 }, target)
    await write(headOf('RIFF', bytes), Buffer.from('WEBP', 'latin1'))
    for (const chunk of written) {
      const length = lengthOf(chunk)
      await write(headOf(chunk.type, length), ...('bytes' in chunk ? [chunk.bytes] : []))
      if ('offset' in chunk) await copyPart(path, { start: chunk.offset, end: chunk.offset + length }, target, 'a')
      if (length & 1) await write(Buffer.alloc(1))
    }
    if (keepsTrailer) await copyPart(path, { start: end + (end & 1), end: source.size }, target, 'a')
  })
