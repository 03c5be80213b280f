import { createHash } from 'node:crypto'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { configureSharp } from '../media/sharp-setup.ts'
import type { WatermarkPicture } from './derivative-settings.types.ts'

export const maxWatermarkBytes = 512 * 1024
const maxPixels = 25_000_000
/** As large as it is kept: the mark of a picture of 4,000 pixels at half its width. */
const maxSidePx = 2_000

/**
 * Reads the picture that somebody gave for a watermark and draws it anew, as a PNG: what else was in the file stays behind.
 *
 * @throws {VitrineError} `INPUT_INVALID`
 */
export const readWatermarkPicture = async (
  given: Uint8Array,
): Promise<{ readonly png: Buffer; readonly about: WatermarkPicture }> => {
  const fault = (message: string) => inputInvalid([{ path: 'picture', message }])
  if (!(given instanceof Uint8Array) || given.byteLength === 0) throw fault('Must be the bytes of a picture.')
  if (given.byteLength > maxWatermarkBytes) throw fault(`Must have ${maxWatermarkBytes} bytes at most.`)
  const sharp = await configureSharp()
  const { data, info } = await sharp(Buffer.from(given), { limitInputPixels: maxPixels, failOn: 'error' })
    .timeout({ seconds: 10 })
    .autoOrient()
    .resize(maxSidePx, maxSidePx, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .png({ compressionLevel: 9 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw fault('Cannot be read as a picture. A PNG with a transparent ground is best.')
    })
  if (data.length > 2 * maxWatermarkBytes) throw fault('Is too large when drawn as a PNG. Make it smaller, or simpler.')
  const picture = createHash('sha256').update(data).digest('hex')
  return { png: data, about: { picture, widthPx: info.width, heightPx: info.height, bytes: data.length } }
}
