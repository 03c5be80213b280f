import type { OutputInfo, Sharp as Pipeline, SharpOptions } from 'sharp'
import { type FaultContext, tooManyPixels, toRenderError } from './faults.ts'
import { type DerivativePlan, type Dimensions, type FocalPoint, planDerivative, turnDimensions } from './geometry.ts'
import { loadSharp, type Sharp } from './load-sharp.ts'
import { type DerivativeFormat, defaultQuality } from './recipe.ts'
import type { SizeDefinition } from './sizes.ts'

export interface RenderInput {
  /** A path, or the bytes of the file. */
  readonly file: string | Buffer
  readonly mimeType: string
  /** 1 to 8, as stored with the photo. Decides alone how the picture is turned: what the file says is not read again. */
  readonly orientation: number
  readonly focal?: FocalPoint | undefined
}

export interface RenderTarget {
  readonly size: SizeDefinition
  readonly format: DerivativeFormat
}

export interface Rendered extends Dimensions {
  readonly target: RenderTarget
  readonly bytes: Buffer
}

export interface RenderLimits {
  /** Pictures with more pixels are refused before they are decoded. */
  readonly maxPixels: number
  /** Wall clock for each step of a picture (decode, resize, encode). Whole seconds. */
  readonly timeoutMs: number
}

/** Decoded pixels, 8 bits per channel, sRGB (or grey), turned upright. */
interface Raster {
  readonly data: Buffer
  readonly info: OutputInfo
}

/**
 * Renders one or more sizes of one picture. The original is decoded once, at the largest size asked; each smaller size is made from the
 * smallest raster that is at least twice as large, which costs a fifth of decoding again and looks better than the decoder's own scaling.
 *
 * Damaged files render as far as they can be read: whether a file is fit for the gallery was decided when it was taken in.
 *
 * @throws {VitrineError} `MEDIA_CORRUPT`, `MEDIA_NOT_RENDERABLE`, `MEDIA_TIMEOUT`, `MEDIA_TOO_MANY_PIXELS`, `STORAGE_NOT_FOUND`.
 */
export const renderDerivatives = async (
  input: RenderInput,
  targets: readonly RenderTarget[],
  limits: RenderLimits,
): Promise<Rendered[]> => {
  const about: FaultContext = { mimeType: input.mimeType, widthPx: 0, heightPx: 0, ...limits }
  try {
    return await render(await loadSharp(), input, targets, limits)
  } catch (error) {
    throw toRenderError(error, about)
  }
}

const render = async (
  sharp: Sharp,
  input: RenderInput,
  targets: readonly RenderTarget[],
  limits: RenderLimits,
): Promise<Rendered[]> => {
  const header = await sharp(input.file, { limitInputPixels: false, failOn: 'none' }).metadata()
  const stored = { widthPx: header.width, heightPx: header.pageHeight ?? header.height }
  if (stored.widthPx * stored.heightPx > limits.maxPixels) throw tooManyPixels({ ...input, ...stored, ...limits })

  // libheif turns the picture while it decodes; for all other types the turning is ours.
  const orientation = header.format === 'heif' ? 1 : input.orientation
  const shown = turnDimensions(stored, orientation)
  const planned = targets
    .map((target) => ({ target, plan: planDerivative(target.size, shown, input.focal) }))
    .sort((a, b) => b.plan.scaled.widthPx - a.plan.scaled.widthPx || b.plan.scaled.heightPx - a.plan.scaled.heightPx)
  const largest = planned[0]
  if (largest === undefined) return []

  const timeout = { seconds: Math.max(1, Math.ceil(limits.timeoutMs / 1000)) }
  const profiled16 = header.depth === 'ushort' && header.space === 'rgb16' && header.hasProfile
  const profiled8 = header.depth === 'uchar' && header.space === 'srgb' && header.hasProfile && !header.hasAlpha
  const decode = async ({ widthPx, heightPx }: Dimensions): Promise<Raster> => {
    const at = turnDimensions({ widthPx, heightPx }, orientation)
    const options: SharpOptions = {
      limitInputPixels: limits.maxPixels,
      limitInputChannels: 5,
      failOn: 'none',
      sequentialRead: true,
    }
    const pipeline = sharp(input.file, options).timeout(timeout).resize(at.widthPx, at.heightPx, { fit: 'fill' })
    // sharp works on 16-bit colours in Display P3 and would write those numbers as if they were sRGB.
    if (profiled16) pipeline.withIccProfile('srgb', { attach: false })
    // Colours are brought to sRGB after scaling, as there are fewer of them then: half the time for a phone's photo.
    const scaled = profiled8 ? await pipeline.keepIccProfile().tiff({ compression: 'none' }).toBuffer() : undefined
    const raster = await toRaster(scaled ? sharp(scaled).timeout(timeout) : pipeline)
    return orientation === 1 ? raster : toRaster(turn(fromRaster(sharp, raster).timeout(timeout), orientation))
  }

  const rasters: Raster[] = [await decode(largest.plan.scaled)]
  const rendered: Rendered[] = []
  for (const { target, plan } of planned) {
    const raster = await scaleTo(sharp, rasters, plan.scaled, timeout)
    const bytes = await encode(fromRaster(sharp, raster).timeout(timeout), plan, target, raster.info.channels)
    rendered.push({ target, bytes, widthPx: plan.crop.widthPx, heightPx: plan.crop.heightPx })
  }
  return rendered
}

/** The raster of these dimensions, made from the smallest that is at least twice as large (else from the largest) where there is none. */
const scaleTo = async (
  sharp: Sharp,
  rasters: Raster[],
  { widthPx, heightPx }: Dimensions,
  timeout: { seconds: number },
): Promise<Raster> => {
  const same = rasters.find(({ info }) => info.width === widthPx && info.height === heightPx)
  if (same) return same
  // Rasters are in descending order, as sizes are rendered in that order.
  const from = rasters.findLast(({ info }) => info.width >= 2 * widthPx && info.height >= 2 * heightPx) ?? rasters[0]
  if (from === undefined) throw new Error('there is no raster to scale')
  const raster = await toRaster(fromRaster(sharp, from).timeout(timeout).resize(widthPx, heightPx, { fit: 'fill' }))
  rasters.push(raster)
  return raster
}

const toRaster = (pipeline: Pipeline): Promise<Raster> => pipeline.raw().toBuffer({ resolveWithObject: true })

const fromRaster = (sharp: Sharp, { data, info }: Raster): Pipeline =>
  sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })

/** Exif 2.32, tag 0x0112: how the stored rows and columns lie in the picture as shown. sharp mirrors before it turns. */
const turn = (pipeline: Pipeline, orientation: number): Pipeline => {
  switch (orientation) {
    case 2:
      return pipeline.flop()
    case 3:
      return pipeline.rotate(180)
    case 4:
      return pipeline.flip()
    case 5:
      return pipeline.flop().rotate(270)
    case 6:
      return pipeline.rotate(90)
    case 7:
      return pipeline.flop().rotate(90)
    case 8:
      return pipeline.rotate(270)
    default:
      return pipeline
  }
}

const encode = (
  pipeline: Pipeline,
  { scaled, crop }: DerivativePlan,
  { size, format }: RenderTarget,
  channels: number,
): Promise<Buffer> => {
  if (crop.widthPx !== scaled.widthPx || crop.heightPx !== scaled.heightPx) {
    pipeline.extract({ left: crop.leftPx, top: crop.topPx, width: crop.widthPx, height: crop.heightPx })
  }
  const quality = size.quality ?? defaultQuality[format]
  if (format === 'webp') return pipeline.webp({ quality, effort: 2 }).toBuffer()
  if (channels === 2 || channels === 4) pipeline.flatten({ background: '#ffffff' })
  return pipeline
    .jpeg({ quality, chromaSubsampling: '4:2:0', progressive: false, optimiseCoding: true, mozjpeg: false })
    .toBuffer()
}
