import { lstat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ErrorCode } from '../errors/codes.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { type FileEntry, type FolderListing, readFolder } from '../library/read-folder.ts'
import { identityOf } from '../media/pinned.ts'
import { isSidecarName, sidecarCandidates } from '../media/sidecar-names.ts'
import type { ImportSource } from './import-sources.ts'

/** An album that a folder becomes: known by its way from where the photos go. */
export interface ImportPlace {
  readonly parent: ImportPlace | null
  readonly name: string
  /** Found or made when the first photo goes there; shared by all that follow. */
  albumId: Promise<number | null> | null
}

/** Something that was met: a file to take in, or an entry that is left out. */
export type Met = { readonly path: string; readonly place: ImportPlace } & (
  | { readonly entry: FileEntry; readonly sidecar: FileEntry | null }
  | { readonly faultCode: ErrorCode }
)

/** Bounds the way down, as for library roots: albums are nested no deeper either. */
const maxLevels = 100

interface Folder {
  readonly path: string
  readonly inode: string
  readonly place: ImportPlace
  readonly level: number
}

/**
 * Goes through all that was named, folder by folder, and gives what lies there in the order of the names. No more is held than one
 * folder, and the folders beside those on the way down to it. Links are not followed; what programs leave behind is passed over.
 */
export async function* walkSources(
  sources: readonly ImportSource[],
  { target, foldersAsAlbums }: { target: ImportPlace; foldersAsAlbums: boolean },
): AsyncGenerator<Met> {
  const placeOf = (parent: ImportPlace, name: string): ImportPlace =>
    foldersAsAlbums ? { parent, name, albumId: null } : parent
  for (const source of sources) {
    if (source.kind === 'file') {
      yield await meetFile(source.path, target)
      continue
    }
    const stack: Folder[] = [{ path: source.path, inode: source.inode, place: placeOf(target, source.name), level: 1 }]
    for (let folder = stack.pop(); folder; folder = stack.pop()) {
      const { path, place, level } = folder
      const listing = await listFolder(folder)
      if ('faultCode' in listing) {
        yield { path, place, faultCode: listing.faultCode }
        continue
      }
      for (const { name, code } of listing.faults) yield { path: join(path, name), place, faultCode: code }
      yield* meetFiles(folder, listing)
      for (const { name, inode } of listing.folders.toReversed()) {
        const below = { path: join(path, name), inode, place: placeOf(place, name), level: level + 1 }
        if (below.level < maxLevels) stack.push(below)
        else yield { path: below.path, place, faultCode: 'ENTRY_TOO_DEEP' }
      }
    }
  }
}

/** How many files there are, told folder by folder: for a progress that knows its end. */
export async function* countSources(sources: readonly ImportSource[]): AsyncGenerator<number> {
  const target: ImportPlace = { parent: null, name: '', albumId: null }
  for await (const met of walkSources(sources, { target, foldersAsAlbums: false })) if ('entry' in met) yield 1
}

const listFolder = async ({ path, inode }: Folder): Promise<FolderListing | { faultCode: ErrorCode }> => {
  try {
    return await readFolder(path, inode)
  } catch (error) {
    return { faultCode: VitrineError.has(error, 'ENTRY_CHANGED') ? 'ENTRY_CHANGED' : 'ENTRY_UNREADABLE' }
  }
}

function* meetFiles({ path, place }: Folder, { files }: FolderListing): Generator<Met> {
  const sidecars = new Map(files.flatMap((file) => (file.kind === 'sidecar' ? [[file.name, file] as const] : [])))
  for (const entry of files) {
    if (entry.kind === 'sidecar') continue
    const beside = sidecars.size === 0 ? [] : sidecarCandidates(entry.name).flatMap((name) => sidecars.get(name) ?? [])
    yield { path: join(path, entry.name), place, entry, sidecar: beside[0] ?? null }
  }
}

/** A file that was named by itself; its sidecar is looked for beside it. */
const meetFile = async (path: string, place: ImportPlace): Promise<Met> => {
  const entry = await entryOf(path)
  if (!entry) return { path, place, faultCode: 'ENTRY_CHANGED' }
  if (isSidecarName(entry.name)) return { path, place, faultCode: 'MEDIA_UNSUPPORTED' }
  for (const name of sidecarCandidates(entry.name)) {
    const sidecar = await entryOf(join(dirname(path), name))
    if (sidecar) return { path, place, entry, sidecar }
  }
  return { path, place, entry, sidecar: null }
}

const entryOf = async (path: string): Promise<FileEntry | null> => {
  const stats = await lstat(path, { bigint: true }).catch(() => null)
  if (!stats?.isFile()) return null
  const size = { bytes: Number(stats.size), modifiedNs: String(stats.mtimeNs) }
  return { name: basename(path), kind: 'file', ...size, inode: identityOf(stats) }
}
