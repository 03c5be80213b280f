import type { Metadata, Sharp as Pipeline, SharpOptions } from 'sharp'
import { type EncodeOptions, encode, type RenderTarget, toFormat } from './encode.ts'
import { type DerivativePlan, turnDimensions } from './geometry.ts'
import type { Sharp } from './load-sharp.ts'
import { layMark } from './overlay.ts'
import { turn } from './turn.ts'

export interface KeptInput {
  readonly file: string | Buffer
  readonly header: Metadata
  /** What the renderer has to turn by. */
  readonly orientation: number
  readonly open: SharpOptions
  readonly timeout: { readonly seconds: number }
  readonly maxPixels: number
  readonly options: EncodeOptions
}

/** More frames than this, and the picture stands still. */
const maxFrames = 300

/** Whether this size is to move: the file does, the format can, and all of it may be decoded. */
export const isKeptMoving = (
  { header, orientation, maxPixels }: KeptInput,
  { size, format }: RenderTarget,
): boolean => {
  const frames = header.pages ?? 1
  // Frames lie in one tall picture, which cannot be turned as one.
  if (!size.isAnimated || format !== 'webp' || frames < 2 || frames > maxFrames || orientation !== 1) return false
  if (header.format !== 'gif' && header.format !== 'webp') return false
  return header.width * (header.pageHeight ?? header.height) * frames <= maxPixels
}

/** Whether this size is to keep the colours of its file: it has a profile, and not that of sRGB itself. */
export const isKeptWide = ({ header }: KeptInput, { size }: RenderTarget): boolean =>
  size.gamut === 'wide' &&
  header.icc !== undefined &&
  (header.space === 'srgb' || header.space === 'rgb16' || header.space === 'rgb') &&
  !header.icc.includes('sRGB', 0, 'latin1') &&
  // The same name in UTF-16, as profiles of version 4 write it.
  !header.icc.includes(Buffer.from('\0s\0R\0G\0B', 'latin1'))

/** Every frame, as WebP. */
export const renderMoving = async (
  sharp: Sharp,
  { file, open, timeout, options }: KeptInput,
  { scaled, crop }: DerivativePlan,
  { size, mark = null }: RenderTarget,
): Promise<Buffer> => {
  const pipeline = sharp(file, { ...open, pages: -1 })
    .timeout(timeout)
    .resize(scaled.widthPx, scaled.heightPx, { fit: 'fill' })
  if (crop.widthPx !== scaled.widthPx || crop.heightPx !== scaled.heightPx)
    pipeline.extract({ left: crop.leftPx, top: crop.topPx, width: crop.widthPx, height: crop.heightPx })
  // A layer of the size of one frame, laid on each of them.
  if (mark)
    pipeline.composite([
      { input: await layMark(sharp, mark, crop, options.markPicture), tile: true, gravity: 'northwest' },
    ])
  return toFormat(pipeline, size, 'webp', { ...options, pixels: crop.widthPx * crop.heightPx }).toBuffer()
}

/** The numbers of the file's own colours, with the profile that says what they mean. */
export const renderWide = async (
  sharp: Sharp,
  { file, open, timeout, orientation, options, header }: KeptInput,
  plan: DerivativePlan,
  target: RenderTarget,
): Promise<Buffer> => {
  const keep = (pipeline: Pipeline): Pipeline => pipeline.timeout(timeout).keepIccProfile()
  const toTiff = (pipeline: Pipeline): Promise<Buffer> => keep(pipeline).tiff({ compression: 'none' }).toBuffer()
  const at = turnDimensions(plan.scaled, orientation)
  const lying = await toTiff(sharp(file, open).resize(at.widthPx, at.heightPx, { fit: 'fill' }))
  const upright = orientation === 1 ? lying : await toTiff(turn(sharp(lying), orientation))
  return encode(sharp, keep(sharp(upright)), { plan, target, channels: header.channels, options })
}
