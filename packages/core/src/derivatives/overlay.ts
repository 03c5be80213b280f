import type { Dimensions } from './geometry.ts'
import type { Sharp } from './load-sharp.ts'
import { type Mark, measureMark, placeMarks, type Watermark } from './watermark.ts'

/**
 * A mark as a layer of the picture's own size, transparent where it is not: a PNG without compression.
 *
 * @param pictureOf - Finds or draws the PNG of the mark. Where it fails, so does the rendering: no picture is shown without its mark.
 */
export const layMark = async (
  sharp: Sharp,
  mark: Mark,
  picture: Dimensions,
  pictureOf: (mark: Mark) => Promise<Buffer>,
): Promise<Buffer> => {
  const layer = await layPicture(sharp, mark, picture, await pictureOf(mark))
  if (!mark.over) return layer
  const beneath = await layMark(sharp, mark.over, picture, pictureOf)
  return sharp(beneath)
    .composite([{ input: layer }])
    .png({ compressionLevel: 0 })
    .toBuffer()
}

const layPicture = async (sharp: Sharp, mark: Watermark, picture: Dimensions, png: Buffer): Promise<Buffer> => {
  const own = await sharp(png).metadata()
  const size = measureMark(mark, picture, { widthPx: own.width, heightPx: own.height })
  const { data, info } = await sharp(png)
    .resize(size.widthPx, size.heightPx, { fit: 'fill' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  for (let at = 3; at < data.length; at += 4) data[at] = Math.round(((data[at] ?? 0) * mark.opacityPercent) / 100)

  const layer = Buffer.alloc(picture.widthPx * picture.heightPx * 4)
  for (const { leftPx, topPx } of placeMarks(mark, picture, size)) {
    const skip = Math.max(0, -leftPx)
    const widthPx = Math.min(info.width, picture.widthPx - leftPx) - skip
    if (widthPx <= 0) continue
    for (let row = 0; row < info.height && topPx + row < picture.heightPx; row++) {
      const from = (row * info.width + skip) * 4
      data.copy(layer, ((topPx + row) * picture.widthPx + leftPx + skip) * 4, from, from + widthPx * 4)
    }
  }
  return sharp(layer, { raw: { width: picture.widthPx, height: picture.heightPx, channels: 4 } })
    .png({ compressionLevel: 0 })
    .toBuffer()
}
