import * as v from 'valibot'
import { Count, Id, page, pageQuery, Timestamp } from './fields.ts'

export const RootState = v.picklist(['new', 'ready', 'offline', 'suddenly-empty'])

export const SyncSummary = v.strictObject({
  rootId: Id,
  path: v.string(),
  state: RootState,
  added: Count,
  changed: Count,
  moved: Count,
  deleted: Count,
  restored: Count,
  unchanged: Count,
  problems: Count,
  folders: Count,
  durationMs: v.pipe(v.number(), v.minValue(0)),
})
export type SyncSummary = v.InferOutput<typeof SyncSummary>

/** A folder that is indexed in place and never written to. */
export const LibraryRoot = v.strictObject({
  id: Id,
  path: v.string(),
  albumId: Id,
  state: RootState,
  lastSyncedAt: v.nullable(Timestamp),
  lastSummary: v.nullable(SyncSummary),
})
export type LibraryRoot = v.InferOutput<typeof LibraryRoot>

export const LibraryRootList = v.strictObject({ items: v.array(LibraryRoot) })

/** A file or folder of a root that was left out, and why. */
export const SyncProblem = v.strictObject({
  rootId: Id,
  path: v.string(),
  code: v.string(),
  message: v.string(),
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp,
})
export type SyncProblem = v.InferOutput<typeof SyncProblem>

export const SyncProblemPage = page(SyncProblem)
export const SyncProblemQuery = v.strictObject({ root: v.optional(Id), ...pageQuery })

export const SyncProgress = v.strictObject({
  rootId: Id,
  phase: v.picklist(['scanning', 'reading', 'finishing', 'idle']),
  foldersSeen: Count,
  filesToRead: Count,
  filesRead: Count,
  currentPath: v.nullable(v.string()),
  startedAt: Timestamp,
})
export type SyncProgress = v.InferOutput<typeof SyncProgress>

/** Runs that are under way; empty when idle. */
export const SyncProgressList = v.strictObject({ items: v.array(SyncProgress) })

/** `acceptEmpty`: take an empty folder at its word; its photos go to the trash. */
export const SyncRequest = v.strictObject({ acceptEmpty: v.optional(v.boolean()) })
export const SyncStarted = v.strictObject({ rootId: Id, started: v.literal(true) })
