import { createHash } from 'node:crypto'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { redraw } from '../media/redraw.ts'
import type { WatermarkPicture } from './derivative-settings.types.ts'

export const maxWatermarkBytes = 512 * 1024
/** As large as it is kept: the mark of a picture of 4,000 pixels at half its width. */
const maxSidePx = 2_000

/**
 * The picture that somebody gave for a watermark, drawn anew.
 *
 * @throws {VitrineError} `INPUT_INVALID`
 */
export const readWatermarkPicture = async (
  given: Uint8Array,
): Promise<{ readonly png: Buffer; readonly about: WatermarkPicture }> => {
  const path = 'picture'
  const { png, widthPx, heightPx } = await redraw(given, {
    path,
    maxBytes: maxWatermarkBytes,
    maxWidthPx: maxSidePx,
    maxHeightPx: maxSidePx,
  })
  if (png.length > 2 * maxWatermarkBytes)
    throw inputInvalid([{ path, message: 'Is too large when drawn as a PNG. Make it smaller, or simpler.' }])
  const picture = createHash('sha256').update(png).digest('hex')
  return { png, about: { picture, widthPx, heightPx, bytes: png.length } }
}
