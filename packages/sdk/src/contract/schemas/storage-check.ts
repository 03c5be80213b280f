import * as v from 'valibot'
import { Count, Id, Timestamp } from './fields.ts'

export const StorageFindingKind = v.picklist([
  'missing',
  'wrong-size',
  'changed',
  'unreadable',
  'orphan',
  'unknown',
  'leftover',
  'root-offline',
  'library-missing',
  'library-changed',
  'library-damaged',
  'database',
])

/** One thing that is wrong with what the gallery keeps. */
export const StorageFinding = v.strictObject({
  kind: StorageFindingKind,
  /** The key in the storage, the path of a file, or what in the database is concerned. */
  what: v.string(),
  photoIds: v.array(Id),
  isRepaired: v.boolean(),
  detail: v.string(),
})

const depth = v.picklist(['quick', 'usual', 'deep'])

/** What was asked of a check. */
export const StorageCheckOptions = v.strictObject({
  /** What can be repaired is; without it nothing is written. */
  repair: v.boolean(),
  /** `quick`: what is there, and its size. `usual`: originals are hashed. `deep`: so are the files of library folders. */
  depth,
  storageOnly: v.boolean(),
  orphanAgeHours: Count,
  purgeAfterDays: v.nullable(Count),
})

/** A check of the storage, as far as it is. */
export const StorageCheck = v.strictObject({
  id: Id,
  state: v.picklist(['running', 'done', 'abandoned']),
  options: StorageCheckOptions,
  startedAt: Timestamp,
  updatedAt: Timestamp,
  finishedAt: v.nullable(Timestamp),
  objects: Count,
  bytes: Count,
  hashed: Count,
  libraryFiles: Count,
  quarantined: Count,
  /** Kinds without any are left out. */
  counts: v.array(v.strictObject({ kind: StorageFindingKind, found: Count, repaired: Count })),
  /** The first hundred of each kind. */
  findings: v.array(StorageFinding),
  /** `damaged`: something is lost or wrong. `untidy`: something only takes room. */
  outcome: v.picklist(['well', 'untidy', 'damaged']),
})
export type StorageCheck = v.InferOutput<typeof StorageCheck>

export const LatestStorageCheck = v.strictObject({ check: v.nullable(StorageCheck) })

export const StorageCheckRequest = v.strictObject({
  repair: v.optional(v.boolean()),
  depth: v.optional(depth),
  storageOnly: v.optional(v.boolean()),
})

export const StorageCheckStarted = v.strictObject({
  /** `false`: one waits or runs already. */
  isStarted: v.boolean(),
})
