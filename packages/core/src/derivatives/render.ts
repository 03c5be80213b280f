import type { OutputInfo, Sharp as Pipeline, SharpOptions } from 'sharp'
import { maxPixelsInMemory } from '../media/decoder-memory.ts'
import { type EncodeOptions, encode, type RenderTarget } from './encode.ts'
import { type FaultContext, tooManyPixels, toRenderError } from './faults.ts'
import { type Dimensions, type FocalPoint, planDerivative, turnDimensions } from './geometry.ts'
import { loadSharp, type Sharp } from './load-sharp.ts'
import { isKeptMoving, isKeptWide, type KeptInput, renderMoving, renderWide } from './render-kept.ts'
import { turn } from './turn.ts'

export interface RenderInput {
  /** A path, or the bytes of the file. */
  readonly file: string | Buffer
  readonly mimeType: string
  /** 1 to 8, as stored with the photo. Decides alone how the picture is turned: what the file says is not read again. */
  readonly orientation: number
  readonly focal?: FocalPoint | null | undefined
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

export type RenderOptions = RenderLimits & EncodeOptions

/** Decoded pixels, 8 bits per channel, sRGB (or grey), turned upright. */
interface Raster {
  readonly data: Buffer
  readonly info: OutputInfo
}

/**
 * Renders one or more sizes of one picture. The original is decoded once, at the largest size asked; each smaller size is made from the
 * smallest raster that is at least half as large again, which costs a fifth of decoding again and looks better than the decoder's own
 * scaling.
 *
 * Damaged files render as far as they can be read: whether a file is fit for the gallery was decided when it was taken in.
 *
 * @throws {VitrineError} `MEDIA_CORRUPT`, `MEDIA_NOT_RENDERABLE`, `MEDIA_TIMEOUT`, `MEDIA_TOO_MANY_PIXELS`, `STORAGE_NOT_FOUND`.
 */
export const renderDerivatives = async (
  input: RenderInput,
  targets: readonly RenderTarget[],
  options: RenderOptions,
): Promise<Rendered[]> => {
  const about: FaultContext = {
    mimeType: input.mimeType,
    widthPx: 0,
    heightPx: 0,
    maxPixels: options.maxPixels,
    timeoutMs: options.timeoutMs,
  }
  try {
    return await render(await loadSharp(), input, targets, options)
  } catch (error) {
    throw toRenderError(error, about)
  }
}

const render = async (
  sharp: Sharp,
  input: RenderInput,
  targets: readonly RenderTarget[],
  options: RenderOptions,
): Promise<Rendered[]> => {
  const header = await sharp(input.file, { limitInputPixels: false, failOn: 'none' }).metadata()
  const stored = { widthPx: header.width, heightPx: header.pageHeight ?? header.height }
  const maxPixels = Math.min(options.maxPixels, maxPixelsInMemory(header))
  if (stored.widthPx * stored.heightPx > maxPixels) throw tooManyPixels({ ...input, ...stored, ...options, maxPixels })

  // libheif turns the picture while it decodes; for all other types the turning is ours.
  const orientation = header.format === 'heif' ? 1 : input.orientation
  const shown = turnDimensions(stored, orientation)
  const planned = targets
    .map((target) => ({ target, plan: planDerivative(target.size, shown, input.focal ?? undefined) }))
    .sort((a, b) => b.plan.scaled.widthPx - a.plan.scaled.widthPx || b.plan.scaled.heightPx - a.plan.scaled.heightPx)
  const timeout = { seconds: Math.max(1, Math.ceil(options.timeoutMs / 1000)) }
  const open: SharpOptions = {
    limitInputPixels: options.maxPixels,
    limitInputChannels: 5,
    failOn: 'none',
    sequentialRead: true,
  }
  const profiled16 = header.depth === 'ushort' && header.space === 'rgb16' && header.hasProfile
  const profiled8 = header.depth === 'uchar' && header.space === 'srgb' && header.hasProfile && !header.hasAlpha
  const decode = async ({ widthPx, heightPx }: Dimensions): Promise<Raster> => {
    const at = turnDimensions({ widthPx, heightPx }, orientation)
    const pipeline = sharp(input.file, open).timeout(timeout).resize(at.widthPx, at.heightPx, { fit: 'fill' })
    // sharp works on 16-bit colours in Display P3 and would write those numbers as if they were sRGB.
    if (profiled16) pipeline.withIccProfile('srgb', { attach: false })
    // Colours are brought to sRGB after scaling, as there are fewer of them then: half the time for a phone's photo.
    const scaled = profiled8 ? await pipeline.keepIccProfile().tiff({ compression: 'none' }).toBuffer() : undefined
    const raster = await toRaster(scaled ? sharp(scaled).timeout(timeout) : pipeline)
    return orientation === 1 ? raster : toRaster(turn(fromRaster(sharp, raster).timeout(timeout), orientation))
  }

  const kept: KeptInput = { ...input, header, orientation, open, timeout, maxPixels: options.maxPixels, options }
  const rasters: Raster[] = []
  const rendered: Rendered[] = []
  for (const { target, plan } of planned) {
    let bytes: Buffer
    if (isKeptMoving(kept, target)) bytes = await renderMoving(sharp, kept, plan, target)
    else if (isKeptWide(kept, target)) bytes = await renderWide(sharp, kept, plan, target)
    else {
      if (rasters.length === 0) rasters.push(await decode(plan.scaled))
      const raster = await scaleTo(sharp, rasters, plan.scaled, timeout)
      const { channels } = raster.info
      bytes = await encode(sharp, fromRaster(sharp, raster).timeout(timeout), { plan, target, channels, options })
    }
    rendered.push({ target, bytes, widthPx: plan.crop.widthPx, heightPx: plan.crop.heightPx })
  }
  return rendered
}

/** How many times as large a raster is, at least, that another one is made from: below that, what was lost in making it shows. */
const leastShrink = 1.5

/** The raster of these dimensions, made from the smallest that is large enough (else from the largest) where there is none. */
const scaleTo = async (
  sharp: Sharp,
  rasters: Raster[],
  { widthPx, heightPx }: Dimensions,
  timeout: { seconds: number },
): Promise<Raster> => {
  const same = rasters.find(({ info }) => info.width === widthPx && info.height === heightPx)
  if (same) return same
  // Rasters are in descending order, as sizes are rendered in that order.
  const from =
    rasters.findLast(({ info }) => info.width >= leastShrink * widthPx && info.height >= leastShrink * heightPx) ??
    rasters[0]
  if (from === undefined) throw new Error('there is no raster to scale')
  const raster = await toRaster(fromRaster(sharp, from).timeout(timeout).resize(widthPx, heightPx, { fit: 'fill' }))
  rasters.push(raster)
  return raster
}

const toRaster = (pipeline: Pipeline): Promise<Raster> => pipeline.raw().toBuffer({ resolveWithObject: true })

const fromRaster = (sharp: Sharp, { data, info }: Raster): Pipeline =>
  sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
