import { configureSharp } from '../media/sharp-setup.ts'
import { isTrueDepth } from '../media/true-depth.ts'
import type { Preview } from './preview.types.ts'

const quality = 92

/** Width and height of a picture as stored; `null` where sharp cannot read it. */
export const readSize = async (file: string | Buffer): Promise<{ widthPx: number; heightPx: number } | null> => {
  const sharp = await configureSharp()
  try {
    const { width, height } = await sharp(file, { limitInputPixels: false, failOn: 'none' }).metadata()
    return width > 0 && height > 0 ? { widthPx: width, heightPx: height } : null
  } catch {
    return null
  }
}

/** Whether sharp reads the picture, and shows it as it is meant. */
export const isReadable = async (file: string | Buffer): Promise<boolean> => {
  const sharp = await configureSharp()
  try {
    return isTrueDepth(await sharp(file, { limitInputPixels: false, failOn: 'none' }).metadata())
  } catch {
    return false
  }
}

/**
 * Makes a JPEG without metadata of a picture that a back end left; its colours stay in the profile that it has.
 *
 * @throws Where sharp cannot read it, or it holds too many pixels.
 */
export const toPreview = async (
  file: string,
  options: { maxSidePx: number; maxPixels: number; timeoutMs: number },
): Promise<Preview> => {
  const sharp = await configureSharp()
  const input = { limitInputPixels: options.maxPixels, failOn: 'none', sequentialRead: true } as const
  const { hasProfile, space } = await sharp(file, input).metadata()
  const pipeline = sharp(file, input)
    .timeout({ seconds: Math.max(1, Math.ceil(options.timeoutMs / 1000)) })
    .resize({ width: options.maxSidePx, height: options.maxSidePx, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
  // Other spaces, such as CMYK, are brought to sRGB by it.
  if (hasProfile && space === 'srgb') pipeline.keepIccProfile()
  const { data, info } = await pipeline
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, widthPx: info.width, heightPx: info.height }
}
