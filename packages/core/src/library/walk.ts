import { join } from 'node:path'
import type { GalleryContext } from '../context.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { unreadTime } from './batch.ts'
import { diffFolder, type FolderDiff } from './diff-folder.ts'
import { findMovedFolder } from './find-moved-folder.ts'
import { moveFolder } from './folder-albums.ts'
import type { FolderTree, KnownFolder } from './folder-tree.ts'
import { insertFolders, type NewFile, saveFiles, selectFiles } from './library.store.ts'
import { alone, groupNamesakes } from './namesakes.ts'
import { codeOf, type FileEntry, type FolderEntry, type FolderListing, readFolder } from './read-folder.ts'
import { toStoredName } from './stored-name.ts'
import {
  type Candidate,
  type Counts,
  type GoneFile,
  type LateFiles,
  lateKey,
  type SyncUnit,
  type SyncWrite,
} from './sync-state.ts'

export interface Walk {
  readonly gallery: GalleryContext
  readonly rootId: number
  readonly rootPath: string
  /** What the root itself holds, read already. */
  readonly rootListing: FolderListing
  readonly tree: FolderTree
  readonly counts: Counts
  /** Rows of the index whose file was not where it was. */
  readonly gone: GoneFile[]
  readonly late: LateFiles
  readonly signal: AbortSignal
  /** Files touched less than this long ago are left for the next run. */
  readonly quietMs: number
  /** Folders to look at; those that turn up join them. `null`: all. */
  readonly only: Set<number> | null
  /** Whether files of one base name are given together, because they may be one picture. */
  readonly joins: boolean
  readonly write: SyncWrite
  onFolder(relativePath: string): void
  onProblem(path: readonly string[], code: ErrorCode, message: string): void
}

/** As deep as albums may be nested. The root's own folder is the first level. */
const maxLevels = 100

const messageOf = (code: ErrorCode): string => new VitrineError(code as 'ENTRY_UNREADABLE').message

/**
 * Goes through all folders of a root and gives the files that have to be read, those together that may be one picture. What did not
 * change costs a look and nothing more.
 */
export async function* walk(walking: Walk): AsyncGenerator<readonly Candidate[]> {
  const { tree, rootPath } = walking
  if (!tree.root) throw new Error('A root has no folder')
  tree.root.isSeen = true
  const stack: KnownFolder[] = [tree.root]
  for (let folder = stack.pop(); folder; folder = stack.pop()) {
    walking.signal.throwIfAborted()
    if (walking.only && !walking.only.has(folder.id)) {
      walking.counts.folders += 1
      for (const child of tree.childrenOf(folder.id)) {
        child.isSeen = true
        stack.push(child)
      }
      continue
    }
    const names = tree.pathOf(folder)
    walking.onFolder(names.join('/'))
    walking.counts.folders += 1
    const path = join(rootPath, ...names)
    const listing = await listFolder(walking, folder, path, names)
    if (!listing) continue
    const known = await selectFiles(walking.gallery.connections.read, folder.id)
    walking.counts.waiting += listing.waiting.length
    const diff = diffFolder(known, listing)
    const children = await saveListing(walking, folder, path, names, listing, diff)
    const groups = walking.joins ? groupNamesakes(diff.toRead, listing) : diff.toRead.map(alone)
    for (const files of groups)
      yield files.map(({ entry, known: row, sidecars, namesakes }) => ({
        folder,
        entry,
        path: join(path, entry.name),
        fileId: row?.id ?? null,
        photoId: row?.photo_id ?? null,
        formatId: row?.format_id ?? null,
        namesakes,
        sidecars,
      }))
    // Read in the order of their names.
    stack.push(...children.toReversed())
  }
}

/** What lies in a folder, within bounds; `null` where it cannot be read: all below it then stays as it was. */
const listFolder = async (
  walking: Walk,
  folder: KnownFolder,
  path: string,
  names: readonly string[],
): Promise<FolderListing | null> => {
  const { tree } = walking
  try {
    const listing = folder === tree.root ? walking.rootListing : await readFolder(path, folder.inode, walking.quietMs)
    if (folder.faultCode !== null) await saveFolderFault(walking, folder, null)
    if (names.length + 1 < maxLevels) return listing
    const tooDeep = listing.folders.map(({ name }) => ({ name, code: 'ENTRY_TOO_DEEP' as const }))
    return { ...listing, folders: [], faults: [...listing.faults, ...tooDeep] }
  } catch (error) {
    for (const below of tree.subtree(folder)) below.isSeen = true
    // Gone, or replaced, since the folder above was read: the next run will know.
    if (VitrineError.has(error, 'ENTRY_CHANGED') || codeOf(error) === 'ENOENT') return null
    const code = codeOf(error) === 'ENAMETOOLONG' ? 'ENTRY_TOO_DEEP' : 'ENTRY_UNREADABLE'
    await saveFolderFault(walking, folder, code)
    walking.onProblem(names, code, messageOf(code))
    return null
  }
}

/** Writes what a look at a folder told, apart from the files that have to be read. @returns The folders below. */
const saveListing = async (
  walking: Walk,
  folder: KnownFolder,
  path: string,
  names: readonly string[],
  listing: FolderListing,
  diff: FolderDiff,
): Promise<KnownFolder[]> => {
  const { tree, counts, gone, late, write } = walking
  counts.unchanged += diff.unchanged
  for (const row of diff.gone)
    gone.push({ id: row.id, folderId: row.folder_id, storedName: row.name, formatId: row.format_id })

  // A folder that cannot be asked for is not gone.
  for (const { name, code } of listing.faults) {
    const unreadable = code === 'ENTRY_UNREADABLE' ? tree.child(folder.id, name) : undefined
    if (unreadable) for (const below of tree.subtree(unreadable)) below.isSeen = true
  }

  const files = [
    ...diff.sidecars.map(({ entry, known, isLate }) => ({ isLate, row: sidecarRow(folder, entry, known?.id ?? null) })),
    ...diff.faults.map(({ entry: { name, code }, known, isLate }) => ({
      isLate,
      row: faultRow(folder, name, code, isLate ? undefined : known),
    })),
  ]
  for (const { isLate, row } of files) if (isLate) late.set(lateKey(row), row)
  const rows = files.filter(({ isLate }) => !isLate).map(({ row }) => row)

  const { children, fresh, renumbered } = await meetFolders(walking, folder, path, listing.folders)
  if (rows.length + fresh.length + renumbered.length > 0) {
    const ids = await write(async (unit) => {
      await saveFiles(unit.db, rows, unit.at)
      await saveInodes(unit, renumbered)
      return insertFolders(unit.db, walking.gallery.dialect, fresh.map(toNewFolder(walking, folder)), unit.at)
    })
    for (const { folder: known, inode } of renumbered) tree.setInode(known, inode)
    for (const [index, { name, inode }] of fresh.entries()) {
      const added = { id: ids[index] as number, parentId: folder.id, name, albumId: null, inode, faultCode: null }
      tree.add({ ...added, isSeen: true })
      walking.only?.add(added.id)
    }
  }
  for (const { entry } of diff.faults) walking.onProblem([...names, entry.name], entry.code, messageOf(entry.code))
  return children.map(({ name }) => tree.child(folder.id, name) as KnownFolder)
}

const sidecarRow = (folder: KnownFolder, entry: FileEntry, id: number | null): NewFile => ({
  id,
  folder_id: folder.id,
  name: toStoredName(entry.name),
  kind: 'sidecar',
  bytes: entry.bytes,
  modified_ns: entry.modifiedNs,
  inode: entry.inode,
  photo_id: null,
  format_id: null,
  fault_code: null,
  fault_message: null,
})

const faultRow = (
  folder: KnownFolder,
  name: string,
  code: ErrorCode,
  known: { id: number; photo_id: number | null; format_id: number | null } | undefined,
): NewFile => ({
  id: known?.id ?? null,
  folder_id: folder.id,
  name: toStoredName(name),
  kind: 'fault',
  bytes: 0,
  modified_ns: unreadTime,
  inode: '',
  // A photo whose file cannot be asked for just now stays what it is.
  photo_id: known?.photo_id ?? null,
  format_id: known?.format_id ?? null,
  fault_code: code,
  fault_message: messageOf(code),
})

const toNewFolder = (walking: Walk, parent: KnownFolder) => (entry: FolderEntry) => ({
  rootId: walking.rootId,
  parentId: parent.id,
  storedName: toStoredName(entry.name),
  albumId: null,
  inode: entry.inode,
})

interface MetFolders {
  readonly children: readonly FolderEntry[]
  readonly fresh: readonly FolderEntry[]
  readonly renumbered: readonly { folder: KnownFolder; inode: string }[]
}

/** The folders of a folder: known by their names, known by their numbers elsewhere and so moved here, or new. */
const meetFolders = async (
  walking: Walk,
  parent: KnownFolder,
  parentPath: string,
  entries: readonly FolderEntry[],
): Promise<MetFolders> => {
  const { gallery, tree, rootPath, write } = walking
  const renumbered: { folder: KnownFolder; inode: string }[] = []
  const strangers: FolderEntry[] = []
  for (const entry of entries) {
    const folder = tree.child(parent.id, entry.name)
    if (!folder) strangers.push(entry)
    else {
      folder.isSeen = true
      if (folder.inode !== entry.inode) renumbered.push({ folder, inode: entry.inode })
    }
  }
  const fresh: FolderEntry[] = []
  for (const entry of strangers) {
    const moved = await findMovedFolder({ gallery, tree, rootPath }, parent, join(parentPath, entry.name), entry.inode)
    if (moved) {
      moved.isSeen = true
      await write((unit) => moveFolder(unit, tree, moved, { parent, name: entry.name }))
    } else fresh.push(entry)
  }
  return { children: entries, fresh, renumbered }
}

const saveInodes = async (
  { db }: SyncUnit,
  folders: readonly { folder: KnownFolder; inode: string }[],
): Promise<void> => {
  for (const { folder, inode } of folders)
    await db.updateTable('library_folders').set({ inode }).where('id', '=', folder.id).execute()
}

const saveFolderFault = async ({ write }: Walk, folder: KnownFolder, code: ErrorCode | null): Promise<void> => {
  if (folder.faultCode === code) return
  await write(async ({ db, at }) => {
    await db
      .updateTable('library_folders')
      .set({ fault_code: code, fault_message: code === null ? null : messageOf(code), last_seen_at: at })
      .where('id', '=', folder.id)
      .execute()
  })
  folder.faultCode = code
}
