import type { Readable } from 'node:stream'
import type { OriginalFile, Photo } from '../photos/photo.types.ts'

/** A file of a photo beside its original. */
export interface PhotoFile {
  readonly id: number
  readonly fileName: string
  readonly mimeType: string
  readonly bytes: number
  /** Lower-case hex. */
  readonly sha256: string
  /** Pixels as shown, after orientation; `null` where the file does not tell. */
  readonly widthPx: number | null
  readonly heightPx: number | null
  readonly addedAt: string
  /** A user; `null` where nobody did it, or it is gone. */
  readonly addedBy: number | null
  /** Its file lies in a library folder: it goes when the file goes. */
  readonly isReadOnly: boolean
}

/** A former original. */
export interface PhotoVersion extends Omit<PhotoFile, 'addedAt' | 'addedBy' | 'isReadOnly'> {
  /** From 1, in the order they were replaced. */
  readonly number: number
  readonly replacedAt: string
  readonly replacedBy: number | null
}

/** A file for a photo that is there already. */
export interface NewPhotoFile {
  /** The bytes; read once. */
  content: Readable
  fileName: string
  /** Known length, checked against what arrives. */
  bytes?: number | undefined
}

export interface PhotoReplacement extends NewPhotoFile {
  /**
   * Values that the new file has none of become empty, but for those that people wrote: for a file that somebody took something out of.
   * Default `false`: they stay.
   */
  clears?: boolean | undefined
  /** SHA-256 of the original that is to be replaced: where another has taken its place meanwhile, nothing happens. */
  replaces?: string | undefined
}

/** Files of a photo beside its original. Whoever may not see the photo is told that there is none. */
export interface PhotoFilesService {
  /**
   * Gives a photo another original. Its id, albums, tags and whatever people wrote stay; the file it had becomes a version. Needs `edit`.
   *
   * @throws `PHOTO_NOT_FOUND`, `PHOTO_READ_ONLY` (its file lies in a library root), `CONFLICT`, `MEDIA_*`, `UPLOAD_INVALID`, `STORAGE_*`
   */
  replaceFile(id: number, file: PhotoReplacement): Promise<Photo>
  /** Former originals. They may show what a new file was to hide: for those who may edit the photo. */
  readonly versions: {
    /** Newest first. Needs `edit`. */
    list(photoId: number): Promise<PhotoVersion[]>
    /** Needs `edit` and `download`. @throws `VERSION_NOT_FOUND` */
    open(photoId: number, id: number): Promise<OriginalFile>
    /** Makes it the original again; the one of so far becomes a version. Needs `edit`. @throws `VERSION_NOT_FOUND` */
    restore(photoId: number, id: number): Promise<Photo>
    /** For good. Administrators only. @throws `VERSION_NOT_FOUND` */
    delete(photoId: number, id: number): Promise<void>
  }
  /** The same picture in other formats: RAW, TIFF, PSD … They are originals in every rule, and need `download`. */
  readonly formats: {
    list(photoId: number): Promise<PhotoFile[]>
    /** Needs `edit`. The same file again is the one that is there. */
    add(photoId: number, file: NewPhotoFile): Promise<{ readonly format: PhotoFile; readonly duplicate: boolean }>
    /** @throws `FORMAT_NOT_FOUND` */
    open(photoId: number, id: number): Promise<OriginalFile>
    /** Needs `edit`. @throws `FORMAT_NOT_FOUND`, `PHOTO_READ_ONLY` (its file lies in a library root) */
    delete(photoId: number, id: number): Promise<void>
  }
  /**
   * Has a picture stand for a file that is none itself (a video, a document, a RAW): all sizes are made of it. Needs `edit`.
   *
   * @throws `INPUT_INVALID` where the photo shows itself; `MEDIA_NOT_RENDERABLE` where the file is no picture that can be shown.
   */
  setRepresentative(photoId: number, file: NewPhotoFile): Promise<Photo>
  /** Takes it away: the file shows itself again, as far as it can. Needs `edit`. */
  removeRepresentative(photoId: number): Promise<Photo>
}
