import { join } from 'node:path'
import sharp, { type Sharp as Pipeline } from 'sharp'
import { describe, expect, it } from 'vitest'
import { toFormat } from '../../src/derivatives/encode.ts'
import { derivativeFormats } from '../../src/derivatives/formats.ts'
import { loadSharp } from '../../src/derivatives/load-sharp.ts'
import type { SizeDefinition } from '../../src/derivatives/sizes.ts'
import { turn } from '../../src/derivatives/turn.ts'
import { accepted, corpus, type Listed, limits, render, sizes } from './real-files.ts'

/** Signal to noise in decibels: above 30, one has to look for the difference. */
const psnr = (a: Buffer, b: Buffer): number => {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += ((a[at] ?? 0) - (b[at] ?? 0)) ** 2
  return 10 * Math.log10(255 ** 2 / Math.max(sum / a.length, 1e-9))
}

/** The picture as libvips makes it in one go: decoded whole, scaled once, never encoded. */
const renderReference = async (entry: Listed, size: SizeDefinition, box: { widthPx: number; heightPx: number }) => {
  const sharp = await loadSharp()
  const file = join(corpus ?? '', entry.file)
  const { format, hasProfile } = await sharp(file, { failOn: 'none' }).metadata()
  const orientation = format === 'heif' ? 1 : entry.expected?.orientation || 1
  const decoded = sharp(file, { failOn: 'none' })
  const whole = await (hasProfile ? decoded.withIccProfile('srgb', { attach: false }) : decoded).png().toBuffer()
  const upright = await turn(sharp(whole), orientation).png().toBuffer()
  const fit = size.fit === 'crop' ? 'cover' : 'fill'
  return sharp(upright).resize(box.widthPx, box.heightPx, { fit }).flatten({ background: '#ffffff' })
}

const everything = sizes.flatMap((size) => derivativeFormats.map((format) => ({ size, format })))

describe.skipIf(!corpus)('real files (skipped where VITRINE_CORPUS does not name the folder that holds them)', () => {
  it.each(accepted)('$file looks like a reference render, in every size and format', async (entry) => {
    for (const { bytes, target, widthPx, heightPx } of await render(entry, everything)) {
      const toPixels = (pipeline: Pipeline) =>
        pipeline.flatten({ background: '#ffffff' }).removeAlpha().toColourspace('srgb').raw().toBuffer()
      const reference = await (await renderReference(entry, target.size, { widthPx, heightPx })).png().toBuffer()
      // What the encoder alone takes away.
      const encoded = await toFormat(sharp(reference), target.size, target.format, {
        ...limits,
        pixels: widthPx * heightPx,
      }).toBuffer()
      const [made, exact, lossy] = await Promise.all([bytes, reference, encoded].map((each) => toPixels(sharp(each))))
      if (!made || !exact || !lossy) throw new Error('not decoded')
      expect(made.length).toBe(exact.length)
      expect(psnr(made, exact), `${target.size.name}.${target.format}`).toBeGreaterThan(
        Math.min(30, psnr(lossy, exact) - 2),
      )
    }
  })
})
