import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { inspectEncoded } from './encoded.ts'
import { toRenderError } from './faults.ts'
import { type DerivativeFormat, defaultQualities } from './formats.ts'
import { type RenderInput, renderDerivatives } from './render.ts'
import type { SizeDefinition } from './sizes.ts'

const limits = {
  maxPixels: 220_000_000,
  timeoutMs: 20_000,
  quality: defaultQualities,
  avifEffort: 0,
  markPicture: () => Promise.reject(new Error('there is no mark')),
}
const box = (widthPx: number, heightPx = widthPx, more: Partial<SizeDefinition> = {}): SizeDefinition => ({
  name: `${widthPx}x${heightPx}`,
  widthPx,
  heightPx,
  fit: 'inside',
  enabled: true,
  quality: 100,
  ...more,
})
const render = async (
  input: Partial<RenderInput> & Pick<RenderInput, 'file'>,
  size = box(2000),
  format: DerivativeFormat = 'jpeg',
) => {
  const [one] = await renderDerivatives(
    { mimeType: 'image/jpeg', orientation: 1, ...input },
    [{ size, format }],
    limits,
  )
  if (one === undefined) throw new Error('nothing rendered')
  return one.bytes
}
const pixelAt = async (bytes: Buffer, x: number, y: number): Promise<number[]> => {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
  return [...data.subarray(at, at + info.channels)]
}
const flat = (background: string, width = 64, height = 64) =>
  sharp({ create: { width, height, channels: 3, background } })

describe('orientation', () => {
  const colours = {
    A: [230, 20, 20],
    B: [20, 200, 20],
    C: [20, 20, 230],
    D: [230, 230, 20],
    E: [20, 220, 220],
    F: [220, 20, 220],
  } as const
  type Letter = keyof typeof colours
  const cell = 40
  const raster = (rows: readonly string[]) => {
    const width = (rows[0]?.length ?? 0) * cell
    const data = Buffer.alloc(width * rows.length * cell * 3)
    for (let y = 0; y < rows.length * cell; y++) {
      for (let x = 0; x < width; x++) {
        data.set(colours[rows[Math.floor(y / cell)]?.[Math.floor(x / cell)] as Letter], (y * width + x) * 3)
      }
    }
    return sharp(data, { raw: { width, height: rows.length * cell, channels: 3 } })
  }
  const letters = async (bytes: Buffer) => {
    const { width, height } = await sharp(bytes).metadata()
    const across = width < height ? 2 : 3
    const down = 5 - across
    const rows: string[] = []
    for (let y = 0; y < down; y++) {
      let row = ''
      for (let x = 0; x < across; x++) {
        const pixel = await pixelAt(bytes, (x + 0.5) / across, (y + 0.5) / down)
        const near = (letter: Letter) =>
          colours[letter].reduce((sum, value, i) => sum + Math.abs(value - (pixel[i] ?? 0)), 0)
        row += (Object.keys(colours) as Letter[]).sort((a, b) => near(a) - near(b))[0]
      }
      rows.push(row)
    }
    return rows
  }

  // The upright picture is ABC over DEF; what lies in the file is what each orientation says of its first row and column.
  it.each([
    [1, ['ABC', 'DEF']],
    [2, ['CBA', 'FED']],
    [3, ['FED', 'CBA']],
    [4, ['DEF', 'ABC']],
    [5, ['AD', 'BE', 'CF']],
    [6, ['CF', 'BE', 'AD']],
    [7, ['FC', 'EB', 'DA']],
    [8, ['DA', 'EB', 'FC']],
  ])('%i is turned upright, once, whatever the file says of itself', async (orientation, stored) => {
    for (const inFile of [1, orientation]) {
      const file = await raster(stored)
        .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
        .withMetadata({ orientation: inFile })
        .toBuffer()
      for (const size of [box(2000), box(60)]) {
        const bytes = await render({ file, orientation }, size)
        expect(await letters(bytes)).toEqual(['ABC', 'DEF'])
        expect((await sharp(bytes).metadata()).orientation).toBeUndefined()
      }
    }
  })
})

describe('colour', () => {
  const near = (pixel: number[], expected: readonly number[], tolerance: number) => {
    for (const [index, value] of expected.entries()) {
      const distance = Math.abs((pixel[index] ?? -999) - value)
      expect(distance, `${pixel} ≈ ${expected}`).toBeLessThanOrEqual(tolerance)
    }
  }

  it('brings Display P3 to sRGB', async () => {
    const file = await flat('#3cc83c')
      .withIccProfile('p3')
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer()
    // What lies in the file are other numbers, which a renderer that ignores the profile would show.
    const [redInFile = 0] = await sharp(file, { ignoreIcc: true }).raw().toBuffer()
    expect(redInFile).toBeGreaterThan(80)
    near(await pixelAt(await render({ file }), 0.5, 0.5), [60, 200, 60], 6)
  })

  it('brings 16-bit Display P3 to sRGB as well', async () => {
    const file = await flat('#3cc83c').toColourspace('rgb16').withIccProfile('p3').png().toBuffer()
    expect(await sharp(file).metadata()).toMatchObject({ depth: 'ushort', hasProfile: true })
    near(await pixelAt(await render({ file, mimeType: 'image/png' }), 0.5, 0.5), [60, 200, 60], 6)
  })

  it('brings CMYK to sRGB', async () => {
    for (const background of ['#c83232', '#507896', '#f0f0f0'] as const) {
      const file = await flat(background).toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 100 }).toBuffer()
      expect((await sharp(file).metadata()).space).toBe('cmyk')
      const rendered = await render({ file })
      expect((await sharp(rendered).metadata()).space).toBe('srgb')
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(background.slice(at, at + 2), 16))
      near(await pixelAt(rendered, 0.5, 0.5), [r ?? 0, g ?? 0, b ?? 0], 26)
    }
  })

  it('keeps greys grey and 16-bit tones in place', async () => {
    const grey = await flat('#808080').toColourspace('b-w').png().toBuffer()
    near((await pixelAt(await render({ file: grey, mimeType: 'image/png' }), 0.5, 0.5)).slice(0, 1), [128], 2)
    const deep = await flat('#4080c0').toColourspace('rgb16').png().toBuffer()
    near(await pixelAt(await render({ file: deep, mimeType: 'image/png' }), 0.5, 0.5), [64, 128, 192], 3)
  })
})

describe('encoding', () => {
  it('puts transparency on white in JPEG and keeps it in WebP', async () => {
    const clear = { r: 200, g: 0, b: 0, alpha: 0 }
    const file = await sharp({ create: { width: 50, height: 50, channels: 4, background: clear } })
      .png()
      .toBuffer()
    expect(await pixelAt(await render({ file, mimeType: 'image/png' }), 0.5, 0.5)).toEqual([255, 255, 255])
    const webp = await render({ file, mimeType: 'image/png' }, box(20), 'webp')
    expect((await sharp(webp).metadata()).hasAlpha).toBe(true)
    expect((await pixelAt(webp, 0.5, 0.5))[3]).toBe(0)
  })

  it('writes baseline 4:2:0 JPEG', async () => {
    const about = await sharp(
      await render({ file: await flat('#345', 300, 200).jpeg().toBuffer() }, box(100)),
    ).metadata()
    expect(about).toMatchObject({
      format: 'jpeg',
      chromaSubsampling: '4:2:0',
      isProgressive: false,
      width: 100,
      height: 67,
    })
  })

  it.each(['jpeg', 'webp', 'avif'] as const)('leaves all metadata behind (%s)', async (format) => {
    const file = await flat('#345')
      .withExif({ IFD0: { Copyright: 'SECRET-EXIF' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 30/1' } })
      .withXmp(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="SECRET-XMP"/></rdf:RDF></x:xmpmeta>',
      )
      .withIccProfile('p3')
      .jpeg()
      .toBuffer()
    expect(file.includes('SECRET-EXIF') && file.includes('SECRET-XMP')).toBe(true)
    const bytes = await render({ file }, box(40), format)
    const about = await sharp(bytes).metadata()
    expect([about.exif, about.xmp, about.iptc, about.icc, about.tifftagPhotoshop]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(bytes.includes('SECRET')).toBe(false)
  })

  it('takes the first frame of an animation', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#00ff00', '#0000ff'].map((colour) => flat(colour, 40, 30).png().toBuffer()),
    )
    for (const type of ['gif', 'webp'] as const) {
      const file = await sharp(frames, { join: { animated: true } })
        .toFormat(type)
        .toBuffer()
      expect((await sharp(file, { animated: true }).metadata()).pages).toBe(3)
      for (const format of ['jpeg', 'webp'] as const) {
        const bytes = await render({ file, mimeType: `image/${type}` }, box(20), format)
        const about = await sharp(bytes, { animated: true }).metadata()
        expect([about.width, about.height, about.pages ?? 1]).toEqual([20, 15, 1])
        expect((await pixelAt(bytes, 0.5, 0.5))[0]).toBeGreaterThan(200)
      }
    }
  })

  it('makes several sizes from one decode that look like single ones', async () => {
    const noise = await sharp({
      create: {
        width: 240,
        height: 160,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .png()
      .toBuffer()
    const file = await sharp(noise).resize(2400, 1600, { kernel: 'cubic' }).jpeg({ quality: 95 }).toBuffer()
    const sizes = [box(1600), box(700), box(300), box(120, 120, { fit: 'crop' })]
    const input = { file, mimeType: 'image/jpeg', orientation: 6 }
    const together = await renderDerivatives(
      input,
      sizes.map((size) => ({ size, format: 'jpeg' as const })),
      limits,
    )
    expect(together.map(({ target }) => target.size.widthPx)).toEqual([1600, 700, 300, 120])
    for (const { target, bytes } of together) {
      const alone = await render(input, target.size)
      const [a, b] = await Promise.all([bytes, alone].map((each) => sharp(each).raw().toBuffer()))
      if (a === undefined || b === undefined) throw new Error('not decoded')
      expect(a.length).toBe(b.length)
      const meanSquare = a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0) / a.length
      expect(10 * Math.log10(255 ** 2 / Math.max(meanSquare, 1e-9))).toBeGreaterThan(35)
    }
  })
})

describe('faults', () => {
  /** A PNG whose header says what it likes; the pixels of the first rows only. */
  const pngOf = (widthPx: number, heightPx: number) => {
    const chunk = (type: string, data: Buffer) => {
      const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
      const frame = Buffer.alloc(4)
      frame.writeUInt32BE(data.length)
      const sum = Buffer.alloc(4)
      sum.writeUInt32BE(crc32(body))
      return Buffer.concat([frame, body, sum])
    }
    const header = Buffer.alloc(13)
    header.writeUInt32BE(widthPx, 0)
    header.writeUInt32BE(heightPx, 4)
    header.set([8, 0, 0, 0, 0], 8)
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    return Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.alloc(1000))),
      chunk('IEND', Buffer.alloc(0)),
    ])
  }

  it('refuses a picture that says it is 60,000 × 60,000, at once and without its memory', async () => {
    const before = process.memoryUsage().rss
    const start = performance.now()
    await expect(render({ file: pngOf(60_000, 60_000), mimeType: 'image/png' })).rejects.toMatchObject({
      code: 'MEDIA_TOO_MANY_PIXELS',
      details: { widthPx: 60_000, heightPx: 60_000, maxPixels: 220_000_000 },
    })
    expect(performance.now() - start).toBeLessThan(1000)
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6)
  })

  it('shows what is left of a cut-off photo that was taken in', async () => {
    const whole = await flat('#345', 400, 300).jpeg({ quality: 100 }).toBuffer()
    const bytes = await render({ file: whole.subarray(0, Math.floor(whole.length * 0.7)) }, box(100))
    expect(inspectEncoded(bytes, 'jpeg')).toEqual({ widthPx: 100, heightPx: 75 })
  })

  it.each([
    ['image/jpeg', Buffer.from('this is not a picture'), 'MEDIA_CORRUPT'],
    ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'MEDIA_CORRUPT'],
    ['image/jxl', Buffer.from([0xff, 0x0a, 0, 0]), 'MEDIA_NOT_RENDERABLE'],
    [
      'image/svg+xml',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'MEDIA_NOT_RENDERABLE',
    ],
    ['image/jpeg', '/does/not/exist.jpg', 'STORAGE_NOT_FOUND'],
  ])('%s %s is %s', async (mimeType, file, code) => {
    await expect(render({ file, mimeType })).rejects.toMatchObject({ code })
  })

  it('names a time-out as such', async () => {
    const slow = sharp({ create: { width: 4000, height: 4000, channels: 3, background: '#888' } })
      .blur(300)
      .timeout({ seconds: 1 })
      .raw()
    const error = await slow.toBuffer().then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(
      toRenderError(error, { mimeType: 'image/jpeg', widthPx: 1, heightPx: 1, maxPixels: 1, timeoutMs: 1000 }),
    ).toMatchObject({
      code: 'MEDIA_TIMEOUT',
      details: { timeoutMs: 1000 },
    })
  })
})

const crc32 = (bytes: Buffer): number => {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
