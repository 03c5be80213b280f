import { addFiles } from './add-files.ts'
import { type BatchContext, fileColumns, unreadTime } from './batch.ts'
import { changePhoto } from './change-photo.ts'
import type { MovedPhoto } from './find-moved.ts'
import { changeFormat } from './formats-of-folder.ts'
import { type NewFile, saveFiles } from './library.store.ts'
import { movePhoto } from './move-photo.ts'
import type { FreshFile } from './plan-pairs.ts'
import type { Reading } from './read-candidate.ts'
import { toStoredName } from './stored-name.ts'
import { type Candidate, type Counts, lateKey } from './sync-state.ts'

export interface ReadFile {
  readonly candidate: Candidate
  readonly reading: Exclude<Reading, { kind: 'gone' }>
  readonly moved: MovedPhoto | undefined
}

type BatchCounts = Pick<Counts, 'added' | 'changed' | 'moved' | 'restored' | 'unchanged'>

/** Writes what was read of a batch of files, in the caller's transaction. @returns What there was of each kind. */
export const saveBatch = async (context: BatchContext, batch: readonly ReadFile[]): Promise<BatchCounts> => {
  const counts: BatchCounts = { added: 0, changed: 0, moved: 0, restored: 0, unchanged: 0 }
  const known: FreshFile[] = []
  const formats: FreshFile[] = []
  const fresh: FreshFile[] = []
  const faults: NewFile[] = []
  // First what was moved: it may take the place of what would be changed otherwise.
  for (const { candidate, reading, moved } of batch) {
    if (reading.kind === 'fault') {
      faults.push(faultOf(candidate, reading))
      continue
    }
    const { media } = reading
    const outcome = moved ? await movePhoto(context, candidate, media, moved) : null
    if (outcome) counts[outcome] += 1
    else {
      const kind = candidate.photoId !== null ? known : candidate.formatId !== null ? formats : fresh
      kind.push({ candidate, media })
    }
  }
  const owners = await selectOwners(context, [...known, ...formats])
  const isAtItsPlace = ({ fileId, folder, entry }: Candidate): boolean => {
    const owner = owners.get(fileId as number)
    return owner?.folder_id === folder.id && owner.name === toStoredName(entry.name)
  }
  for (const photo of known) {
    const { candidate, media } = photo
    const owned = isAtItsPlace(candidate)
    const photoId = owned ? (owners.get(candidate.fileId as number)?.photo_id ?? null) : null
    if (photoId !== null) counts[await changePhoto(context, candidate, photoId, media)] += 1
    // Its photo went along with the file that lay here before.
    else fresh.push({ candidate: { ...candidate, fileId: owned ? candidate.fileId : null }, media })
  }
  for (const { candidate, media } of formats) {
    const owned = isAtItsPlace(candidate)
    const outcome = owned ? await changeFormat(context, candidate, media) : null
    if (outcome === 'changed') counts.changed += 1
    else if (outcome === null)
      fresh.push({ candidate: { ...candidate, fileId: owned ? candidate.fileId : null }, media })
  }
  const { added, changed } = await addFiles(context, fresh)
  counts.added = added
  counts.changed += changed
  await saveFiles(context.unit.db, faults, context.unit.at)
  await saveSidecarFaults(context, batch)
  return counts
}

/** The place and the photo that files have now: another file of this run may have taken them. */
const selectOwners = async ({ gallery, unit }: BatchContext, photos: readonly FreshFile[]) => {
  const ids = photos.flatMap(({ candidate }) => candidate.fileId ?? [])
  if (ids.length === 0) return new Map<number, never>()
  const rows = await unit.db
    .selectFrom('library_files')
    .select(['id', 'folder_id', 'name', 'photo_id'])
    .where('id', 'in', gallery.dialect.idList(ids))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

const faultOf = (candidate: Candidate, fault: { code: string; message: string }): NewFile => {
  // Not remembered as seen: it is tried again at the next run.
  const isPassing =
    ['ENTRY_CHANGED', 'ENTRY_UNREADABLE', 'MEDIA_TIMEOUT'].includes(fault.code) || fault.code.startsWith('STORAGE_')
  return {
    id: candidate.fileId,
    ...fileColumns(candidate),
    ...(isPassing ? { modified_ns: unreadTime } : {}),
    kind: 'fault',
    fault_code: fault.code,
    fault_message: fault.message.slice(0, 500),
    // A photo stays while its file is damaged or cannot be read: it may be mended.
    photo_id: candidate.photoId,
    format_id: candidate.formatId,
  }
}

/** A sidecar that cannot be read is told like any other file that cannot. */
const saveSidecarFaults = async ({ unit, late }: BatchContext, batch: readonly ReadFile[]): Promise<void> => {
  for (const { candidate, reading } of batch) {
    if (reading.kind !== 'photo' || reading.sidecarFault === null) continue
    const { entry, fault } = reading.sidecarFault
    const place = { folder_id: candidate.folder.id, name: toStoredName(entry.name) }
    const columns = { kind: 'fault', fault_code: fault.code, fault_message: fault.message.slice(0, 500) } as const
    const waiting = late.get(lateKey(place))
    if (waiting) late.set(lateKey(place), { ...waiting, ...columns })
    else
      await unit.db
        .updateTable('library_files')
        .set({ ...columns, last_seen_at: unit.at })
        .where('folder_id', '=', place.folder_id)
        .where('name', '=', place.name)
        .execute()
  }
}
