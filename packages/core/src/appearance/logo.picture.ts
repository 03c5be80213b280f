import { createHash } from 'node:crypto'
import { redraw } from '../media/redraw.ts'
import type { LogoPicture } from './appearance.types.ts'

/** As it is shown at most, for screens of two pixels to a CSS pixel. */
const bounds = { maxWidthPx: 640, maxHeightPx: 160 }
/** Of what is given; what is kept is far smaller. */
const maxLogoBytes = 512 * 1024
/** Drawings stay far below it. What does not is made of photographs, and gets 256 colours: every page loads it. */
const maxPlainBytes = 48 * 1024

/**
 * The picture that somebody gave for a logo, drawn anew.
 *
 * @throws {VitrineError} `INPUT_INVALID`
 */
export const readLogoPicture = async (
  given: Uint8Array,
  path: string,
): Promise<{ readonly png: Buffer; readonly about: LogoPicture }> => {
  const wanted = { path, maxBytes: maxLogoBytes, ...bounds }
  const plain = await redraw(given, wanted)
  const { png, widthPx, heightPx } =
    plain.png.length > maxPlainBytes ? await redraw(given, { ...wanted, maxColours: 256 }) : plain
  return { png, about: { digest: createHash('sha256').update(png).digest('hex').slice(0, 16), widthPx, heightPx } }
}
