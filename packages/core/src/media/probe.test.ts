import { execFileSync } from 'node:child_process'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { animation, box, film, picture, u32, useTemporaryFiles } from '../../test/media-fixtures.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { probeMedia } from './probe.ts'

const file = useTemporaryFiles()

const refusal = async (path: string, options: Parameters<typeof probeMedia>[1] = {}) => {
  const error: unknown = await probeMedia(path, options).then(
    () => null,
    (reason: unknown) => reason,
  )
  return VitrineError.is(error) ? error.code : error
}

describe('probeMedia', () => {
  it.each([
    ['jpg', 'image/jpeg', () => picture().jpeg().toBuffer()],
    ['png', 'image/png', () => picture().png().toBuffer()],
    ['webp', 'image/webp', () => picture().webp().toBuffer()],
    ['gif', 'image/gif', () => picture().gif().toBuffer()],
    ['avif', 'image/avif', () => picture().avif().toBuffer()],
    ['tif', 'image/tiff', () => picture().tiff().toBuffer()],
  ])('tells %s by its bytes, under whatever name', async (extension, mimeType, make) => {
    const path = await file(`${extension}-picture.txt`, await make())
    expect(await probeMedia(path)).toEqual({
      mediaType: 'image',
      mimeType,
      extension,
      widthPx: 64,
      heightPx: 48,
      orientation: 1,
      frames: 1,
      durationSeconds: null,
      hasAlpha: false,
      renderable: true,
    })
  })

  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)(
    'gives the stored size and the orientation of a %s',
    async (format) => {
      const path = await file(`turned.${format}`, await picture().withMetadata({ orientation: 6 })[format]().toBuffer())
      expect(await probeMedia(path)).toMatchObject({ widthPx: 64, heightPx: 48, orientation: 6 })
    },
  )

  it('sees alpha', async () => {
    for (const format of ['png', 'webp', 'avif'] as const) {
      const bytes = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#0008' } })
        [format]()
        .toBuffer()
      expect(await probeMedia(await file(`alpha.${format}`, bytes))).toMatchObject({ hasAlpha: true })
    }
  })

  it('counts frames and caps them', async () => {
    for (const format of ['gif', 'webp'] as const) {
      const path = await file(`animation.${format}`, await animation(format, 12))
      expect(await probeMedia(path)).toMatchObject({ widthPx: 8, heightPx: 8, frames: 12 })
      expect(await refusal(path, { maxFrames: 11 })).toBe('MEDIA_TOO_MANY_FRAMES')
    }
  })

  it.each([
    ['text', 'Just some words.'],
    ['HTML', '<!doctype html><script>1</script>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'],
    ['SVG with a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['MVG', 'push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 "http://127.0.0.1:9/"\npop graphic-context'],
    ['HLS', '#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nfile:///etc/hostname\n#EXT-X-ENDLIST'],
    ['ZIP', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
    ['zeros', Buffer.alloc(4000)],
    ['one byte', Buffer.from([0xff])],
  ])('refuses %s that is named .jpg', async (_, bytes) => {
    expect(await refusal(await file('innocent.jpg', bytes))).toBe('MEDIA_UNSUPPORTED')
  })

  it('refuses an empty and a too large file', async () => {
    expect(await refusal(await file('empty.jpg', ''))).toBe('MEDIA_EMPTY')
    const path = await file('large.jpg', await picture().jpeg().toBuffer())
    expect(await refusal(path, { maxBytes: 100 })).toBe('MEDIA_TOO_LARGE')
  })

  it('refuses magic numbers without a picture', async () => {
    const magics = ['ffd8ff', '89504e470d0a1a0a', '474946383961', '49492a00', '524946460c00000057454250']
    for (const magic of magics) {
      expect(await refusal(await file('magic', Buffer.from(magic, 'hex')))).toMatch(
        /^MEDIA_(CORRUPT|TRUNCATED|UNSUPPORTED)$/,
      )
    }
  })

  it.each(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)(
    'refuses a %s cut at each sixteenth',
    async (format) => {
      const bytes = await picture(256, 256)[format]().toBuffer()
      for (let part = 1; part < 16; part += 1) {
        const path = await file(`cut.${format}`, bytes.subarray(0, Math.floor((bytes.length * part) / 16)))
        expect(await refusal(path), `${part}/16`).toMatch(/^MEDIA_(TRUNCATED|CORRUPT)$/)
      }
      const nearlyWhole = await file(`cut.${format}`, bytes.subarray(0, Math.floor((bytes.length * 15) / 16)))
      expect(await refusal(nearlyWhole)).toMatch(
        format === 'tiff' ? /^MEDIA_(TRUNCATED|CORRUPT)$/ : /^MEDIA_TRUNCATED$/,
      )
    },
  )

  it('refuses a progressive JPEG cut between its scans', async () => {
    const bytes = await picture(128, 128).jpeg({ progressive: true }).toBuffer()
    const lastScan = bytes.lastIndexOf(Buffer.from([0xff, 0xda]))
    expect(await refusal(await file('scans.jpg', bytes.subarray(0, lastScan)))).toBe('MEDIA_TRUNCATED')
  })

  it('takes a picture with foreign bytes behind its end', async () => {
    for (const format of ['jpeg', 'png', 'gif', 'webp'] as const) {
      const bytes = Buffer.concat([await picture()[format]().toBuffer(), Buffer.from('PK\x03\x04 and more')])
      expect(await probeMedia(await file(`appended.${format}`, bytes))).toMatchObject({ widthPx: 64, renderable: true })
    }
  })

  it('refuses sizes of zero and sizes of gigapixels at the header, in milliseconds', async () => {
    const png = await picture().png().toBuffer()
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    const start = performance.now()
    expect(await refusal(await file('bomb.png', png))).toBe('MEDIA_TOO_MANY_PIXELS')
    expect(performance.now() - start).toBeLessThan(1000)
    const gif = await picture().gif().toBuffer()
    gif.writeUInt16LE(0, 6)
    expect(await refusal(await file('zero.gif', gif))).toBe('MEDIA_CORRUPT')
  })

  it('ends on a chain of TIFF directories that leads back to itself', async () => {
    const tiff = await picture().tiff().toBuffer()
    const first = tiff.readUInt32LE(4)
    tiff.writeUInt32LE(first, first + 2 + tiff.readUInt16LE(first) * 12)
    expect(await probeMedia(await file('cyclic.tif', tiff))).toMatchObject({ widthPx: 64, frames: 1 })
  })

  it.each([0, 90, 180, 270] as const)('reads a film turned by %i degrees', async (rotation) => {
    const path = await file('film.mp4', film({ rotation, seconds: 7 }))
    expect(await probeMedia(path)).toMatchObject({
      mediaType: 'video',
      mimeType: 'video/mp4',
      widthPx: 320,
      heightPx: 240,
      orientation: { 0: 1, 90: 6, 180: 3, 270: 8 }[rotation],
      durationSeconds: 7,
      renderable: false,
    })
  })

  it('refuses a film that was cut off, with its index before or behind the pictures', async () => {
    const whole = film()
    expect(await refusal(await file('cut.mp4', whole.subarray(0, whole.length - 1)))).toBe('MEDIA_TRUNCATED')
    const unfinished = Buffer.concat([box('ftyp', 'isom', u32(512), 'isom'), box('mdat', Buffer.alloc(100))])
    expect(await refusal(await file('unfinished.mp4', unfinished))).toBe('MEDIA_TRUNCATED')
  })

  it('gives up at the time limit', async () => {
    const path = await file('slow.jpg', await picture(512, 512).jpeg().toBuffer())
    expect(await refusal(path, { timeoutMs: -1 })).toBe('MEDIA_TIMEOUT')
  })

  it('refuses a folder and, without waiting for it, a pipe', async () => {
    const path = `${await file('beside', '')}.pipe`
    expect(await refusal(dirname(path))).toBe('MEDIA_UNSUPPORTED')
    execFileSync('mkfifo', [path])
    expect(await refusal(path)).toBe('MEDIA_UNSUPPORTED')
  })

  it('lets a missing file be a missing file', async () => {
    await expect(probeMedia('/nowhere/at/all.jpg')).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('reads a film of gigabytes through a small window', async () => {
    const path = await file('long.mp4', film())
    const handle = await open(path, 'r+')
    const mdatBytes = 3 * 1024 ** 3
    const { size } = await handle.stat()
    await handle.write(u32(mdatBytes), 0, 4, size - 1008)
    // A sparse file: it takes no space.
    await handle.truncate(size - 1008 + mdatBytes)
    await handle.close()
    const before = process.memoryUsage().rss
    expect(await probeMedia(path)).toMatchObject({ widthPx: 320, durationSeconds: 5 })
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024)
  })
})
