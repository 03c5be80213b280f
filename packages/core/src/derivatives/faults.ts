import { VitrineError } from '../errors/vitrine-error.ts'

export interface FaultContext {
  readonly mimeType: string
  readonly widthPx: number
  readonly heightPx: number
  readonly maxPixels: number
  readonly timeoutMs: number
}

/** Types that sharp's libvips reads wherever it runs: where it fails on such a file, the file is at fault and not the installation. */
const alwaysReadable = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/tiff', 'image/avif'])

/** Turns what sharp and libvips say, in words that are for developers, into one of the `MEDIA_*` errors. */
export const toRenderError = (error: unknown, about: FaultContext): VitrineError => {
  if (VitrineError.is(error)) return error
  const cause = error
  const message = error instanceof Error ? error.message : String(error)
  if (/exceeds (pixel|channel) limit/i.test(message)) return tooManyPixels(about, cause)
  if (/^timeout/i.test(message))
    return new VitrineError('MEDIA_TIMEOUT', { details: { timeoutMs: about.timeoutMs }, cause })
  if (/file is missing|no such file/i.test(message)) return new VitrineError('STORAGE_NOT_FOUND', { cause })
  if (!alwaysReadable.has(about.mimeType))
    return new VitrineError('MEDIA_NOT_RENDERABLE', { details: { mimeType: about.mimeType }, cause })
  return new VitrineError('MEDIA_CORRUPT', { cause })
}

export const tooManyPixels = ({ widthPx, heightPx, maxPixels }: FaultContext, cause?: unknown): VitrineError =>
  new VitrineError('MEDIA_TOO_MANY_PIXELS', { details: { widthPx, heightPx, maxPixels }, cause })
