import { loadSharp } from '../derivatives/load-sharp.ts'
import { layMark } from '../derivatives/overlay.ts'
import type { Watermark } from '../derivatives/watermark.ts'

const sample = { widthPx: 720, heightPx: 480 }

/** A sky over a hillside, light and dark: where marks get lost. */
const ground = Buffer.alloc(sample.widthPx * sample.heightPx * 3)
for (let y = 0; y < sample.heightPx; y++)
  for (let x = 0; x < sample.widthPx; x++) {
    const hill = sample.heightPx * (0.62 + 0.08 * Math.sin(x / 90) + 0.03 * Math.sin(x / 23))
    const share = y < hill ? y / hill : (y - hill) / (sample.heightPx - hill)
    const [from, to] =
      y < hill
        ? [
            [120, 160, 205],
            [236, 226, 208],
          ]
        : [
            [88, 104, 74],
            [34, 40, 32],
          ]
    for (let channel = 0; channel < 3; channel++) {
      const [start = 0, end = 0] = [from?.[channel], to?.[channel]]
      ground[(y * sample.widthPx + x) * 3 + channel] = start + (end - start) * share
    }
  }

/** A made-up picture with a mark on it, as it would lie on a photo of that size. A JPEG. */
export const previewWatermark = async (
  mark: Watermark,
  pictureOf: (hash: string) => Promise<Buffer>,
): Promise<Buffer> => {
  const sharp = await loadSharp()
  const layer = await layMark(sharp, mark, sample, pictureOf)
  return sharp(ground, { raw: { width: sample.widthPx, height: sample.heightPx, channels: 3 } })
    .composite([{ input: layer, left: 0, top: 0 }])
    .removeAlpha()
    .jpeg({ quality: 85 })
    .toBuffer()
}
