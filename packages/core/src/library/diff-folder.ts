import { sidecarCandidates } from '../media/sidecar-names.ts'
import type { LibraryFileRow } from './library.table.ts'
import type { FileEntry, FolderListing } from './read-folder.ts'
import { fromStoredName } from './stored-name.ts'

/** What is different in one folder between the index and the disk. */
export interface FolderDiff {
  /** New files, files that changed, and files whose sidecar did. */
  readonly toRead: readonly { entry: FileEntry; photoId: number | null; sidecars: string[] }[]
  /** Sidecars that are new or changed. */
  readonly sidecars: readonly FileEntry[]
  readonly gone: readonly LibraryFileRow[]
  readonly unchanged: number
  /** Faults that the index knows, still there. */
  readonly knownFaults: ReadonlySet<string>
}

export const diffFolder = (known: readonly LibraryFileRow[], listing: FolderListing): FolderDiff => {
  const rows = new Map(known.map((row) => [fromStoredName(row.name), row]))
  const isSame = (entry: FileEntry): boolean => {
    const row = rows.get(entry.name)
    return row !== undefined && Number(row.bytes) === entry.bytes && row.modified_ns === entry.modifiedNs
  }

  const onDisk = new Set(listing.files.map((file) => file.name))
  const sidecars = listing.files.filter((file) => file.kind === 'sidecar')
  const changedSidecars = new Set(sidecars.filter((file) => !isSame(file)).map((file) => file.name))
  const goneSidecars = new Set(
    known
      .filter((row) => row.kind === 'sidecar' && !onDisk.has(fromStoredName(row.name)))
      .map((row) => fromStoredName(row.name)),
  )
  const sidecarNames = new Set(sidecars.map((file) => file.name))

  const toRead: { entry: FileEntry; photoId: number | null; sidecars: string[] }[] = []
  let unchanged = 0
  for (const entry of listing.files) {
    if (entry.kind === 'sidecar') continue
    const candidates = sidecarCandidates(entry.name)
    const touched = candidates.some((name) => changedSidecars.has(name) || goneSidecars.has(name))
    const row = rows.get(entry.name)
    if (isSame(entry) && !(touched && row?.photo_id !== null)) {
      if (row?.kind === 'photo') unchanged += 1
      continue
    }
    toRead.push({
      entry,
      photoId: row?.photo_id ?? null,
      sidecars: candidates.filter((name) => sidecarNames.has(name)),
    })
  }

  // What cannot be read just now is not gone; a link in a photo's place is.
  const unreadable = new Set(
    listing.faults.filter((fault) => fault.code === 'ENTRY_UNREADABLE').map((fault) => fault.name),
  )
  const faulty = new Set(listing.faults.map((fault) => fault.name))
  const isGone = (row: LibraryFileRow): boolean => {
    const name = fromStoredName(row.name)
    if (onDisk.has(name) || unreadable.has(name)) return false
    return row.kind !== 'fault' || !faulty.has(name)
  }
  return {
    toRead,
    sidecars: sidecars.filter((file) => changedSidecars.has(file.name)),
    gone: known.filter(isGone),
    unchanged,
    knownFaults: new Set(
      known.filter((row) => row.kind === 'fault').map((row) => `${fromStoredName(row.name)}\0${row.fault_code}`),
    ),
  }
}
