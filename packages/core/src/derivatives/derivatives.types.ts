import type { DerivativeFormat, DerivativeMimeType } from './formats.ts'

export interface OpenedDerivative {
  readonly bytes: Uint8Array
  readonly mimeType: DerivativeMimeType
  readonly etag: string
  readonly key: string
  readonly widthPx: number
  readonly heightPx: number
}

/** What lies in the cache of this process, and what it did since it started. */
export interface DerivativesFigures {
  readonly files: number
  readonly bytes: number
  /** `null`: unbounded. */
  readonly maxBytes: number | null
  /** By the names of the sizes, those that were switched off or are gone too. */
  readonly sizes: Readonly<Record<string, { readonly files: number; readonly bytes: number }>>
  readonly memory: { readonly entries: number; readonly bytes: number }
  /** Answered from memory, from disk, and not from the cache. */
  readonly hits: { readonly memory: number; readonly disk: number; readonly missed: number }
  readonly rendered: number
  readonly failed: number
  /** Pictures that are worked on now, and that wait for it. */
  readonly active: number
  readonly waiting: number
}

/** Photos, sizes, or whatever the settings would make otherwise by now. */
export type DerivativesToPurge =
  | { readonly photoId: number }
  | { readonly size: string }
  | { readonly outdated: true }
  | { readonly all: true }

export interface WarmUpOptions {
  /** Names. Default: all that are enabled. */
  sizes?: readonly string[] | undefined
  /** Default: JPEG. */
  formats?: readonly DerivativeFormat[] | undefined
  /** Photos of this album and those below it. Default: all photos. */
  album?: number | undefined
}

export interface DerivativesAccess {
  /**
   * A rendered size of a photo, made at the first request: as this actor may see it, with a watermark or without.
   *
   * @param options.key - Where given, only the picture with this key: any other is `DERIVATIVE_NOT_FOUND` before a file is touched.
   * @param options.accept - An HTTP `Accept` value to choose the format by; `format` wins over it. Default JPEG.
   * @throws `PHOTO_NOT_FOUND`, `SIZE_NOT_FOUND`, `DERIVATIVE_NOT_FOUND`, `MEDIA_NOT_RENDERABLE`, `MEDIA_CORRUPT`
   */
  open(
    photoId: number,
    options: { size: string; key?: string; accept?: string | undefined; format?: DerivativeFormat },
  ): Promise<OpenedDerivative>
  /**
   * Key and dimensions of a rendered size: the same checks as `open`, and no file is touched.
   *
   * @throws `PHOTO_NOT_FOUND`, `SIZE_NOT_FOUND`, `MEDIA_NOT_RENDERABLE`
   */
  describe(
    photoId: number,
    options: { size: string },
  ): Promise<{ readonly key: string; readonly widthPx: number; readonly heightPx: number }>
  /** Walks the cache folder. Administrators only. */
  figures(): Promise<DerivativesFigures>
  /** Administrators only. @returns How many files were removed from the cache of this process. @throws `PHOTO_NOT_FOUND`, `SIZE_NOT_FOUND` */
  purge(what: DerivativesToPurge): Promise<number>
  /**
   * Has everything rendered that is missing, as administrators see it and with the usual watermark, and the tiny previews of photos
   * that have none, by a job. Administrators only.
   *
   * @returns The job, or `null` where the same work waits or runs already.
   * @throws `SIZE_NOT_FOUND`, `ALBUM_NOT_FOUND`, `INPUT_INVALID`
   */
  warmUp(options?: WarmUpOptions): Promise<number | null>
  /** How far a job of `warmUp` is. Administrators only. @throws `JOB_NOT_FOUND` */
  warming(jobId: number): Promise<WarmUpProgress>
}

export interface WarmUpProgress {
  readonly id: number
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** How far along the ids of all photos, or the albums. */
  readonly done: number
  readonly total: number
}
