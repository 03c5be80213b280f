import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { defaultQualities } from './formats.ts'
import { derivativeSize, planDerivative, turnDimensions } from './geometry.ts'
import { renderDerivatives } from './render.ts'
import { checkSizes, defaultSizes, type SizeDefinition } from './sizes.ts'

const sizeNamed = (name: string): SizeDefinition => {
  const size = defaultSizes.find((each) => each.name === name)
  if (size === undefined) throw new Error(name)
  return size
}

describe('derivativeSize', () => {
  it.each([
    ['thumb', 4000, 3000, 144, 108],
    ['medium', 4000, 3000, 792, 594],
    ['medium', 3000, 4000, 446, 594],
    ['xxlarge', 1000, 500, 1000, 500],
    ['medium', 20_000, 10, 792, 1],
    ['square', 4000, 3000, 120, 120],
    ['square', 300, 90, 90, 90],
    ['square', 1, 1, 1, 1],
    ['square', 20_000, 100, 100, 100],
  ])('%s of %i × %i is %i × %i', (name, widthPx, heightPx, expectedWidth, expectedHeight) => {
    expect(derivativeSize(sizeNamed(name), { widthPx, heightPx })).toEqual({
      widthPx: expectedWidth,
      heightPx: expectedHeight,
    })
  })

  it('never enlarges, stays within the box and cuts only within the scaled picture', () => {
    const side = fc.integer({ min: 1, max: 30_000 })
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        side,
        side,
        side,
        side,
        fc.constantFrom('inside' as const, 'crop' as const),
        share,
        share,
        (w, h, boxW, boxH, fit, x, y) => {
          const { scaled, crop } = planDerivative(
            { widthPx: boxW, heightPx: boxH, fit },
            { widthPx: w, heightPx: h },
            { x, y },
          )
          expect(scaled.widthPx).toBeLessThanOrEqual(w)
          expect(scaled.heightPx).toBeLessThanOrEqual(h)
          expect(crop.widthPx).toBeLessThanOrEqual(boxW)
          expect(crop.heightPx).toBeLessThanOrEqual(boxH)
          expect(Math.min(crop.widthPx, crop.heightPx, scaled.widthPx, scaled.heightPx)).toBeGreaterThanOrEqual(1)
          expect(crop.leftPx).toBeGreaterThanOrEqual(0)
          expect(crop.topPx).toBeGreaterThanOrEqual(0)
          expect(crop.leftPx + crop.widthPx).toBeLessThanOrEqual(scaled.widthPx)
          expect(crop.topPx + crop.heightPx).toBeLessThanOrEqual(scaled.heightPx)
        },
      ),
    )
  })

  it('keeps the focal point in the cut', () => {
    const shown = { widthPx: 3000, heightPx: 1000 }
    expect(planDerivative(sizeNamed('square'), shown, { x: 0, y: 0.5 }).crop.leftPx).toBe(0)
    expect(planDerivative(sizeNamed('square'), shown, { x: 1, y: 0.5 }).crop.leftPx).toBe(240)
    expect(planDerivative(sizeNamed('square'), shown).crop.leftPx).toBe(120)
  })

  it('is exactly what the renderer makes', async () => {
    const side = fc.integer({ min: 1, max: 700 })
    await fc.assert(
      fc.asyncProperty(
        side,
        side,
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom('jpeg' as const, 'webp' as const),
        async (w, h, orientation, format) => {
          const file = await sharp({ create: { width: w, height: h, channels: 3, background: '#456' } })
            .jpeg()
            .toBuffer()
          const sizes = ['square', '2small', 'xsmall', 'medium'].map(sizeNamed)
          const limits = {
            maxPixels: 1e6,
            timeoutMs: 20_000,
            quality: defaultQualities,
            avifEffort: 0,
            markPicture: () => Promise.reject(new Error('there is no mark')),
          }
          const rendered = await renderDerivatives(
            { file, mimeType: 'image/jpeg', orientation },
            sizes.map((size) => ({ size, format })),
            limits,
          )
          const shown = turnDimensions({ widthPx: w, heightPx: h }, orientation)
          expect(rendered).toHaveLength(sizes.length)
          for (const { target, bytes } of rendered) {
            const { width, height } = await sharp(bytes).metadata()
            expect({ widthPx: width, heightPx: height }).toEqual(derivativeSize(target.size, shown))
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('checkSizes', () => {
  it('finds nothing wrong with the defaults', () => expect(checkSizes(defaultSizes)).toEqual([]))

  it('reports every fault at once', () => {
    const bad = { name: '../x', widthPx: 0, heightPx: 1.5, fit: 'inside', enabled: true, quality: 101 } as const
    expect(checkSizes([bad, { ...bad, widthPx: 10, heightPx: 10, quality: 80 }]).map(({ path }) => path)).toEqual([
      '0.name',
      '0.widthPx',
      '0.heightPx',
      '0.quality',
      '1.name',
      '1.name',
    ])
  })
})
