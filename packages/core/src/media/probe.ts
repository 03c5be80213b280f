import { VitrineError } from '../errors/vitrine-error.ts'
import { ByteSource } from './byte-source.ts'
import type { ContainerFacts } from './containers/facts.ts'
import { walkContainer } from './containers/walk.ts'
import { fitsMemory } from './decoder-memory.ts'
import { corrupt } from './faults.ts'
import { type Format, type FormatName, formats } from './formats.ts'
import { toOrientation } from './orientation.ts'
import { configureSharp } from './sharp-setup.ts'
import { sniffFormat } from './sniff.ts'
import { isTrueDepth } from './true-depth.ts'
import { defaultMediaLimits, type MediaLimits, type MediaProbe } from './types.ts'

const sizeCheck = (maxPixels: number) => (widthPx: number, heightPx: number) => {
  if (widthPx < 1 || heightPx < 1) throw corrupt('the picture has no width or no height')
  if (widthPx * heightPx > maxPixels)
    throw new VitrineError('MEDIA_TOO_MANY_PIXELS', { details: { widthPx, heightPx, maxPixels } })
}

/** What sharp's header check adds. `null`: sharp does not open the file, or shows it wrong. */
interface Header {
  readonly widthPx: number
  readonly heightPx: number
  readonly orientation: number | undefined
  readonly hasAlpha: boolean
  readonly fitsMemory: boolean
}

const readHeader = async (path: string, limits: MediaLimits): Promise<Header | null> => {
  const sharp = await configureSharp()
  try {
    const header = await sharp(path, {
      limitInputPixels: limits.maxPixels,
      failOn: 'error',
      sequentialRead: true,
    }).metadata()
    if (!isTrueDepth(header)) return null
    return {
      widthPx: header.width,
      heightPx: header.height,
      orientation: header.orientation,
      hasAlpha: header.hasAlpha,
      fitsMemory: fitsMemory(header),
    }
  } catch {
    return null
  }
}

/** Formats in which every file sharp refuses is damaged; TIFF and AVIF hold variants that are only unknown to it. */
const strict = new Set(['jpg', 'png', 'gif', 'webp'])

const probeSource = async (source: ByteSource, limits: MediaLimits): Promise<MediaProbe> => {
  if (source.size === 0) throw new VitrineError('MEDIA_EMPTY')
  if (source.size > limits.maxBytes) {
    throw new VitrineError('MEDIA_TOO_LARGE', { details: { bytes: source.size, maxBytes: limits.maxBytes } })
  }
  const checkSize = sizeCheck(limits.maxPixels)
  const sniffed = await sniffFormat(source, limits)
  const walked = await walkContainer(source, sniffed, { toTheEnd: true, maxFrames: limits.maxFrames, checkSize })
  if (walked.frames > limits.maxFrames) {
    throw new VitrineError('MEDIA_TOO_MANY_FRAMES', { details: { frames: walked.frames, maxFrames: limits.maxFrames } })
  }
  const format: Format = walked.refined ? formats[walked.refined as FormatName] : sniffed
  const header = format.decodable ? await readHeader(source.path, limits) : null
  source.checkTime()
  if (format.decodable && header === null && strict.has(format.extension)) throw corrupt('its header cannot be read')
  return toProbe(format, walked, header, checkSize)
}

const toProbe = (
  format: Format,
  walked: ContainerFacts,
  header: Header | null,
  checkSize: (widthPx: number, heightPx: number) => void,
): MediaProbe => {
  const widthPx = walked.widthPx ?? header?.widthPx ?? null
  const heightPx = walked.heightPx ?? header?.heightPx ?? null
  if (format.mediaType !== 'document') checkSize(widthPx ?? 0, heightPx ?? 0)
  return {
    mediaType: format.mediaType,
    mimeType: format.mimeType,
    extension: format.extension,
    widthPx,
    heightPx,
    // HEIF says how to turn with its own boxes and asks readers to ignore EXIF (ISO/IEC 23008-12, 6.5.10): never turned twice.
    orientation: walked.orientation ?? toOrientation(header?.orientation) ?? 1,
    frames: Math.max(1, walked.frames),
    durationSeconds: walked.durationSeconds,
    hasAlpha: header?.hasAlpha ?? walked.hasAlpha,
    renderable: header?.fitsMemory === true && walked.hasPixels,
  }
}

/**
 * Says what a file is from its bytes, within limits, without decoding its picture and without trusting its name.
 *
 * JPEG data is scanned for its end marker (about 1 ms per MB when cached); every other format costs its index only.
 *
 * @param path - A regular file. Errors of the file system come through as they are.
 * @param options - Limits; see {@link MediaLimits} for units and defaults.
 * @throws {VitrineError} `MEDIA_EMPTY`, `MEDIA_UNSUPPORTED`, `MEDIA_CORRUPT`, `MEDIA_TRUNCATED`, `MEDIA_TOO_MANY_PIXELS`,
 * `MEDIA_TOO_MANY_FRAMES`, `MEDIA_TOO_LARGE`, `MEDIA_TIMEOUT`.
 */
export const probeMedia = async (path: string, options: Partial<MediaLimits> = {}): Promise<MediaProbe> => {
  const limits: MediaLimits = { ...defaultMediaLimits, ...options }
  return ByteSource.use(path, limits.timeoutMs, async (source) => {
    try {
      return await probeSource(source, limits)
    } catch (error) {
      // A number that points outside a buffer: the structure lies about itself.
      if (error instanceof RangeError) throw corrupt('its structure does not hold together', error)
      throw error
    }
  })
}
