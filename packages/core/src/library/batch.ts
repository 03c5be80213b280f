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

export const noFault = { kind: 'photo', fault_code: null, fault_message: null } as const
