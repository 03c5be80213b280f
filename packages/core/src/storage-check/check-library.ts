import { stat } from 'node:fs/promises'
import { hashFile } from '../ingest/file-hashes.ts'
import { resolveInside } from '../library/inside-root.ts'
import { selectFolderPaths, selectRoots } from '../library/library.store.ts'
import { fromStoredName, toReadablePath } from '../library/stored-name.ts'
import type { Inspection } from './inspection.ts'
import { selectLibraryFiles } from './storage-check.store.ts'
import type { StorageFindingKind } from './storage-check.types.ts'

/** Numbers of files of one step. */
export const filesPerStep = 1_000

/** Roots that cannot be reached, each of them one finding instead of one for each of its files. */
export const checkRoots = async ({ gallery, findings }: Inspection): Promise<void> => {
  for (const root of await selectRoots(gallery.connections.read))
    if (!(await isFolder(root.path)))
      findings.add({
        kind: 'root-offline',
        what: root.path,
        photoIds: [],
        isRepaired: false,
        detail: 'The folder cannot be reached. Is its disk there? Its files were not looked at.',
      })
}

/** Compares the files of library roots with the index, along the numbers of the files. Nothing is written there. */
export const checkLibrary = async (inspection: Inspection, step: number): Promise<void> => {
  const { gallery, findings, options, signal } = inspection
  const db = gallery.connections.read
  const files = await selectLibraryFiles(db, gallery.dialect, {
    afterId: step * filesPerStep,
    upToId: (step + 1) * filesPerStep,
  })
  if (files.length === 0) return
  const roots = new Map<number, string>()
  for (const root of await selectRoots(db)) if (await isFolder(root.path)) roots.set(root.id, root.path)
  const folders = await selectFolderPaths(
    db,
    files.map((file) => file.folder_id),
  )
  for (const file of files) {
    signal.throwIfAborted()
    const rootPath = roots.get(file.root_id)
    if (rootPath === undefined) continue
    const parts = [...(folders.get(file.folder_id) ?? []), file.name].map(fromStoredName)
    findings.count('libraryFiles')
    const fault = await faultOf(await resolveInside(rootPath, parts), file, {
      isHashed: options.depth === 'deep',
      signal,
    })
    if (fault !== null)
      findings.add({
        ...fault,
        what: toReadablePath([rootPath, ...parts]),
        photoIds: [file.photo_id],
        isRepaired: false,
      })
  }
}

type File = Awaited<ReturnType<typeof selectLibraryFiles>>[number]

const faultOf = async (
  path: string | null,
  file: File,
  { isHashed, signal }: { isHashed: boolean; signal: AbortSignal },
): Promise<{ kind: StorageFindingKind; detail: string } | null> => {
  const about = path === null ? null : await stat(path, { bigint: true }).catch(() => null)
  if (path === null || !about?.isFile())
    return { kind: 'library-missing', detail: 'The file is gone. “vitrine sync” takes that over; or put it back.' }
  if (about.size !== BigInt(file.bytes) || String(about.mtimeNs) !== String(file.modified_ns))
    return { kind: 'library-changed', detail: 'The file was changed since it was read. “vitrine sync” reads it anew.' }
  if (!isHashed) return null
  const hashes = await hashFile(path, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    return error instanceof Error ? null : Promise.reject(error)
  })
  if (hashes === null) return { kind: 'library-damaged', detail: 'The file is there and cannot be read.' }
  if (hashes.sha256 === file.sha256) return null
  return {
    kind: 'library-damaged',
    detail: 'The content is another than when it was read, at the same size and time: put it back from a backup.',
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  )
