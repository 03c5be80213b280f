import type { GalleryContext } from '../context.ts'
import type { FieldDefinitions } from '../fields/field.definitions.ts'
import type { FolderTree } from './folder-tree.ts'
import { toStoredName } from './stored-name.ts'
import type { Candidate, GoneFile, LateFiles, SyncUnit } from './sync-state.ts'

/** What the parts of a batch work on. */
export interface BatchContext {
  readonly gallery: GalleryContext
  readonly unit: SyncUnit
  readonly tree: FolderTree
  readonly gone: GoneFile[]
  readonly late: LateFiles
  /** Whether files of one picture become one photo. */
  readonly attachesFormats: boolean
  /** Folders in which rows were written that ask for their files to be read anew. */
  readonly again: Set<number>
  /** The custom fields of photos, for those that files give values to. */
  readonly fields: FieldDefinitions
}

/** A file as the index keeps it, apart from what became of it. */
export const fileColumns = ({ folder, entry }: Candidate) => ({
  folder_id: folder.id,
  name: toStoredName(entry.name),
  bytes: entry.bytes,
  modified_ns: entry.modifiedNs,
  inode: entry.inode,
})

/** The row of a file that is the file of a photo. */
export const asPhoto = (photoId: number) =>
  ({ kind: 'photo', photo_id: photoId, format_id: null, fault_code: null, fault_message: null }) as const

/** The row of a file that is a format of one. */
export const asFormat = (formatId: number) =>
  ({ kind: 'format', photo_id: null, format_id: formatId, fault_code: null, fault_message: null }) as const

/** Like no file's: it is read anew by whoever looks next. */
export const unreadTime = ''
