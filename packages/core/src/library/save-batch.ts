import { CountDeltas } from '../albums/album-counts.store.ts'
import type { GalleryContext } from '../context.ts'
import { columnsOfMedia, toPhotoDraft } from '../ingest/photo-draft.ts'
import type { ReadMedia } from '../ingest/read-media.ts'
import { linkTags, recordPhotos } from '../ingest/record-photos.ts'
import { restorePhotos } from '../photos/photo.trash.ts'
import { reindexPhotos } from '../search/search-index.store.ts'
import { toDisplayName } from '../text/file-name.ts'
import type { Unit } from '../transaction.ts'
import type { MovedPhoto } from './find-moved.ts'
import { ensureAlbum, type TouchedParents } from './folder-albums.ts'
import type { FolderTree } from './folder-tree.ts'
import { saveFiles } from './library.store.ts'
import type { Reading } from './read-candidate.ts'
import { toStoredName } from './stored-name.ts'
import type { Candidate, Counts } from './sync-state.ts'

export interface ReadFile {
  readonly candidate: Candidate
  readonly reading: Exclude<Reading, { kind: 'gone' }>
  readonly moved: MovedPhoto | undefined
}

interface BatchContext {
  readonly gallery: GalleryContext
  readonly unit: Unit
  readonly tree: FolderTree
  readonly touched: TouchedParents
}

/** Writes what was read of a batch of files, in the caller's transaction. @returns What there was of each kind. */
export const saveBatch = async (
  context: BatchContext,
  batch: readonly ReadFile[],
): Promise<Pick<Counts, 'added' | 'changed' | 'moved' | 'restored'>> => {
  const counts = { added: 0, changed: 0, moved: 0, restored: 0 }
  const fresh: { candidate: Candidate; media: ReadMedia }[] = []
  for (const { candidate, reading, moved } of batch) {
    if (reading.kind === 'fault') await saveFault(context, candidate, reading)
    else if (moved) counts[await movePhoto(context, candidate, moved)] += 1
    else if (candidate.photoId !== null) {
      await changePhoto(context, candidate, candidate.photoId, reading.media)
      counts.changed += 1
    } else fresh.push({ candidate, media: reading.media })
  }
  await addPhotos(context, fresh)
  counts.added = fresh.length
  return counts
}

const fileColumns = ({ folder, entry }: Candidate) => ({
  folder_id: folder.id,
  name: toStoredName(entry.name),
  bytes: entry.bytes,
  modified_ns: entry.modifiedNs,
  inode: entry.inode,
})

const noFault = { kind: 'photo', fault_code: null, fault_message: null } as const

const saveFault = async (
  { unit }: BatchContext,
  candidate: Candidate,
  fault: { code: string; message: string },
): Promise<void> => {
  // Not remembered as seen: it is tried again at the next run.
  const isPassing = fault.code === 'ENTRY_CHANGED' || fault.code === 'ENTRY_UNREADABLE'
  const row = {
    ...fileColumns(candidate),
    ...(isPassing ? { modified_ns: '' } : {}),
    kind: 'fault' as const,
    fault_code: fault.code,
    fault_message: fault.message.slice(0, 500),
    photo_id: candidate.photoId,
  }
  await saveFiles(unit.db, [row], unit.at)
}

const addPhotos = async (
  { gallery, unit, tree, touched }: BatchContext,
  fresh: readonly { candidate: Candidate; media: ReadMedia }[],
): Promise<void> => {
  if (fresh.length === 0) return
  const drafts = []
  for (const { candidate, media } of fresh) {
    const albumId = await ensureAlbum(unit, tree, candidate.folder, touched)
    drafts.push(
      toPhotoDraft(media, {
        fileName: toDisplayName(candidate.entry.name),
        albumIds: [albumId],
        storageKey: null,
        addedBy: null,
      }),
    )
  }
  const ids = await recordPhotos(gallery, unit, drafts, 'sync')
  await saveFiles(
    unit.db,
    fresh.map(({ candidate }, index) => ({ ...fileColumns(candidate), ...noFault, photo_id: ids[index] as number })),
    unit.at,
  )
}

/** The file of a photo has other bytes, or its sidecar other words. What people wrote in the gallery wins over what the file says. */
const changePhoto = async (
  { gallery, unit }: BatchContext,
  candidate: Candidate,
  photoId: number,
  media: ReadMedia,
): Promise<void> => {
  const before = await unit.db.selectFrom('photos').selectAll().where('id', '=', photoId).executeTakeFirstOrThrow()
  const edited = await unit.db
    .selectFrom('changes')
    .select('id')
    .where('subject', '=', 'photo')
    .where('subject_id', '=', photoId)
    .where('action', '=', 'updated')
    .where('actor_kind', '=', 'user')
    .limit(1)
    .executeTakeFirst()
  const columns = columnsOfMedia(media)
  const written = edited
    ? {
        title: before.title,
        description: before.description,
        author: before.author,
        copyright: before.copyright,
        rating: before.rating,
        taken_at: before.taken_at,
        taken_at_local: before.taken_at_local,
        taken_offset: before.taken_offset,
        latitude: before.latitude,
        longitude: before.longitude,
        altitude: before.altitude,
      }
    : {}
  const next = { ...columns, ...written }
  const sortAt = next.taken_at ?? before.added_at
  await unit.db
    .updateTable('photos')
    .set({
      ...next,
      sort_at: sortAt,
      file_name: toDisplayName(candidate.entry.name),
      updated_at: unit.at,
      ...(next.sha256 === before.sha256 ? {} : { placeholder: null }),
    })
    .where('id', '=', photoId)
    .execute()
  await unit.db.updateTable('album_photos').set({ sort_at: sortAt }).where('photo_id', '=', photoId).execute()
  await linkTags(unit, [{ photoId, tags: media.metadata.keywords }])
  await reindexPhotos(unit.db, gallery.dialect, [photoId])
  await saveFiles(unit.db, [{ ...fileColumns(candidate), ...noFault, photo_id: photoId }], unit.at)
  unit.record({
    subject: 'photo',
    id: photoId,
    action: 'file-changed',
    before: { sha256: before.sha256 },
    after: { sha256: media.sha256 },
  })
  unit.after.defer(
    'photo.updated',
    { changes: [{ id: photoId, before: { sha256: before.sha256 }, after: { sha256: media.sha256 } }] },
    { actor: unit.actor },
  )
  if (before.deleted_at !== null) await restorePhotos(gallery, unit, [photoId])
}

/** The same bytes at another place: the photo goes along. */
const movePhoto = async (
  { gallery, unit, tree, touched }: BatchContext,
  candidate: Candidate,
  { photoId, fileId }: MovedPhoto,
): Promise<'moved' | 'restored'> => {
  const { db } = unit
  const photo = await db
    .selectFrom('photos')
    .select(['level', 'sort_at', 'deleted_at', 'file_name'])
    .where('id', '=', photoId)
    .executeTakeFirstOrThrow()
  const albumId = await ensureAlbum(unit, tree, candidate.folder, touched)
  const oldFile =
    fileId === null
      ? undefined
      : await db.selectFrom('library_files').select('folder_id').where('id', '=', fileId).executeTakeFirst()
  const oldAlbumId = oldFile ? (tree.get(oldFile.folder_id)?.albumId ?? null) : null

  // Whatever the index held at the new place (a fault, say) makes room.
  const { name, folder_id } = fileColumns(candidate)
  await db
    .deleteFrom('library_files')
    .where('folder_id', '=', folder_id)
    .where('name', '=', name)
    .where('id', '!=', fileId ?? 0)
    .execute()
  if (fileId === null) await saveFiles(db, [{ ...fileColumns(candidate), ...noFault, photo_id: photoId }], unit.at)
  else
    await db
      .updateTable('library_files')
      .set({ ...fileColumns(candidate), ...noFault, last_seen_at: unit.at })
      .where('id', '=', fileId)
      .execute()

  const deltas = new CountDeltas()
  const isAlive = photo.deleted_at === null
  if (oldAlbumId !== null && oldAlbumId !== albumId) {
    const { numDeletedRows } = await db
      .deleteFrom('album_photos')
      .where('photo_id', '=', photoId)
      .where('album_id', '=', oldAlbumId)
      .executeTakeFirst()
    if (isAlive && numDeletedRows > 0n) deltas.add(oldAlbumId, photo.level, -1)
  }
  const link = await db
    .selectFrom('album_photos')
    .select('album_id')
    .where('photo_id', '=', photoId)
    .where('album_id', '=', albumId)
    .executeTakeFirst()
  if (!link) {
    await db
      .insertInto('album_photos')
      .values({ album_id: albumId, photo_id: photoId, sort_at: photo.sort_at })
      .execute()
    if (isAlive) deltas.add(albumId, photo.level, 1)
  }
  await deltas.apply(db)

  const fileName = toDisplayName(candidate.entry.name)
  if (fileName !== photo.file_name) {
    await db.updateTable('photos').set({ file_name: fileName, updated_at: unit.at }).where('id', '=', photoId).execute()
    await reindexPhotos(db, gallery.dialect, [photoId])
  }
  unit.record({
    subject: 'photo',
    id: photoId,
    action: 'moved',
    before: { albumId: oldAlbumId, fileName: photo.file_name },
    after: { albumId, fileName },
  })
  if (isAlive) {
    unit.after.defer(
      'photo.albums.changed',
      { photoIds: [photoId], added: [albumId], removed: oldAlbumId === null ? [] : [oldAlbumId] },
      { actor: unit.actor },
    )
    return 'moved'
  }
  await restorePhotos(gallery, unit, [photoId])
  return 'restored'
}
