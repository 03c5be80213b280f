import { rgbaToThumbHash } from 'thumbhash'
import { loadSharp } from './load-sharp.ts'

/** A tiny preview (ThumbHash, base64, 36 characters at most) of a picture that is small already. */
export const toPlaceholder = async (picture: Buffer): Promise<string> => {
  const sharp = await loadSharp()
  const { data, info } = await sharp(picture)
    .resize(100, 100, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}
