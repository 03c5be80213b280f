import type { Readable } from 'node:stream'
import type { PhotoSort } from '../photos/photo.sort.ts'
import type { PhotoScope } from '../photos/photo.types.ts'
import type { ArchiveSettings } from './archive-settings.types.ts'

/** Which photos go into an archive: a list, as `photos.list` takes it, or chosen ones, or the asker's favourites. */
export interface ArchiveScope extends PhotoScope {
  /** These, in this order; 5,000 at most. */
  photoIds?: readonly number[] | undefined
  /** The favourites of the one who asks. */
  favourites?: boolean | undefined
  /** With `album` and `recursive`: a folder for each album below. Default `false`: all in one. */
  folders?: boolean | undefined
  /** Default: as `photos.list`. */
  sort?: PhotoSort | undefined
}

export interface ArchiveOptions extends ArchiveScope {
  /**
   * `original`, or the name of a size: pictures come in that size then, and everything else as it is. Whoever may not have originals,
   * but smaller pictures, gets the largest of those for `original`. Default `original`.
   */
  size?: string | undefined
}

/** What an archive would be. */
export interface ArchiveEstimate {
  readonly photos: number
  /** Exact for originals, about right for sizes. */
  readonly bytes: number
  /** Photos that the one who asks sees, and may not download. */
  readonly leftOut: number
}

/** A ZIP file that is made while it is read. */
export interface Archive extends ArchiveEstimate {
  /** Such as `Iceland.zip`; safe on every system. */
  readonly fileName: string
  /** Destroying it ends the work; so does leaving it unread for some minutes. */
  readonly stream: Readable
}

export interface ArchivesService {
  /**
   * Asks for `download` in an album of each photo; those that the one who asks may not download are left out. Goes through all of
   * them: seconds for ten thousands.
   *
   * @throws `ARCHIVES_OFF`, `ARCHIVE_TOO_LARGE`, `ALBUM_NOT_FOUND`, `TAG_NOT_FOUND`, `SIZE_NOT_FOUND`, `INPUT_INVALID`
   */
  estimate(options: ArchiveOptions): Promise<ArchiveEstimate>
  /**
   * The archive itself, as a stream. Photos are looked up and opened while it is read, with the rights of that moment; what cannot be
   * packed any more is named in a file `missing.txt` within. One at a time for each user and each link.
   *
   * @throws As {@link estimate}, and `FORBIDDEN` or `UNAUTHENTICATED` where none of the photos may be downloaded, `ARCHIVE_UNDER_WAY`,
   * `HOOK_REJECTED`
   */
  open(options: ArchiveOptions): Promise<Archive>
  /** What holds for all archives. For everybody. */
  limits(): Promise<ArchiveSettings>
  /** Administrators only. @throws `INPUT_INVALID` */
  setLimits(patch: Partial<ArchiveSettings>): Promise<ArchiveSettings>
}
