import { loadSharp } from '../derivatives/load-sharp.ts'
import { layMark } from '../derivatives/overlay.ts'
import type { Watermark } from '../derivatives/watermark.ts'

const sample = { widthPx: 720, heightPx: 480 }

const sky = { top: [120, 160, 205], bottom: [236, 226, 208] }
const hillside = { top: [88, 104, 74], bottom: [34, 40, 32] }

/** A sky over a hillside, light and dark: where marks get lost. */
const paintGround = (): Buffer => {
  const ground = Buffer.alloc(sample.widthPx * sample.heightPx * 3)
  for (let x = 0; x < sample.widthPx; x++) {
    const horizon = sample.heightPx * (0.62 + 0.08 * Math.sin(x / 90) + 0.03 * Math.sin(x / 23))
    for (let y = 0; y < sample.heightPx; y++) {
      const isSky = y < horizon
      const share = isSky ? y / horizon : (y - horizon) / (sample.heightPx - horizon)
      const { top, bottom } = isSky ? sky : hillside
      for (let channel = 0; channel < 3; channel++) {
        const [start = 0, end = 0] = [top[channel], bottom[channel]]
        ground[(y * sample.widthPx + x) * 3 + channel] = start + (end - start) * share
      }
    }
  }
  return ground
}

/** A made-up picture with a mark on it, as it would lie on a photo of that size. A JPEG. */
export const previewWatermark = async (
  mark: Watermark,
  pictureOf: (mark: Watermark) => Promise<Buffer>,
): Promise<Buffer> => {
  const sharp = await loadSharp()
  const layer = await layMark(sharp, mark, sample, pictureOf)
  return sharp(paintGround(), { raw: { width: sample.widthPx, height: sample.heightPx, channels: 3 } })
    .composite([{ input: layer, left: 0, top: 0 }])
    .removeAlpha()
    .jpeg({ quality: 85 })
    .toBuffer()
}
