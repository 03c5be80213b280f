import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { inspectEncoded } from './encoded.ts'
import { turnDimensions } from './geometry.ts'
import { renderDerivatives } from './render.ts'
import { defaultSizes, type SizeDefinition } from './sizes.ts'

interface Listed {
  readonly file: string
  readonly kind: string
  readonly mimeType?: string
  readonly needs?: string
  readonly expected?: {
    readonly outcome?: string
    readonly width?: number
    readonly height?: number
    readonly orientation?: number
  }
}

const corpus = process.env.VITRINE_CORPUS
const listed: Listed[] = corpus ? JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) : []
const renderable = /^image\/(jpeg|png|webp|gif|tiff|avif)$/
const size: SizeDefinition = defaultSizes.find(({ name }) => name === 'small') ?? {
  name: 'small',
  widthPx: 576,
  heightPx: 432,
  fit: 'inside',
  enabled: true,
}
const limits = { maxPixels: 220_000_000, timeoutMs: 20_000 }
const render = (entry: Listed) =>
  renderDerivatives(
    {
      file: join(corpus ?? '', entry.file),
      mimeType: entry.mimeType ?? '',
      orientation: entry.expected?.orientation || 1,
    },
    [
      { size, format: 'jpeg' },
      { size, format: 'webp' },
    ],
    limits,
  )

describe.skipIf(!corpus)('real files (skipped where VITRINE_CORPUS does not name the folder that holds them)', () => {
  const accepted = listed.filter(
    ({ mimeType, expected, needs, kind }) =>
      renderable.test(mimeType ?? '') &&
      !needs &&
      kind !== 'bomb' &&
      expected?.outcome?.startsWith('accept') &&
      expected.outcome !== 'accept-or-reject',
  )

  it.each(accepted)('$file renders upright', async (entry) => {
    const rendered = await render(entry)
    const { width: widthPx = 0, height: heightPx = 0, orientation = 1 } = entry.expected ?? {}
    // libheif turns a picture by the file's own boxes, which the list does not count as an orientation.
    const shown = turnDimensions({ widthPx, heightPx }, entry.file === 'orientation-avif-irot1.avif' ? 6 : orientation)
    for (const { bytes, target } of rendered) {
      const made = inspectEncoded(bytes, target.format)
      expect(made).toBeDefined()
      expect(made?.widthPx).toBeLessThanOrEqual(Math.min(shown.widthPx, size.widthPx))
      expect(made?.heightPx).toBeLessThanOrEqual(Math.min(shown.heightPx, size.heightPx))
      expect(
        Math.sign((made?.widthPx ?? 0) - (made?.heightPx ?? 0)) * Math.sign(shown.widthPx - shown.heightPx),
      ).not.toBe(-1)
      expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    }
  })

  it.each(listed.filter(({ expected }) => expected?.outcome === 'reject'))(
    '$file is refused, quickly',
    async (entry) => {
      const start = performance.now()
      await expect(render(entry)).rejects.toMatchObject({ code: expect.stringMatching(/^MEDIA_/) })
      expect(performance.now() - start).toBeLessThan(2000)
    },
  )

  it('shows CMYK that Adobe stored inverted as red on black, as it does itself in the thumbnail inside', async () => {
    const entry = listed.find(({ file }) => file === 'cmyk-adobe-inverted.jpg')
    const [jpeg] = entry ? await render(entry) : []
    const { channels } = await sharp(jpeg?.bytes).stats()
    const [red = 0, green = 0, blue = 0] = channels.map(({ mean }) => mean)
    expect(red).toBeGreaterThan(2 * green)
    expect(Math.max(red, green, blue)).toBeLessThan(80)
  })
})
