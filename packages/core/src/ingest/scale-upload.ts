import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createLimiter } from '../derivatives/limiter.ts'
import { loadSharp } from '../derivatives/load-sharp.ts'
import type { UploadScale } from '../files/file-rules.types.ts'
import type { Logger } from '../log.ts'
import type { MediaLimits } from '../media/types.ts'
import { type ReadMedia, readMedia } from './read-media.ts'
import { newStagedName } from './staged-names.ts'

/** A smaller file that is kept in place of what was sent. Disposing removes it, unless the storage took it over. */
export interface ScaledUpload extends AsyncDisposable {
  readonly path: string
  readonly media: ReadMedia
}

export interface UploadScaler {
  /** @returns `null` where the file is kept as it is: it is small enough, or none that may be written anew. */
  scale(path: string, found: ReadMedia, scale: UploadScale | null): Promise<ScaledUpload | null>
}

/** Types that are written again in the same type, with all of their metadata. RAW and whatever else is not a plain picture stays. */
const scalable: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp'])
/** From here on colours are not kept at half the size: whoever asks for such a quality would see it. */
const fullColourQuality = 90
/** Pictures at once; as many as wait for it may be uploading. */
const maxConcurrent = 2
const maxWaiting = 10_000

/**
 * Makes pictures smaller that come in, where the settings say so. The pixels are turned no other way than they were, so that whatever
 * tells their orientation goes on telling it; the profile and all metadata stay.
 */
export const createUploadScaler = (parts: {
  readonly folder: string
  readonly limits: MediaLimits
  readonly log: Logger
}): UploadScaler => {
  const { folder, limits, log } = parts
  const limiter = createLimiter({ maxConcurrent, maxWeight: limits.maxPixels, maxWaiting })

  const write = async (path: string, found: ReadMedia, scale: UploadScale): Promise<ScaledUpload | null> => {
    const sharp = await loadSharp()
    // Whatever is wrong with the picture: it is kept as it is, and not made into another that hides it.
    const input = { limitInputPixels: limits.maxPixels, failOn: 'warning', sequentialRead: true } as const
    const { format, space, depth, pages = 1 } = await sharp(path, input).metadata()
    const isPlain = pages === 1 && depth === 'uchar' && (space === 'srgb' || space === 'b-w')
    if (!isPlain) return null
    const isOnItsSide = found.orientation >= 5
    const box = isOnItsSide
      ? { width: scale.maxHeightPx, height: scale.maxWidthPx }
      : { width: scale.maxWidthPx, height: scale.maxHeightPx }
    const { quality } = scale
    const target = join(folder, newStagedName())
    const discard = () => rm(target, { force: true })
    try {
      const pipeline = sharp(path, input)
        .timeout({ seconds: Math.max(1, Math.ceil(limits.timeoutMs / 1000)) })
        .resize({ ...box, fit: 'inside', withoutEnlargement: true })
        .keepMetadata()
      if (format === 'jpeg')
        pipeline.jpeg({ quality, chromaSubsampling: quality >= fullColourQuality ? '4:4:4' : '4:2:0' })
      else if (format === 'webp') pipeline.webp({ quality })
      else pipeline.png()
      await pipeline.toFile(target)
      // What the file says of itself is in both, and was read by the settings already.
      const media = { ...(await readMedia(target, { limits })), metadata: found.metadata }
      return { path: target, media, [Symbol.asyncDispose]: discard }
    } catch (error) {
      await discard()
      throw error
    }
  }

  return {
    scale: async (path, found, scale) => {
      const { widthPx, heightPx, probe } = found
      if (scale === null || widthPx === null || heightPx === null || probe.frames > 1) return null
      if (!scalable.has(probe.mimeType) || (widthPx <= scale.maxWidthPx && heightPx <= scale.maxHeightPx)) return null
      try {
        return await limiter.run(widthPx * heightPx, 'interactive', () => write(path, found, scale))
      } catch (error) {
        log.warn('An upload could not be made smaller, and is kept as it is', { error, sha256: found.sha256 })
        return null
      }
    },
  }
}
