import { createHash } from 'node:crypto'
import type { FocalPoint } from './geometry.ts'
import type { SizeDefinition } from './sizes.ts'

export type DerivativeFormat = 'jpeg' | 'webp'

/** Raised whenever the renderer makes other pixels from the same recipe, so that no cache keeps the old ones. */
export const rendererVersion = 1

export const defaultQuality: Readonly<Record<DerivativeFormat, number>> = { jpeg: 82, webp: 80 }

export interface RecipeSource {
  /** Hash of the original's bytes, lower-case hexadecimal. */
  readonly contentHash: string
  /** 1 to 8, as Exif counts. */
  readonly orientation: number
  readonly focal?: FocalPoint | undefined
}

/**
 * Names a derivative by everything that decides its bytes, so that a URL that holds the key may be cached for ever.
 *
 * @param format - Without it the key stands for the picture in whatever format is negotiated; such a key changes when any of them would.
 * @returns 22 characters of `[A-Za-z0-9_-]`: 128 bits of a SHA-256.
 */
export const derivativeKey = (source: RecipeSource, size: SizeDefinition, format?: DerivativeFormat): string => {
  const quality = (of: DerivativeFormat) => size.quality ?? defaultQuality[of]
  // An array, because the order of an object's keys is no part of JSON.
  const recipe = [
    rendererVersion,
    source.contentHash,
    source.orientation,
    // The focal point moves nothing unless something is cut off.
    size.fit === 'crop' && source.focal ? [source.focal.x, source.focal.y] : null,
    [size.widthPx, size.heightPx, size.fit],
    format ? [format, quality(format)] : ['negotiated', quality('jpeg'), quality('webp')],
  ]
  return createHash('sha256').update(JSON.stringify(recipe)).digest().subarray(0, 16).toString('base64url')
}
