import type { Sharp } from '../../packages/core/src/derivatives/load-sharp.ts'
import type { BenchWorld } from './define-bench.ts'

/** Twelve megapixels. */
export const photo = { widthPx: 4000, heightPx: 3000 }

/**
 * A picture with the traits of a photo: soft areas, edges of every size, and a little grain, from three layers of noise. At quality
 * 95, as cameras write, that is a JPEG of about 5.6 MB. The size matters: what a pyramid saves is decoding.
 */
export const drawPhoto = async (sharp: Sharp, random: BenchWorld['random']): Promise<Buffer> => {
  const layer = async (widthPx: number, contrast: number) => {
    const heightPx = (widthPx * 3) / 4
    const data = Buffer.alloc(widthPx * heightPx * 3)
    for (let at = 0; at < data.length; at++) data[at] = 128 + (random() - 0.5) * contrast
    const raw = { width: widthPx, height: heightPx, channels: 3 } as const
    return sharp(data, { raw })
      .resize(photo.widthPx, photo.heightPx, { fit: 'fill' })
      .png({ compressionLevel: 0 })
      .toBuffer()
  }
  const [coarse, middle, fine] = [await layer(16, 255), await layer(400, 160), await layer(4000, 40)]
  const blend = [middle, fine].map((input) => ({ input, blend: 'overlay' as const }))
  return sharp(coarse).composite(blend).removeAlpha().jpeg({ quality: 95 }).toBuffer()
}
