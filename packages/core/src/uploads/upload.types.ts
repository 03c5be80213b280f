import type { Readable } from 'node:stream'
import type { NewPhoto, Photo } from '../photos/photo.types.ts'

/** What is said of a file before its bytes come. */
export interface NewUpload extends Omit<NewPhoto, 'content' | 'bytes'> {
  /** Length of the whole file. */
  bytes: number
}

/** What became of a file that came whole. */
export interface UploadOutcome {
  readonly photoId: number
  /** `true` where a photo that was there already is the outcome: it was put into the album, or the file took the place of its own. */
  readonly duplicate: boolean
  /** `true` where it waits for somebody to approve it: until then only those who decide, and its sender, see it. */
  readonly waits?: boolean | undefined
}

/** A file that arrives in pieces. */
export interface Upload {
  readonly id: string
  /** Length of the whole file. */
  readonly bytes: number
  /** How many of them are here: where the next piece begins. */
  readonly offsetBytes: number
  /** ISO 8601, UTC. From then on it is forgotten, with what came of it. */
  readonly expiresAt: string
  /** `null` until the file is whole and in the gallery. */
  readonly outcome: UploadOutcome | null
  /** What the last piece has become, where it waits for its review. Told with the answer to that piece alone. */
  readonly photo?: Photo | undefined
}

export const checksumAlgorithms = ['sha1', 'sha256', 'md5'] as const
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number]

export interface UploadPiece {
  /** Must be where the upload stands. */
  readonly offsetBytes: number
  /** Read to its end, or as far as it comes. */
  readonly content: Readable
  /** Of this piece alone. Where it does not fit, nothing of the piece is kept. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly digest: Uint8Array }
}

/**
 * Files that come in pieces, over as many connections and as long a time as it takes; what has arrived is on disk, also when the program
 * ends. Everybody knows the uploads it began itself, and no others.
 */
export interface UploadsService {
  /**
   * Announces a file; needs `upload` in the album.
   *
   * @throws {VitrineError} `UPLOAD_LIMIT_REACHED` where the actor has too many unfinished ones, `MEDIA_TOO_LARGE`, `MEDIA_EMPTY`,
   * `STORAGE_FULL`, and what adding a photo throws before its bytes are read.
   */
  create(upload: NewUpload): Promise<Upload>
  /**
   * How far it is. One that is whole, but whose end was cut short, is brought to its end first.
   *
   * @throws {VitrineError} `UPLOAD_NOT_FOUND`
   */
  get(id: string): Promise<Upload>
  /**
   * Adds a piece. With the last one the file becomes a photo, exactly once, by the rights of that moment: asked again, the same outcome is
   * told. What arrived of a piece that broke off stays, unless it has a checksum.
   *
   * @throws {VitrineError} `UPLOAD_NOT_FOUND`, `CONFLICT` for a wrong offset or while another piece arrives, `UPLOAD_CHECKSUM_MISMATCH`,
   * `UPLOAD_INVALID`, `STORAGE_FULL`, and what adding a photo throws. A file that can never become a photo is removed.
   */
  append(id: string, piece: UploadPiece): Promise<Upload>
  /** Gives an upload up. A photo that it became stays. @throws {VitrineError} `UPLOAD_NOT_FOUND` */
  remove(id: string): Promise<void>
}
