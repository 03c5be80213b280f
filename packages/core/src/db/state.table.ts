import type { ColumnType } from 'kysely'

/** One row. */
export interface GalleryStateTable {
  id: 1
  /** Bumped by every write to albums, grants, users, groups or roles, in the same transaction: whoever caches rights compares it first. */
  tree_version: ColumnType<number, number, number>
  /** Bumped by every write at all: orders changes by commit, and keys caches of counts. */
  commit_seq: ColumnType<number, number, number>
}
