import type { Level } from '../access/capabilities.ts'
import type { ActivityEntry } from '../activity/activity.types.ts'
import type { FieldPatch } from '../fields/field.types.ts'
import type { PhotoScope } from '../photos/photo.types.ts'
import type { PhotoText, TranslationsPatch } from '../translations/translation.types.ts'

/** The photos that a batch changes: those named, or those of a list. */
export interface BatchSelection extends PhotoScope {
  /** 10,000 at most; not joined with the conditions of a list. */
  ids?: readonly number[] | undefined
}

/** What becomes of every photo of the selection. */
export interface BatchChange {
  /** Values that all of them get. */
  set?:
    | {
        title?: string | null | undefined
        /** 2,000 characters at most: the change log keeps it for each photo. */
        description?: string | null | undefined
        /** Titles and descriptions in other languages. */
        translations?: TranslationsPatch<PhotoText> | undefined
        author?: string | null | undefined
        copyright?: string | null | undefined
        rating?: number | null | undefined
        level?: Level | undefined
        /** ISO 8601 with a zone, or `null`. */
        takenAt?: string | null | undefined
        latitude?: number | null | undefined
        longitude?: number | null | undefined
        altitude?: number | null | undefined
        /** Custom fields by key; `null` takes a value away. */
        fields?: FieldPatch | undefined
      }
    | undefined
  /** By name; unknown ones are made. */
  addTags?: readonly string[] | undefined
  /** By name or synonym; those that a photo does not have are passed over. */
  removeTags?: readonly string[] | undefined
  addToAlbums?: readonly number[] | undefined
  removeFromAlbums?: readonly number[] | undefined
  /** Puts them into this album, and takes them out of all others that the actor may organise. */
  moveToAlbum?: number | undefined
  /** Moves dates by so many seconds, as where a camera's clock was wrong; photos without a date are passed over. */
  shiftTakenAtSeconds?: number | undefined
  /** Into the trash. Joined with nothing else. */
  delete?: boolean | undefined
}

export interface BatchOptions {
  readonly select: BatchSelection
  readonly change: BatchChange
  /** Changes nothing, and tells what would change. Default `false`. */
  readonly dryRun?: boolean | undefined
  /** How many photos whoever asks believes to have selected: fails with `CONFLICT` where there are more or fewer. */
  readonly expectedPhotos?: number | undefined
}

/** What a batch does to one photo. */
export interface BatchSample {
  readonly photoId: number
  /** The fields that change, as in the change log; empty for what goes into the trash. */
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

export interface BatchResult {
  /** `null`: nothing changed. */
  readonly batchId: string | null
  readonly isDryRun: boolean
  /** How many photos were selected. */
  readonly photos: number
  readonly changed: number
  /** Photos that the actor may not change so. Where there are any, nothing is changed; only a dry run gets to tell. */
  readonly forbidden: number
  /** What becomes of the first of those that change, 20 at most. */
  readonly sample: readonly BatchSample[]
}

export interface UndoResult {
  /** The batch that undid it, which can be undone in turn; `null`: nothing was left to undo. */
  readonly batchId: string | null
  readonly changed: number
  /** Photos of which something was left as it is: it was changed since, or is no longer for this actor to change. */
  readonly kept: number
}

export interface Batch {
  readonly batchId: string
  /** ISO 8601 UTC. */
  readonly at: string
  /** `table`: by an imported table; `undo`: by undoing another. */
  readonly kind: 'change' | 'table' | 'undo'
  readonly actor: ActivityEntry['actor']
  /** What was asked for, in the words of `run`; `null` for tables and for what undoes another. */
  readonly change: BatchChange | null
  readonly photos: number
  /** The batch that this one undid. */
  readonly undoes: string | null
  /** The batch that undid this one. */
  readonly undoneBy: string | null
}

export interface BatchListOptions {
  /** 1 to 200. Default 50. */
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface BatchPage {
  /** The newest first. */
  readonly items: readonly Batch[]
  readonly nextCursor: string | null
}

/** Changes of many photos at once: all of them or none, and undone as one. */
export interface BatchService {
  /**
   * Needs `edit` on each photo; `organise` for albums, `manage` for the trash.
   *
   * @throws `BATCH_TOO_LARGE` with more than 10,000 photos; `BATCH_REFUSED` where the actor may not change one of them so;
   * `CONFLICT` where `expectedPhotos` does not hold; `PHOTO_NOT_FOUND`, `ALBUM_NOT_FOUND`, `ALBUM_IS_SMART`, `INPUT_INVALID`,
   * `HOOK_REJECTED`
   */
  run(options: BatchOptions): Promise<BatchResult>
  /** One's own; those of everybody for those who may edit everything. */
  list(options?: BatchListOptions): Promise<BatchPage>
  /** @throws `BATCH_NOT_FOUND` */
  get(batchId: string): Promise<Batch>
  /**
   * Gives photos back what a batch changed. What was changed since stays as it is.
   *
   * @throws `BATCH_NOT_FOUND`, `BATCH_UNDONE`
   */
  undo(batchId: string): Promise<UndoResult>
}
