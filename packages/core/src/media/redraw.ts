import { inputInvalid } from '../errors/vitrine-error.ts'
import { configureSharp } from './sharp-setup.ts'

const maxPixels = 25_000_000

/**
 * Reads a picture that somebody gave for the look of the gallery and draws it anew, as a PNG: what else was in the file stays behind.
 *
 * @param path - The field that faults are about.
 * @param maxBytes - Of what was given.
 * @param maxColours - 256 at most; default: as many as there are.
 * @throws {VitrineError} `INPUT_INVALID`
 */
export const redraw = async (
  given: Uint8Array,
  {
    path,
    maxBytes,
    maxWidthPx,
    maxHeightPx,
    maxColours,
  }: {
    readonly path: string
    readonly maxBytes: number
    readonly maxWidthPx: number
    readonly maxHeightPx: number
    readonly maxColours?: number
  },
): Promise<{ readonly png: Buffer; readonly widthPx: number; readonly heightPx: number }> => {
  const fault = (message: string) => inputInvalid([{ path, message }])
  if (!(given instanceof Uint8Array) || given.byteLength === 0) throw fault('Must be the bytes of a picture.')
  if (given.byteLength > maxBytes) throw fault(`Must have ${maxBytes} bytes at most.`)
  const sharp = await configureSharp()
  const { data, info } = await sharp(Buffer.from(given), { limitInputPixels: maxPixels, failOn: 'error' })
    .timeout({ seconds: 10 })
    .autoOrient()
    .resize(maxWidthPx, maxHeightPx, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .png({ compressionLevel: 9, ...(maxColours === undefined ? {} : { palette: true, colours: maxColours }) })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw fault('Cannot be read as a picture. A PNG with a transparent ground is best.')
    })
  return { png: data, widthPx: info.width, heightPx: info.height }
}
