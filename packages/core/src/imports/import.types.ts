import type { Level } from '../access/capabilities.ts'
import type { ErrorCode } from '../errors/codes.ts'

export interface ImportOptions {
  /** Files and folders of this machine; a folder is taken with all below it. At most 10,000 are named at once. */
  sources: readonly string[]
  /**
   * Where the photos go: an album's id, or names from the root down (`['Travel', 'Norway']`), which are made where they are missing.
   * Default: the top of the gallery, where only folders can go.
   */
  album?: number | readonly string[] | null
  /**
   * Each folder becomes an album; one of that name that is there already is used. `false`: all photos go into the album itself.
   * Default `true`.
   */
  foldersAsAlbums?: boolean
  /**
   * Remove each file once its photo is committed and the bytes that are stored were read again and found right. Sidecars and folders stay.
   * Default `false`: files are copied.
   */
  move?: boolean
  /** Level of the new photos. Default 0. */
  level?: Level
  /** Tags of the new photos, beside those that the files bring. */
  tags?: readonly string[]
  /** Reads everything and writes nothing. Default `false`. */
  dryRun?: boolean
  /** Stops after the files under way. */
  signal?: AbortSignal
  onProgress?: (progress: ImportProgress) => void
  /** Tells of every file, in the order in which they are done. */
  onFile?: (file: ImportedFile) => void
}

export interface ImportProgress {
  /** Files that will be looked at, known so far. */
  readonly filesFound: number
  /** All folders have been counted: `filesFound` will not grow any more. */
  readonly isCounted: boolean
  readonly filesDone: number
  readonly bytesDone: number
  readonly currentPath: string | null
}

export interface ImportedFile {
  /** Absolute. */
  readonly path: string
  /** `duplicate`: the same bytes were in the gallery already, and that photo was put into the album; `refused`: left where it is. */
  readonly outcome: 'added' | 'duplicate' | 'refused'
  /** `null` where it was refused, and of new photos in a dry run. */
  readonly photoId: number | null
  /** Names of the album's way from where the photos go; empty: the album itself. */
  readonly folder: readonly string[]
  /** Why it was refused, or why a file that was taken in could not be removed. */
  readonly fault: { readonly code: ErrorCode; readonly message: string } | null
  /** Moved: the source is gone. */
  readonly removed: boolean
}

export interface ImportSummary {
  readonly isDryRun: boolean
  /** Broken off by `signal`: run it again, and it goes on. */
  readonly isStopped: boolean
  readonly added: number
  readonly duplicates: number
  readonly refused: number
  /** Of those refused, files of a type that the gallery does not take. */
  readonly unsupported: number
  /** Albums made; in a dry run, that would be. */
  readonly albums: number
  /** Sources removed after the move. */
  readonly removed: number
  /** Sources whose photo is in the gallery and that could not be removed. */
  readonly notRemoved: number
  readonly bytes: number
  readonly durationMs: number
}

/** Administrators only: it reads files of the machine. */
export interface ImportsService {
  /**
   * Takes files of this machine into the storage of the gallery. Two at a time, in the order of their names; run again, it finishes
   * what was broken off and adds nothing twice.
   *
   * @throws `INPUT_INVALID` naming `sources.N` that cannot be read, or `album`; `ROOT_OVERLAPS` for the gallery's own folders, and for
   * a move out of a library root; `ALBUM_NOT_FOUND`, `ALBUM_IS_SMART`; `STORAGE_*`, `DATABASE_*` where going on makes no sense.
   */
  run(options: ImportOptions): Promise<ImportSummary>
}
