import type { Tidied } from './budget.ts'
import type { DerivativeCacheCounts, DerivativeCacheOptions, DerivativeCacheStatistics } from './cache.ts'
import type { PurgeScope } from './cache-entry.ts'
import type { DerivativeFormat, DerivativeMimeType } from './formats.ts'
import type { Dimensions } from './geometry.ts'
import type { RenderProfile, RenderSettings } from './profile.ts'
import type { RecipeSource } from './recipe.ts'
import type { SizeDefinition } from './sizes.ts'
import type { Mark } from './watermark.ts'

/** A picture to make derivatives of. Knows nothing of where it belongs. */
export interface DerivativeSource extends RecipeSource {
  readonly mimeType: string
  /** A path, the bytes, or a function that finds either once they are needed. */
  readonly file: string | Buffer | (() => Promise<string | Buffer>)
  /** Said with faults, so that somebody finds it: the photo it belongs to. */
  readonly about?: Readonly<Record<string, string | number>>
}

export interface DerivativeRequest {
  /** Name of a declared, enabled size. */
  readonly size: string
  readonly format: DerivativeFormat
}

export interface Derivative extends Dimensions {
  readonly bytes: Buffer
  readonly mimeType: DerivativeMimeType
  /** A strong entity tag, with its quotes. */
  readonly etag: string
}

export interface DerivativeDescription extends Dimensions {
  /** For the URL: changes whenever the picture in any format does. */
  readonly key: string
}

export interface DerivativesOptions extends DerivativeCacheOptions, Partial<RenderSettings> {
  /** Pictures with more pixels are not decoded; also the sum of the pixels decoded at once. @default 220_000_000 */
  readonly maxPixels?: number
  /** Pictures worked on at once. @default the number of cores, at most 3: libuv's pool has 4 threads, and files want one too */
  readonly maxConcurrent?: number
  /** Pictures that may wait for their turn; one more is refused with `DERIVATIVE_QUEUE_FULL`. @default 500 */
  readonly maxWaiting?: number
  /** Wall clock of each step of one picture, in whole seconds. @default 20_000 */
  readonly timeoutMs?: number
  /** How long a picture that could not be rendered is not tried again. @default 60_000 */
  readonly failureTtlMs?: number
  /** How long the claim of another process on a rendering holds without a sign of life. @default 10_000 */
  readonly claimLeaseMs?: number
  /** Milliseconds of a clock that never goes back. @default performance.now */
  readonly monotonicNow?: () => number
  /** Finds or draws the PNG of a mark. @default there are none */
  readonly markPicture?: (mark: Mark) => Promise<Buffer>
  /** Told of faults that the visitor does not see: a cache that cannot be written, a picture that cannot be rendered. */
  readonly onFault?: (error: unknown, about: DerivativeFaultFacts) => void
}

/** Which picture a fault is about; what the source says of itself comes with it. */
export interface DerivativeFaultFacts {
  readonly contentHash: string
  readonly size: string
  readonly [fact: string]: unknown
}

export interface DerivativesStatistics extends Omit<DerivativesCounts, 'cache'> {
  readonly cache: DerivativeCacheStatistics
}

export interface DerivativesCounts {
  readonly cache: DerivativeCacheCounts
  /** Derivatives rendered, originals decoded for them, and originals that failed, since the start. */
  readonly rendered: number
  readonly decoded: number
  readonly failed: number
  readonly active: number
  readonly waiting: number
}

/** Derivatives as one state of the settings has them. */
export interface Renditions {
  /** The enabled sizes, in the order declared. */
  readonly sizes: readonly SizeDefinition[]
  /** Key and dimensions of every enabled size, or of the one named, without touching a file. */
  describe(source: DerivativeSource, name?: string): Readonly<Record<string, DerivativeDescription>>
  /** Formats to choose from for a size of a picture: what moves is not offered where it would stand still. */
  formatsOf(source: DerivativeSource, name: string): readonly DerivativeFormat[]
  /**
   * The derivative, from the cache or rendered now. However many ask for a missing one at once, in however many processes that share
   * the cache folder, it is rendered once.
   *
   * @throws {VitrineError} `SIZE_NOT_FOUND`, `DERIVATIVE_NOT_FOUND` (a format that is not on offer), `DERIVATIVE_QUEUE_FULL`,
   * `MEDIA_CORRUPT`, `MEDIA_NOT_RENDERABLE`, `MEDIA_TIMEOUT`, `MEDIA_TOO_MANY_PIXELS`, `STORAGE_NOT_FOUND` (the original is missing),
   * `GALLERY_CLOSED`.
   */
  open(source: DerivativeSource, request: DerivativeRequest): Promise<Derivative>
  /**
   * Renders what is missing of several sizes from one decode, after everything that visitors wait for.
   *
   * @param wanted.sizes - Names. @default all enabled sizes
   * @param wanted.formats - @default ['jpeg']
   * @param wanted.looksFirst - Looks what is there without reading it: for runs over many pictures of which most are there.
   * @default false
   * @returns How many were rendered, and how many were there already.
   */
  warm(
    source: DerivativeSource,
    wanted?: {
      readonly sizes?: readonly string[]
      readonly formats?: readonly DerivativeFormat[]
      readonly looksFirst?: boolean
    },
  ): Promise<{ readonly rendered: number; readonly present: number }>
}

/** With the settings of its options; see `under` for others. */
export interface Derivatives extends Renditions {
  under(profile: RenderProfile): Renditions
  /** Counts bytes of another file, such as a converted video, that was put into the cache folder. */
  noteWritten(bytes: number): void
  /** @returns How many files were removed. */
  purge(scope: PurgeScope): Promise<number>
  /** Measures the cache folder, and makes room where there is more than its budget. */
  tidy(): Promise<Tidied>
  /** The same without a look at the disk. */
  counts(): DerivativesCounts
  statistics(): Promise<DerivativesStatistics>
  /** Waits for what is being rendered; refuses what comes after. */
  close(): Promise<void>
}
