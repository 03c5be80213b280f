import { CountDeltas } from '../albums/album-counts.store.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { Unit } from '../transaction.ts'

/** Puts a photo that is there already into the album of the file that came; the caller has locked the album. */
export const linkDuplicate = async (unit: Unit, photoId: number, albumId: number): Promise<void> => {
  // Kept as it is until the commit: the link holds a copy of its date, the counter goes by its level.
  let select = unit.db.selectFrom('photos').select(['sort_at', 'level', 'deleted_at']).where('id', '=', photoId)
  if (unit.dialect.forShare) select = select.modifyEnd(unit.dialect.forShare)
  const photo = await select.executeTakeFirst()
  if (!photo || photo.deleted_at !== null) throw new VitrineError('CONFLICT', { details: { what: 'The photo' } })
  const result = await unit.db
    .insertInto('album_photos')
    .ignore()
    .values({ album_id: albumId, photo_id: photoId, sort_at: photo.sort_at })
    .executeTakeFirst()
  if ((result.numInsertedOrUpdatedRows ?? 0n) === 0n) return
  const deltas = new CountDeltas()
  deltas.add(albumId, photo.level, 1)
  await deltas.apply(unit.db, unit.dialect)
  unit.record({ subject: 'photo', id: photoId, action: 'linked', after: { albumId } })
  const change = { photoIds: [photoId], added: [albumId], removed: [] }
  unit.after.defer('photo.albums.changed', change, { actor: unit.actor })
}
