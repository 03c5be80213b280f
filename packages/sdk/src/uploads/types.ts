import type { InferInput } from 'valibot'
import type { Photo, PhotoUploadFields } from '../contract/schemas/photo.ts'
import type { PhotoFormat, ReplacementFields } from '../contract/schemas/photo-file.ts'

/** A file of known size that is read once, such as one on a disk. */
export interface StreamedFile {
  readonly stream: ReadableStream<Uint8Array>
  readonly name: string
  /** In bytes. */
  readonly size: number
}

export interface UploadProgress {
  /** Bytes of the file handed to the network so far. */
  readonly sentBytes: number
  readonly totalBytes: number
}

/** A file on its way. */
export interface SentFile {
  file: Blob | StreamedFile
  /** Default: the name of a `File`, else `photo`. */
  fileName?: string | undefined
  onProgress?: ((progress: UploadProgress) => void) | undefined
  signal?: AbortSignal | undefined
}

export interface UploadOptions extends InferInput<typeof PhotoUploadFields>, SentFile {}

/** A file for a photo that is there already. */
export interface PhotoFileOptions extends SentFile {
  /** Of the photo. */
  id: number
}

export interface ReplaceFileOptions extends PhotoFileOptions, ReplacementFields {}

export interface AddedFormat {
  readonly format: PhotoFormat
  /** `true` where the same file was a format of the photo already. */
  readonly duplicate: boolean
}

export interface UploadedPhoto {
  readonly photo: Photo
  /** `true` where such a photo was there already, and was put into the album, or got the file for its own. */
  readonly duplicate: boolean
  /** `true` where it waits for somebody to approve it. */
  readonly waits: boolean
}

/** A file that goes on where it stopped. */
export interface ResumeOptions extends InferInput<typeof PhotoUploadFields> {
  /** Read piece by piece: a `File` of a page, or what `openAsBlob` of `node:fs` opens. */
  file: Blob
  /** Default: the name of a `File`, else `photo`. */
  fileName?: string
  /** Id of an upload of the same file that was begun before. One that is gone, or of another length, is begun anew. */
  resume?: string
  /** Told as soon as there is an id to resume by. */
  onCreated?: (id: string) => void
  onProgress?: (progress: UploadProgress) => void
  /** A fault that may pass; it goes on after the wait. */
  onRetry?: (retry: { readonly attempt: number; readonly waitMs: number; readonly error: unknown }) => void
  /** Stops; what arrived stays on the server, to be resumed. */
  signal?: AbortSignal
  /** How many faults in a row are borne. Default 10. */
  maxRetries?: number
  /** Wait after the first fault, in milliseconds; doubled each time, 30 seconds at most. Default 500. */
  retryDelayMs?: number
}

export interface ResumableUploads {
  /** Adds a file to an album, in pieces, over lost connections and restarts of the server. @throws {VitrineApiError} */
  resumable(options: ResumeOptions): Promise<UploadedPhoto>
  /** Gives an unfinished upload up. @throws {VitrineApiError} */
  cancel(id: string, options?: { signal?: AbortSignal }): Promise<void>
}
