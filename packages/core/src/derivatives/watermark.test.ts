import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type DerivativeFormat, defaultQualities } from './formats.ts'
import { renderDerivatives } from './render.ts'
import type { SizeDefinition } from './sizes.ts'
import { measureMark, placeMarks, type Watermark, type WatermarkPosition, watermarkPositions } from './watermark.ts'

const mark: Watermark = {
  name: 'proof',
  picture: 'ab'.repeat(32),
  position: 'bottom-right',
  opacityPercent: 100,
  marginPercent: 0,
  widthPercent: 20,
  minWidthPx: 0,
  minHeightPx: 0,
  sizes: null,
}
const size: SizeDefinition = { name: 'm', widthPx: 400, heightPx: 300, fit: 'inside', enabled: true, quality: 100 }

const redSquare = () =>
  sharp({ create: { width: 80, height: 60, channels: 4, background: '#ff0000' } })
    .png()
    .toBuffer()
const photoOf = (background: string, channels: 3 | 4 = 3) =>
  sharp({ create: { width: 800, height: 600, channels, background } })
    .png()
    .toBuffer()

const render = async (
  changed: Partial<Watermark> | null,
  {
    file,
    format = 'webp',
    ...of
  }: { file?: Buffer; format?: DerivativeFormat; size?: Partial<SizeDefinition>; orientation?: number } = {},
) => {
  const [made] = await renderDerivatives(
    { file: file ?? (await photoOf('#000000')), mimeType: 'image/png', orientation: of.orientation ?? 1 },
    [{ size: { ...size, ...of.size }, format, mark: changed && { ...mark, ...changed } }],
    { maxPixels: 1e8, timeoutMs: 20_000, quality: defaultQualities, avifEffort: 0, markPicture: redSquare },
  )
  if (made === undefined) throw new Error('nothing rendered')
  return made
}

/** Where red is: which of the nine fields of the picture. */
const redFields = async (bytes: Buffer): Promise<string[]> => {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const names = [
    ['top-left', 'top', 'top-right'],
    ['left', 'centre', 'right'],
    ['bottom-left', 'bottom', 'bottom-right'],
  ]
  const found = new Set<string>()
  for (let y = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++)
      if ((data[(y * info.width + x) * info.channels] ?? 0) > 100)
        found.add(names[Math.floor((y * 3) / info.height)]?.[Math.floor((x * 3) / info.width)] ?? '')
  return [...found].sort()
}

describe('a watermark', () => {
  it.each(watermarkPositions.filter((position) => position !== 'tiled'))('lies at the %s', async (position) => {
    const { bytes } = await render({ position })
    expect(await redFields(bytes)).toEqual([position])
  })

  it('covers all of the picture where it is repeated', async () => {
    const { bytes } = await render({ position: 'tiled', widthPercent: 10, marginPercent: 5 })
    expect(await redFields(bytes)).toHaveLength(9)
  })

  it.each(['jpeg', 'webp', 'avif'] as const)('changes neither size nor channels of a %s', async (format) => {
    for (const file of [
      await photoOf('#204060'),
      await sharp(await photoOf('#808080'))
        .toColourspace('b-w')
        .png()
        .toBuffer(),
    ]) {
      const [bare, marked] = await Promise.all([render(null, { file, format }), render({}, { file, format })])
      const [a, b] = await Promise.all([bare, marked].map(({ bytes }) => sharp(bytes).metadata()))
      expect([b?.width, b?.height, b?.hasAlpha]).toEqual([a?.width, a?.height, false])
      expect(await redFields(marked.bytes)).toContain('bottom-right')
    }
  })

  it('lets shine through what its opacity says, and leaves transparency as it is', async () => {
    const { bytes } = await render({ opacityPercent: 50 })
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    expect(data[(info.height * info.width - 1) * info.channels]).toBeGreaterThan(115)
    expect(data[(info.height * info.width - 1) * info.channels]).toBeLessThan(140)
    const clear = await render({}, { file: await photoOf('#00000000', 4) })
    expect((await sharp(clear.bytes).metadata()).hasAlpha).toBe(true)
    const top = await sharp(clear.bytes).ensureAlpha().raw().toBuffer()
    expect(top[3]).toBe(0)
  })

  it('stands upright on a turned and on a cropped picture', async () => {
    const turned = await render({}, { orientation: 6, size: { widthPx: 300, heightPx: 400 } })
    expect([turned.widthPx, turned.heightPx]).toEqual([300, 400])
    expect(await redFields(turned.bytes)).toEqual(['bottom-right'])
    const cropped = await render({}, { size: { fit: 'crop', widthPx: 120, heightPx: 120 } })
    expect(await redFields(cropped.bytes)).toEqual(['bottom-right'])
  })

  it('lies on every frame of what moves', async () => {
    const frames = await Promise.all(['#000010', '#001000', '#001010'].map((colour) => photoOf(colour)))
    const file = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer()
    const [made] = await renderDerivatives(
      { file, mimeType: 'image/webp', orientation: 1 },
      [{ size: { ...size, isAnimated: true }, format: 'webp', mark }],
      { maxPixels: 1e8, timeoutMs: 20_000, quality: defaultQualities, avifEffort: 0, markPicture: redSquare },
    )
    expect((await sharp(made?.bytes, { animated: true }).metadata()).pages).toBe(3)
    for (const page of [0, 1, 2])
      expect(await redFields(await sharp(made?.bytes, { page }).png().toBuffer())).toEqual(['bottom-right'])
  })

  it('is never left out: without its picture there is none at all', async () => {
    const failing = renderDerivatives(
      { file: await photoOf('#000000'), mimeType: 'image/png', orientation: 1 },
      [{ size, format: 'jpeg', mark }],
      {
        maxPixels: 1e8,
        timeoutMs: 20_000,
        quality: defaultQualities,
        avifEffort: 0,
        markPicture: () => Promise.reject(new Error('gone')),
      },
    )
    await expect(failing).rejects.toThrow()
  })
})

describe('the place of a mark', () => {
  it('is within any picture, whatever its size', () => {
    for (const [widthPx, heightPx] of [
      [1, 1],
      [2, 900],
      [900, 2],
      [37, 41],
      [1656, 1242],
    ] as const)
      for (const own of [
        { widthPx: 1, heightPx: 1 },
        { widthPx: 2000, heightPx: 10 },
        { widthPx: 10, heightPx: 2000 },
      ])
        for (const widthPercent of [null, 1, 100])
          for (const marginPercent of [0, 45])
            for (const position of watermarkPositions satisfies readonly WatermarkPosition[]) {
              const picture = { widthPx, heightPx }
              const measured = measureMark({ widthPercent, marginPercent }, picture, own)
              const places = placeMarks({ position }, picture, measured)
              expect(places.length).toBeGreaterThan(0)
              if (position === 'tiled') continue
              for (const { leftPx, topPx } of places) {
                expect(leftPx).toBeGreaterThanOrEqual(0)
                expect(topPx).toBeGreaterThanOrEqual(0)
                expect(leftPx).toBeLessThan(widthPx)
                expect(topPx).toBeLessThan(heightPx)
              }
            }
  })
})
