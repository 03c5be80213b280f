import type { InferInput } from 'valibot'
import type { Photo, PhotoUploadFields } from '../contract/schemas/photo.ts'

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

export interface UploadOptions extends InferInput<typeof PhotoUploadFields> {
  file: Blob | StreamedFile
  /** Default: the name of a `File`, else `photo`. */
  fileName?: string
  onProgress?: (progress: UploadProgress) => void
  signal?: AbortSignal
}

export interface UploadedPhoto {
  readonly photo: Photo
  /** `true` where the same bytes were in the gallery already, and that photo was put into the album instead. */
  readonly duplicate: boolean
}
