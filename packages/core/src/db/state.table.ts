import type { ColumnType } from 'kysely'

/** One of 256, by the first byte of a SHA-256: `digest-00` to `digest-ff`. */
export type DigestTurn = `digest-${string}`

/** Rows that are there to be locked: whoever holds one is alone at that kind of work until its transaction ends. */
export interface LockTable {
  name: 'album-tree' | 'tag-tree' | 'people' | 'originals' | DigestTurn
}

/** One row. */
export interface GalleryStateTable {
  id: 1
  /** Bumped by every write to albums, grants, users, groups or roles, in the same transaction: whoever caches rights compares it first. */
  tree_version: ColumnType<number, number, number>
  /** Bumped by every write at all: orders changes by commit, and keys caches of counts. */
  commit_seq: ColumnType<number, number, number>
  /** How many of the bumps of `tree_version` concerned grants and people alone: where no other came between, the albums are as they were. */
  grants_seq: ColumnType<number, number | undefined, number>
  /** How many of them concerned users, groups, roles, links and guests alone: then albums and grants are as they were. */
  people_seq: ColumnType<number, number | undefined, number>
}
