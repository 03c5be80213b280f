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
  waiting: Count,
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

/** How a folder is looked after: as its files change, or at the times set alone (`reason`), by another process, or not watched. */
export const RootWatch = v.strictObject({
  rootId: Id,
  mode: v.picklist(['events', 'schedule', 'elsewhere', 'off']),
  reason: v.nullable(v.picklist(['limit', 'unsupported'])),
  folders: Count,
  nextRunAt: v.nullable(Timestamp),
})
export type RootWatch = v.InferOutput<typeof RootWatch>

export const RootWatchList = v.strictObject({ items: v.array(RootWatch) })

const librarySettings = {
  watch: v.boolean(),
  schedule: v.nullable(v.pipe(v.string(), v.maxLength(100))),
  quietSeconds: v.number(),
}
/** `locked`: those that the configuration of the server fixes. */
export const LibrarySettings = v.strictObject({
  ...librarySettings,
  locked: v.array(v.picklist(['watch', 'schedule', 'quietSeconds'])),
})
export type LibrarySettings = v.InferOutput<typeof LibrarySettings>
export const LibrarySettingsPatch = v.partial(v.strictObject(librarySettings))

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
