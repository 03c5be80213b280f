/** What can be wrong with what the gallery keeps. */
export type StorageFindingKind =
  | 'missing'
  | 'wrong-size'
  | 'changed'
  | 'unreadable'
  | 'orphan'
  | 'unknown'
  | 'leftover'
  | 'root-offline'
  | 'library-missing'
  | 'library-changed'
  | 'library-damaged'
  | 'database'

/** One thing that is wrong. */
export interface StorageFinding {
  readonly kind: StorageFindingKind
  /** The key in the storage, the path below a library root, or what in the database is concerned. */
  readonly what: string
  /** Some of the photos that are concerned. */
  readonly photoIds: readonly number[]
  readonly isRepaired: boolean
  /** What was seen, what was done about it, and what to do where that is not enough. */
  readonly detail: string
}

export interface StorageCheckOptions {
  /** What can be repaired is. Default `false`: nothing is written but the report. */
  readonly repair?: boolean
  /**
   * `quick`: what is there, and its size. `usual`: our own originals are read and hashed too. `deep`: so are the files of library roots.
   * Default `usual`.
   */
  readonly depth?: 'quick' | 'usual' | 'deep'
  /** Leave library roots and the database out. Default `false`. */
  readonly storageOnly?: boolean
  /** Objects that no photo names count as orphans only when they are older: an upload may be about to name them. Hours; default 24, at least 1. */
  readonly orphanAgeHours?: number
  /** Delete what has been in quarantine for longer, in days. Default: never. Only with `repair`. */
  readonly purgeAfterDays?: number
}

/** A check, as far as it is. */
export interface StorageCheck {
  readonly id: number
  readonly state: 'running' | 'done' | 'abandoned'
  readonly options: Required<Omit<StorageCheckOptions, 'purgeAfterDays'>> & { readonly purgeAfterDays: number | null }
  readonly startedAt: string
  readonly updatedAt: string
  readonly finishedAt: string | null
  /** Objects of the storage that were compared with the photos, with their bytes, and how many of them were read and hashed. */
  readonly objects: number
  readonly bytes: number
  readonly hashed: number
  readonly libraryFiles: number
  /** Objects in quarantine. */
  readonly quarantined: number
  /** How many of each kind; kinds without any are left out. */
  readonly counts: Partial<Readonly<Record<StorageFindingKind, { readonly found: number; readonly repaired: number }>>>
  /** The first 100 of each kind. */
  readonly findings: readonly StorageFinding[]
  /** `damaged`: something is lost or wrong and not repaired. `untidy`: something only takes room. */
  readonly outcome: 'well' | 'untidy' | 'damaged'
}

export interface StorageCheckProgress {
  readonly phase: 'leftovers' | 'originals' | 'library' | 'database' | 'end'
  /** Steps, which take about as long as each other within a phase. */
  readonly done: number
  readonly total: number
}

export interface StorageCheckRun extends StorageCheckOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: StorageCheckProgress) => void
  /** Begin from the start, also where an earlier one with the same options was interrupted. Default `false`. */
  readonly restart?: boolean
}

/** Administrators only. */
export interface StorageChecks {
  /**
   * Compares what is stored with what the gallery knows, to its end. One at a time; one that was interrupted goes on.
   *
   * @throws {VitrineError} `INPUT_INVALID`, `CONFLICT` while another one is under way, `STORAGE_*` where the storage does not answer.
   */
  check(options?: StorageCheckRun): Promise<StorageCheck>
  /** The same as a job. @returns Its number; `null` where one waits or runs. */
  enqueue(options?: StorageCheckOptions): Promise<number | null>
  /** The newest one; `null` where there was none yet. */
  latest(): Promise<StorageCheck | null>
}
