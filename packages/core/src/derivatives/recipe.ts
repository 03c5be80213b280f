import { createHash } from 'node:crypto'
import type { DerivativeFormat } from './formats.ts'
import { type Dimensions, derivativeSize, type FocalPoint } from './geometry.ts'
import type { RenderProfile } from './profile.ts'
import type { SizeDefinition } from './sizes.ts'
import { isMarked, type Watermark } from './watermark.ts'

/** What of a photo decides the bytes of its derivatives. */
export interface RecipeSource extends Dimensions {
  /** Width and height as shown, that is after orientation. */
  readonly widthPx: number
  readonly heightPx: number
  /** Hash of the original's bytes, lower-case hexadecimal. */
  readonly contentHash: string
  /** 1 to 8, as Exif counts. */
  readonly orientation: number
  /** What cropped sizes keep. @default the middle */
  readonly focal?: FocalPoint | null | undefined
  /** The mark that whoever asks sees on the picture. @default none */
  readonly mark?: Watermark | null | undefined
}

export interface Recipe extends Dimensions {
  readonly size: SizeDefinition
  /** The mark that lies on this size. */
  readonly mark: Watermark | null
  /** See `RenderProfile.tagOf`. */
  readonly tag: string
  /** 22 characters of `[A-Za-z0-9_-]`: 128 bits of a SHA-256. */
  readonly key: string
}

/**
 * Names a derivative by everything that decides its bytes, so that a URL that holds the key may be cached for ever.
 *
 * @param format - `null`: the key stands for the picture in whatever format is negotiated.
 */
export const recipeOf = (
  source: RecipeSource,
  size: SizeDefinition,
  { profile, format }: { readonly profile: RenderProfile; readonly format: DerivativeFormat | null },
): Recipe => {
  const dimensions = derivativeSize(size, source)
  const mark = source.mark && isMarked(source.mark, size, dimensions) ? source.mark : null
  const tag = profile.tagOf(size, { format, mark })
  // The focal point moves nothing unless something is cut off.
  const focal = size.fit === 'crop' && source.focal ? `${source.focal.x},${source.focal.y}` : ''
  const key = createHash('sha256')
    .update(`${source.contentHash}|${source.orientation}|${focal}|${tag}`)
    .digest('base64url')
    .slice(0, 22)
  return { size, mark, tag, key, ...dimensions }
}
