import { sidecarCandidates } from '../media/sidecar-names.ts'
import type { KnownFile } from './library.store.ts'
import type { FaultyEntry, FileEntry, FolderListing } from './read-folder.ts'
import { fromStoredName } from './stored-name.ts'

/** A file to be read, with what the index knows of it. */
export interface FileToRead {
  readonly entry: FileEntry
  readonly known: KnownFile | undefined
  readonly sidecars: readonly FileEntry[]
}

/** What is different in one folder between the index and the disk. */
export interface FolderDiff {
  /** New files, files that changed, and files whose sidecar did. */
  readonly toRead: readonly FileToRead[]
  /** Sidecars that are new or changed; late where a known photo has to be read again because of it. */
  readonly sidecars: readonly { entry: FileEntry; known: KnownFile | undefined; isLate: boolean }[]
  /** Faults that are new; late where the fault stands in the place of a photo, which is gone. */
  readonly faults: readonly { entry: FaultyEntry; known: KnownFile | undefined; isLate: boolean }[]
  readonly gone: readonly KnownFile[]
  readonly unchanged: number
}

export const diffFolder = (known: readonly KnownFile[], listing: FolderListing): FolderDiff => {
  const rows = new Map(known.map((row) => [fromStoredName(row.name), row]))
  const nameOfInode = new Map(known.map((row) => [row.inode, row.name]))
  /**
   * Size and time say that a file is what it was. Not where its number belonged to another file of the folder: frames of a burst have
   * the same time to the second and, uncompressed, the same size, and their names may have been shifted. A new number alone says
   * nothing: some file systems give out others at every mount.
   */
  const isSame = (entry: FileEntry): boolean => {
    const row = rows.get(entry.name)
    if (row === undefined || Number(row.bytes) !== entry.bytes || row.modified_ns !== entry.modifiedNs) return false
    const owner = row.inode === entry.inode ? row.name : nameOfInode.get(entry.inode)
    return owner === undefined || owner === row.name
  }
  const onDisk = new Set([...listing.files.map((file) => file.name), ...listing.waiting])
  const faultOf = new Map(listing.faults.map((fault) => [fault.name, fault.code]))

  const sidecars = new Map<string, FileEntry>()
  const touchedSidecars = new Set<string>()
  for (const file of listing.files) {
    if (file.kind !== 'sidecar') continue
    sidecars.set(file.name, file)
    if (!isSame(file)) touchedSidecars.add(file.name)
  }
  for (const row of known) {
    const name = fromStoredName(row.name)
    if (row.kind === 'sidecar' && !onDisk.has(name) && faultOf.get(name) !== 'ENTRY_UNREADABLE')
      touchedSidecars.add(name)
  }

  const toRead: FileToRead[] = []
  const askedFor = new Set<string>()
  let unchanged = 0
  for (const entry of listing.files) {
    if (entry.kind === 'sidecar') continue
    const row = rows.get(entry.name)
    const candidates = sidecars.size + touchedSidecars.size > 0 ? sidecarCandidates(entry.name) : []
    const isPhoto = row !== undefined && row.photo_id !== null
    const isTouched = isPhoto && candidates.some((name) => touchedSidecars.has(name))
    if (isSame(entry) && !isTouched) {
      if (row?.kind === 'photo') unchanged += 1
      continue
    }
    if (isPhoto) for (const name of candidates) askedFor.add(name)
    toRead.push({ entry, known: row, sidecars: candidates.flatMap((name) => sidecars.get(name) ?? []) })
  }

  // What cannot be read just now is not gone; a link in the place of a photo, or a format of one, is.
  const isReplaced = (row: KnownFile, code: string): boolean =>
    (row.photo_id !== null || row.format_id !== null) && code !== 'ENTRY_UNREADABLE'
  const isGone = (row: KnownFile): boolean => {
    const name = fromStoredName(row.name)
    if (onDisk.has(name)) return false
    const code = faultOf.get(name)
    return code === undefined || isReplaced(row, code)
  }
  return {
    toRead,
    sidecars: [...touchedSidecars].flatMap((name) => {
      const entry = sidecars.get(name)
      return entry ? [{ entry, known: rows.get(name), isLate: askedFor.has(name) }] : []
    }),
    faults: listing.faults.flatMap((entry) => {
      const row = rows.get(entry.name)
      if (row?.kind === 'fault' && row.fault_code === entry.code) return []
      return [{ entry, known: row, isLate: row !== undefined && isReplaced(row, entry.code) }]
    }),
    gone: known.filter(isGone),
    unchanged,
  }
}
