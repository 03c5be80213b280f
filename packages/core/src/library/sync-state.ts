import type { KnownFolder } from './folder-tree.ts'
import type { SyncProgress, SyncSummary } from './library.types.ts'
import type { FileEntry } from './read-folder.ts'

/** A file that has to be read: new, or other than it was. */
export interface Candidate {
  readonly folder: KnownFolder
  readonly entry: FileEntry
  /** Absolute path. */
  readonly path: string
  /** The photo it was the file of when last seen. */
  readonly photoId: number | null
  /** Names of the sidecars that lie beside it. */
  readonly sidecars: readonly string[]
}

/** A row of the index whose file was not at its place; it may still turn up at another. */
export interface GoneFile {
  readonly id: number
  readonly folderId: number
  readonly storedName: string
}

type CountName = Exclude<keyof SyncSummary, 'rootId' | 'path' | 'state' | 'durationMs' | 'problems'>
export type Counts = Record<CountName, number>

export const newCounts = (): Counts => ({
  added: 0,
  changed: 0,
  moved: 0,
  deleted: 0,
  restored: 0,
  unchanged: 0,
  folders: 0,
})

export type MutableProgress = { -readonly [K in keyof SyncProgress]: SyncProgress[K] }
