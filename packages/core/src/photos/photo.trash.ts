import { CountDeltas } from '../albums/album-counts.store.ts'
import type { GalleryContext } from '../context.ts'
import type { Unit } from '../transaction.ts'

/** Ids handled by one statement. */
const chunkSize = 1_000

/**
 * Puts photos into the trash: rows, links and originals stay, but nobody sees them. Those already there are left alone.
 *
 * @returns The others.
 */
export const trashPhotos = async (gallery: GalleryContext, unit: Unit, ids: readonly number[]): Promise<number[]> => {
  const changed: number[] = []
  for (let start = 0; start < ids.length; start += chunkSize) {
    const chunk = await selectByState(gallery, unit, ids.slice(start, start + chunkSize), 'alive')
    if (chunk.length === 0) continue
    await gallery.hooks.emit('photo.deleting', { photoIds: chunk }, { actor: unit.actor })
    await moveCounts(gallery, unit, chunk, -1)
    await unit.db
      .updateTable('photos')
      .set({ deleted_at: unit.at, updated_at: unit.at })
      .where('id', 'in', gallery.dialect.idValues(chunk))
      .execute()
    for (const id of chunk) unit.record({ subject: 'photo', id, action: 'deleted' })
    unit.after.defer('photo.deleted', { photoIds: chunk }, { actor: unit.actor })
    changed.push(...chunk)
  }
  return changed
}

/** Takes photos out of the trash, into the albums they were in. @returns Those that were there. */
export const restorePhotos = async (gallery: GalleryContext, unit: Unit, ids: readonly number[]): Promise<number[]> => {
  const changed: number[] = []
  for (let start = 0; start < ids.length; start += chunkSize) {
    const chunk = await selectByState(gallery, unit, ids.slice(start, start + chunkSize), 'trashed')
    if (chunk.length === 0) continue
    await unit.db
      .updateTable('photos')
      .set({ deleted_at: null, updated_at: unit.at })
      .where('id', 'in', gallery.dialect.idValues(chunk))
      .execute()
    await moveCounts(gallery, unit, chunk, 1)
    for (const id of chunk) unit.record({ subject: 'photo', id, action: 'restored' })
    unit.after.defer('photo.restored', { photoIds: chunk }, { actor: unit.actor })
    changed.push(...chunk)
  }
  return changed
}

const selectByState = async (
  { dialect }: GalleryContext,
  { db }: Unit,
  ids: readonly number[],
  state: 'alive' | 'trashed',
): Promise<number[]> => {
  let query = db
    .selectFrom('photos')
    .select('id')
    .where('id', 'in', dialect.idList(ids))
    .where('deleted_at', state === 'alive' ? 'is' : 'is not', null)
    .orderBy('id')
  if (dialect.forUpdate) query = query.modifyEnd(dialect.forUpdate)
  return (await query.execute()).map((row) => row.id)
}

/** Counters of the albums that these photos, none of them in the trash, are in. */
export const moveCounts = async (
  { dialect }: GalleryContext,
  { db }: Unit,
  ids: readonly number[],
  sign: 1 | -1,
): Promise<void> => {
  const rows = await db
    .selectFrom('album_photos')
    .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
    .select(['album_photos.album_id', 'photos.level'])
    .select((eb) => eb.fn.countAll<number>().as('photos'))
    .where('album_photos.photo_id', 'in', dialect.idList(ids))
    .groupBy(['album_photos.album_id', 'photos.level'])
    .execute()
  const deltas = new CountDeltas()
  for (const row of rows) deltas.add(row.album_id, row.level, sign * Number(row.photos))
  await deltas.apply(db, dialect)
}
