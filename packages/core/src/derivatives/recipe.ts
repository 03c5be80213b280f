import { hash } from 'node:crypto'
import { createLru } from '../lookups/lru.ts'
import type { DerivativeFormat } from './formats.ts'
import { type Dimensions, derivativeSize, type FocalPoint } from './geometry.ts'
import type { RenderProfile } from './profile.ts'
import type { SizeDefinition } from './sizes.ts'
import { type Mark, markOn } from './watermark.ts'

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
  readonly mark?: Mark | null | undefined
}

export interface Recipe extends Dimensions {
  readonly size: SizeDefinition
  /** The mark that lies on this size. */
  readonly mark: Mark | null
  /** See `RenderProfile.tagOf`. */
  readonly tag: string
  /** 22 characters of `[A-Za-z0-9_-]`: 128 bits. */
  readonly key: string
}

interface RecipeOptions {
  readonly profile: RenderProfile
  /** `null`: the key stands for the picture in whatever format is negotiated. */
  readonly format: DerivativeFormat | null
}

/** Names a derivative by everything that decides its bytes, so that a URL that holds the key may be cached for ever. */
export const recipeOf = (source: RecipeSource, size: SizeDefinition, options: RecipeOptions): Recipe =>
  recipesOf(source, options)(size)

/** The same for several sizes of one picture. */
export const recipesOf = (
  source: RecipeSource,
  { profile, format }: RecipeOptions,
): ((size: SizeDefinition) => Recipe) => {
  const picture = `picture|${source.contentHash}|${source.orientation}|`
  let whole: Digest | null = null
  const digestOfPicture = (focal: string): Digest => {
    if (focal !== '') return digestOf(picture + focal)
    whole ??= digestOf(picture)
    return whole
  }
  return (size) => {
    const dimensions = derivativeSize(size, source)
    const mark = markOn(source.mark, size, dimensions)
    const tag = profile.tagOf(size, { format, mark })
    // The focal point moves nothing unless something is cut off.
    const focal = size.fit === 'crop' && source.focal ? `${source.focal.x},${source.focal.y}` : ''
    return { size, mark, tag, key: keyOf(digestOfPicture(focal), digestOf(`tag|${tag}`)), ...dimensions }
  }
}

type Digest = Uint32Array

/** 128 bits of a SHA-256, in one go: a `Hash` lies outside of the heap, and each of the many of a page is work for its collector. */
const digest = (text: string): Digest => {
  const bytes = hash('sha256', text, 'buffer')
  return Uint32Array.from({ length: 4 }, (_, index) => bytes.readUInt32LE(index * 4))
}

/**
 * Of the photos that are looked at, and of the tags: sizes by formats by marks. A page asks for its pictures one by one, and each request
 * names the same picture twice.
 */
const maxDigests = 10_000
const digests = createLru<string, Digest>(maxDigests)
const digestOf = (text: string): Digest => {
  const known = digests.get(text) ?? digest(text)
  digests.set(text, known)
  return known
}

const mixed = new Uint32Array(4)
const mixedBytes = Buffer.from(mixed.buffer)
/**
 * Both digests together, bit by bit. A page of fifty photos names 500 derivatives: hashed one by one they would cost more than to read
 * the photos.
 */
const keyOf = (picture: Digest, tag: Digest): string => {
  for (let i = 0; i < 4; i++) mixed[i] = (picture[i] as number) ^ (tag[i] as number)
  return mixedBytes.toString('base64url')
}
