import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type DerivativeFormat, defaultQualities } from './formats.ts'
import { renderDerivatives } from './render.ts'
import type { SizeDefinition } from './sizes.ts'

const box = (more: Partial<SizeDefinition>): SizeDefinition => ({
  name: 'm',
  widthPx: 40,
  heightPx: 40,
  fit: 'inside',
  enabled: true,
  ...more,
})
const options = {
  maxPixels: 1_000_000,
  timeoutMs: 20_000,
  quality: { ...defaultQualities, jpeg: 100, webp: 100 },
  avifEffort: 0,
  markPicture: () => Promise.reject(new Error('there is no mark')),
}
const render = async (
  file: Buffer,
  size: Partial<SizeDefinition>,
  { format = 'webp', orientation = 1 }: { format?: DerivativeFormat; orientation?: number } = {},
) => {
  const mimeType = `image/${(await sharp(file).metadata()).format}`
  const [made] = await renderDerivatives({ file, mimeType, orientation }, [{ size: box(size), format }], options)
  if (made === undefined) throw new Error('nothing rendered')
  return made
}
const flat = (background: string, width = 80, height = 60) =>
  sharp({ create: { width, height, channels: 3, background } })
const animate = async (type: 'gif' | 'webp', frames = 3, side = 80) =>
  sharp(
    await Promise.all(
      Array.from({ length: frames }, (_, index) =>
        flat(`rgb(${(index * 53) % 256}, 80, ${255 - ((index * 53) % 256)})`, side, 60)
          .png()
          .toBuffer(),
      ),
    ),
    { join: { animated: true } },
  )
    .toFormat(type)
    .toBuffer()

describe('what moves', () => {
  it.each(['gif', 'webp'] as const)('goes on moving where a size says so (%s)', async (type) => {
    const file = await animate(type)
    const moving = await sharp((await render(file, { isAnimated: true })).bytes, { animated: true }).metadata()
    expect([moving.pages, moving.width, moving.pageHeight, moving.delay]).toEqual([3, 40, 30, expect.anything()])
    const cropped = await render(file, { isAnimated: true, fit: 'crop' })
    expect((await sharp(cropped.bytes, { animated: true }).metadata()).pages).toBe(3)
    expect([cropped.widthPx, cropped.heightPx]).toEqual([40, 40])
    const still = await render(file, { isAnimated: true }, { format: 'jpeg' })
    expect(await sharp(still.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 40, height: 30 })
    expect((await sharp((await render(file, {})).bytes, { animated: true }).metadata()).pages ?? 1).toBe(1)
  })

  it('stands still where it is too long, or too much to decode', async () => {
    const long = await animate('gif', 301, 80)
    const large = await animate('gif', 220, 80)
    for (const file of [long, large]) {
      const { bytes } = await render(file, { isAnimated: true })
      expect((await sharp(bytes, { animated: true }).metadata()).pages ?? 1).toBe(1)
    }
  })
})

describe('colours beyond sRGB', () => {
  it('stay with their profile where a size says so, upright', async () => {
    const file = await flat('#3cc83c').withIccProfile('p3').jpeg({ quality: 100 }).toBuffer()
    const [inFile = 0] = await sharp(file, { ignoreIcc: true }).raw().toBuffer()
    for (const format of ['jpeg', 'webp', 'avif'] as const)
      for (const orientation of [1, 6]) {
        const { bytes, widthPx, heightPx } = await render(file, { gamut: 'wide' }, { format, orientation })
        const about = await sharp(bytes).metadata()
        expect(about.icc).toBeDefined()
        expect([widthPx, heightPx]).toEqual(orientation === 6 ? [30, 40] : [40, 30])
        expect([about.width, about.height, about.orientation]).toEqual([widthPx, heightPx, undefined])
        const [red = 0] = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer()
        expect(Math.abs(red - inFile)).toBeLessThan(6)
        // Shown as sRGB it is the colour that it was.
        const [shown = 0] = await sharp(bytes).raw().toBuffer()
        expect(Math.abs(shown - 60)).toBeLessThan(10)
      }
    expect((await sharp((await render(file, {})).bytes).metadata()).icc).toBeUndefined()
  })

  it('need no profile where there are none', async () => {
    const plain = await flat('#345').jpeg().toBuffer()
    const srgb = await flat('#345').withIccProfile('srgb').jpeg().toBuffer()
    for (const file of [plain, srgb])
      expect((await sharp((await render(file, { gamut: 'wide' })).bytes).metadata()).icc).toBeUndefined()
  })
})

describe('sharpening', () => {
  it('makes edges steeper and leaves flat areas alone', async () => {
    const left = await flat('#606060', 40, 60).png().toBuffer()
    const file = await flat('#a0a0a0')
      .composite([{ input: left, left: 0, top: 0 }])
      .png()
      .toBuffer()
    const rangeOf = async (sharpenPercent: number) => {
      const { bytes } = await render(file, { sharpenPercent }, { format: 'jpeg' })
      const data = await sharp(bytes).greyscale().raw().toBuffer()
      const row = [...data.subarray(40 * 15, 40 * 16)]
      return { most: Math.max(...row), least: Math.min(...row), edge: row[0] ?? 0 }
    }
    const [soft, crisp] = [await rangeOf(0), await rangeOf(100)]
    expect(crisp.most - crisp.least).toBeGreaterThan(soft.most - soft.least + 8)
    expect(Math.abs(crisp.edge - soft.edge)).toBeLessThanOrEqual(2)
  })
})
