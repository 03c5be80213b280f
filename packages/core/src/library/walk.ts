import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { transact } from '../transaction.ts'
import { diffFolder } from './diff-folder.ts'
import { moveFolder, type TouchedParents } from './folder-albums.ts'
import type { FolderTree, KnownFolder } from './folder-tree.ts'
import { insertFolder, saveFiles, selectFiles } from './library.store.ts'
import { type FolderListing, readFolder } from './read-folder.ts'
import { fromStoredName, toStoredName } from './stored-name.ts'
import type { Candidate, Counts, GoneFile } from './sync-state.ts'

export interface Walk {
  readonly gallery: GalleryContext
  readonly actor: Actor
  readonly rootId: number
  readonly rootPath: string
  readonly tree: FolderTree
  readonly touched: TouchedParents
  readonly counts: Counts
  /** Rows of the index whose file was not where it was. */
  readonly gone: GoneFile[]
  readonly signal: AbortSignal
  onFolder(relativePath: string): void
  onProblem(path: readonly string[], code: ErrorCode, message: string): void
}

const messageOf = (code: ErrorCode): string => new VitrineError(code as 'ENTRY_UNREADABLE').message

/** Goes through all folders of a root and gives the files that have to be read. What did not change costs a look and nothing more. */
export async function* walk(walking: Walk): AsyncGenerator<Candidate> {
  const { tree, rootPath } = walking
  if (!tree.root) throw new Error('A root has no folder')
  const stack: KnownFolder[] = [tree.root]
  for (let folder = stack.pop(); folder; folder = stack.pop()) {
    walking.signal.throwIfAborted()
    folder.isSeen = true
    const names = tree.pathOf(folder)
    walking.onFolder(names.join('/'))
    walking.counts.folders += 1
    const path = join(rootPath, ...names)
    let listing: FolderListing
    try {
      listing = await readFolder(path)
    } catch {
      // What cannot be read now is not gone: all below stays as it was.
      for (const below of tree.subtree(folder)) below.isSeen = true
      await saveFolderFault(walking, folder, 'ENTRY_UNREADABLE')
      walking.onProblem(names, 'ENTRY_UNREADABLE', messageOf('ENTRY_UNREADABLE'))
      continue
    }
    if (folder.faultCode !== null) await saveFolderFault(walking, folder, null)

    yield* filesOf(walking, folder, path, names, listing)

    const children: KnownFolder[] = []
    for (const entry of listing.folders) children.push(await meetFolder(walking, folder, path, entry))
    // Read in the order of their names.
    stack.push(...children.toReversed())
  }
}

async function* filesOf(
  walking: Walk,
  folder: KnownFolder,
  path: string,
  names: readonly string[],
  listing: FolderListing,
): AsyncGenerator<Candidate> {
  const { gallery } = walking
  const known = await selectFiles(gallery.connections.read, folder.id)
  const diff = diffFolder(known, listing)
  walking.counts.unchanged += diff.unchanged
  for (const row of diff.gone) walking.gone.push({ id: row.id, folderId: row.folder_id, storedName: row.name })

  const newFaults = listing.faults.filter((fault) => !diff.knownFaults.has(`${fault.name}\0${fault.code}`))
  const sidecars = diff.sidecars.map((entry) => ({
    folder_id: folder.id,
    name: toStoredName(entry.name),
    kind: 'sidecar' as const,
    bytes: entry.bytes,
    modified_ns: entry.modifiedNs,
    inode: entry.inode,
    photo_id: null,
    fault_code: null,
    fault_message: null,
  }))
  // A photo that cannot be read just now keeps its row; a fault of its own would hide it.
  const photoNames = new Set(known.filter((row) => row.photo_id !== null).map((row) => fromStoredName(row.name)))
  const faults = newFaults
    .filter((fault) => !(fault.code === 'ENTRY_UNREADABLE' && photoNames.has(fault.name)))
    .map((fault) => ({
      folder_id: folder.id,
      name: toStoredName(fault.name).slice(0, 700),
      kind: 'fault' as const,
      bytes: 0,
      modified_ns: '',
      inode: '',
      photo_id: null,
      fault_code: fault.code,
      fault_message: messageOf(fault.code),
    }))
  if (faults.length + sidecars.length > 0)
    await transact(gallery, walking.actor, (unit) => saveFiles(unit.db, [...faults, ...sidecars], unit.at))
  for (const fault of newFaults) walking.onProblem([...names, fault.name], fault.code, messageOf(fault.code))

  for (const { entry, photoId, sidecars: beside } of diff.toRead)
    yield { folder, entry, path: join(path, entry.name), photoId, sidecars: beside }
}

/** A folder met on disk: known by its name, known by its number elsewhere and so moved, or new. */
const meetFolder = async (
  walking: Walk,
  parent: KnownFolder,
  parentPath: string,
  entry: { name: string; inode: string },
): Promise<KnownFolder> => {
  const { gallery, actor, tree, touched } = walking
  const known = tree.child(parent.id, entry.name)
  if (known) {
    if (known.inode !== entry.inode) {
      known.inode = entry.inode
      await transact(
        gallery,
        actor,
        async ({ db }) =>
          void (await db
            .updateTable('library_folders')
            .set({ inode: entry.inode })
            .where('id', '=', known.id)
            .execute()),
      )
    }
    return known
  }
  const moved = await findMovedFolder(walking, parent, join(parentPath, entry.name), entry.inode)
  if (moved) {
    await transact(gallery, actor, (unit) =>
      moveFolder(unit, tree, moved, { parent, name: entry.name }, toStoredName(entry.name), touched),
    )
    return moved
  }
  const id = await transact(gallery, actor, (unit) =>
    insertFolder(unit.db, {
      rootId: walking.rootId,
      parentId: parent.id,
      storedName: toStoredName(entry.name),
      albumId: null,
      inode: entry.inode,
      at: unit.at,
    }),
  )
  const folder: KnownFolder = {
    id,
    parentId: parent.id,
    name: entry.name,
    albumId: null,
    inode: entry.inode,
    faultCode: null,
    isSeen: true,
  }
  tree.add(folder)
  return folder
}

const findMovedFolder = async (
  { gallery, tree, rootPath }: Walk,
  parent: KnownFolder,
  path: string,
  inode: string,
): Promise<KnownFolder | null> => {
  const candidate = tree.byInode(inode)
  if (!candidate || candidate.isSeen || candidate.parentId === null) return null
  // Not into itself: the disk cannot do that, so the number was given to another folder.
  if (tree.subtree(candidate).includes(parent)) return null
  const oldPath = join(rootPath, ...tree.pathOf(candidate))
  const isStillThere = await lstat(oldPath, { bigint: true }).then(
    (stats) => `${stats.dev}:${stats.ino}` === inode,
    () => false,
  )
  if (isStillThere) return null
  // Numbers are handed out again: something that was in the old folder must be in this one.
  const [files, listing] = await Promise.all([
    selectFiles(gallery.connections.read, candidate.id),
    readFolder(path).catch(() => null),
  ])
  if (!listing) return null
  const before = new Set([
    ...files.map((file) => fromStoredName(file.name)),
    ...tree.childrenOf(candidate.id).map((child) => child.name),
  ])
  const now = [...listing.files, ...listing.folders, ...listing.faults]
  return before.size === 0
    ? now.length === 0
      ? candidate
      : null
    : now.some((entry) => before.has(entry.name))
      ? candidate
      : null
}

const saveFolderFault = async (
  { gallery, actor }: Walk,
  folder: KnownFolder,
  code: ErrorCode | null,
): Promise<void> => {
  folder.faultCode = code
  await transact(gallery, actor, async ({ db, at }) => {
    await db
      .updateTable('library_folders')
      .set({ fault_code: code, fault_message: code === null ? null : messageOf(code), last_seen_at: at })
      .where('id', '=', folder.id)
      .execute()
  })
}
