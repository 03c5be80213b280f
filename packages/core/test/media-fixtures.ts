import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll } from 'vitest'

/** A temporary folder for the tests of one file, and a way to put bytes into it. */
export const useTemporaryFiles = () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-media-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return async (name: string, bytes: Uint8Array | string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, bytes)
    return path
  }
}

/** A picture with enough detail that its compressed data is long. */
export const picture = (widthPx = 64, heightPx = 48, channels: 3 | 4 = 3) =>
  sharp({
    create: {
      width: widthPx,
      height: heightPx,
      channels,
      background: '#336699',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })

/** An animated GIF or WebP of single-colour frames. */
export const animation = (format: 'gif' | 'webp', frames: number) => {
  const frame = Buffer.alloc(8 * 8 * 3 * frames, 0)
  for (let index = 0; index < frames; index += 1) frame.fill((index * 37) % 256, index * 192, (index + 1) * 192)
  return sharp(frame, { raw: { width: 8, height: 8 * frames, channels: 3, pageHeight: 8 } })
    [format]({ loop: 0 })
    .toBuffer()
}

/** One box of an ISO base media file. */
export const box = (type: string, ...parts: readonly (Buffer | string)[]): Buffer => {
  const payload = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(payload.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, payload])
}

/** Big-endian 32-bit numbers. */
export const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value | 0, index * 4)
  return bytes
}

const trackMatrices = { 0: [1, 0, 0, 1], 90: [0, 1, -1, 0], 180: [-1, 0, 0, -1], 270: [0, -1, 1, 0] } as const

/** The smallest film that a reader of indexes can read: no samples, `seconds` long. */
export const film = (
  options: { rotation?: 0 | 90 | 180 | 270; seconds?: number; udta?: Buffer; created?: number } = {},
): Buffer => {
  const [a, b, c, d] = trackMatrices[options.rotation ?? 0]
  const matrix = u32(a * 65536, b * 65536, 0, c * 65536, d * 65536, 0, 0, 0, 0x40000000)
  const tkhd = box('tkhd', u32(0, 0, 0, 1, 0, 5000, 0, 0, 0, 0), matrix, u32(320 * 65536, 240 * 65536))
  const mdia = box('mdia', box('hdlr', u32(0, 0), 'vide', u32(0, 0, 0)))
  const mvhd = box('mvhd', u32(0, options.created ?? 0, 0, 1000, (options.seconds ?? 5) * 1000), Buffer.alloc(80))
  const moov = box('moov', mvhd, box('trak', tkhd, mdia), options.udta ?? Buffer.alloc(0))
  return Buffer.concat([box('ftyp', 'isom', u32(512), 'isomiso2mp41'), moov, box('mdat', Buffer.alloc(1000))])
}
