import type { ErrorCode } from '../errors/codes.ts'
import type { Page } from '../paging/page.types.ts'
import type { RootWatch } from './watch/watch.types.ts'

/** A folder that is indexed in place and never written to. */
export interface LibraryRoot {
  readonly id: number
  readonly path: string
  readonly albumId: number
  readonly state: 'new' | 'ready' | 'offline' | 'suddenly-empty'
  readonly lastSyncedAt: string | null
  readonly lastSummary: SyncSummary | null
}

export interface SyncSummary {
  readonly rootId: number
  readonly path: string
  readonly state: LibraryRoot['state']
  readonly added: number
  readonly changed: number
  readonly moved: number
  readonly deleted: number
  readonly restored: number
  readonly unchanged: number
  /** Entries left out, now or before, that still are. */
  readonly problems: number
  readonly folders: number
  /** Files left for the next run, because they were still being written. */
  readonly waiting: number
  readonly durationMs: number
}

/** An entry of a root that was left out, and why. */
export interface SyncProblem {
  readonly rootId: number
  /** Relative to the root, `/` between parts. */
  readonly path: string
  readonly code: ErrorCode
  readonly message: string
  readonly firstSeenAt: string
  readonly lastSeenAt: string
}

export interface SyncProgress {
  readonly rootId: number
  readonly phase: 'scanning' | 'reading' | 'finishing' | 'idle'
  readonly foldersSeen: number
  /** Files that need reading, known so far; grows while scanning. */
  readonly filesToRead: number
  readonly filesRead: number
  readonly currentPath: string | null
  readonly startedAt: string
}

export interface SyncOptions {
  onProgress?: (progress: SyncProgress) => void
  onProblem?: (problem: SyncProblem) => void
  signal?: AbortSignal
  /** Take an empty folder at its word: its photos go to the trash. Default `false`. */
  acceptEmpty?: boolean
}

export interface LibraryService {
  roots(): Promise<LibraryRoot[]>
  /** Idempotent: the same path gives the same root. @throws `ROOT_OFFLINE`, `ROOT_OVERLAPS` */
  addRoot(options: { path: string; name?: string; visibility?: 'public' | 'private' }): Promise<LibraryRoot>
  /** One root, or all of them. One run at a time per root: a second call joins the first. */
  sync(rootId: number, options?: SyncOptions): Promise<SyncSummary>
  problems(options?: { rootId?: number; limit?: number; cursor?: string | undefined }): Promise<Page<SyncProblem>>
  /** Runs of this process that are under way; empty when idle. */
  progress(): readonly SyncProgress[]
  /** How each root is looked after, and when it is looked through next. */
  watching(): Promise<RootWatch[]>
}
