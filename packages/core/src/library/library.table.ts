import type { ColumnType, Generated, Selectable } from 'kysely'

export interface LibraryRootTable {
  id: Generated<number>
  /** Absolute path. */
  path: string
  album_id: number
  state: 'new' | 'ready' | 'offline' | 'suddenly-empty'
  last_synced_at: string | null
  /** JSON. */
  last_summary: string | null
  created_at: ColumnType<string, string, never>
}
export type LibraryRootRow = Selectable<LibraryRootTable>

/** A folder of a root. The root's own folder has no parent and an empty name. */
export interface LibraryFolderTable {
  id: Generated<number>
  root_id: number
  parent_id: number | null
  /** As on disk, see stored-name. */
  name: string
  /** Made with the first photo in the folder or below it: a folder without photos is no album. */
  album_id: number | null
  /** `dev:ino`: finds a folder again that was moved or renamed. */
  inode: string
  /** Why the folder could not be read at the last run. */
  fault_code: string | null
  fault_message: string | null
  first_seen_at: string
  last_seen_at: string
}
export type LibraryFolderRow = Selectable<LibraryFolderTable>

/** A file or another entry of a folder that is not a folder. */
export interface LibraryFileTable {
  id: Generated<number>
  folder_id: number
  /** As on disk, see stored-name. */
  name: string
  kind: 'photo' | 'format' | 'sidecar' | 'fault'
  bytes: number
  /** Nanoseconds since 1970 as text: they do not fit a number. */
  modified_ns: string
  inode: string
  /** The photo whose file it is. */
  photo_id: number | null
  /** The format that it is of another file's photo, a row of `photo_files`; never beside `photo_id`. */
  format_id: number | null
  fault_code: string | null
  fault_message: string | null
  first_seen_at: string
  last_seen_at: string
}
export type LibraryFileRow = Selectable<LibraryFileTable>
