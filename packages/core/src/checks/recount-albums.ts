import { systemActor } from '../access/actor.ts'
import { CountDeltas } from '../albums/album-counts.store.ts'
import type { GalleryContext } from '../context.ts'
import { transact, type Unit } from '../transaction.ts'
import { findMiscounted } from './check-albums.ts'

/** Gives albums whose counters are wrong those that are right: each in a transaction of its own. @returns How many were. */
export const recountAlbums = async (gallery: GalleryContext): Promise<number> => {
  const albumIds = await findMiscounted(gallery.connections.read)
  for (const albumId of albumIds)
    await transact(gallery, systemActor('counters were wrong'), (unit) => recountAlbum(gallery, unit, albumId))
  return albumIds.length
}

const recountAlbum = async ({ dialect }: GalleryContext, unit: Unit, albumId: number): Promise<void> => {
  // Locked before the first look at the photos: whoever changes them waits with the counters until the end of this.
  let stored = unit.db.selectFrom('album_counts').select(['level', 'photos']).where('album_id', '=', albumId)
  if (dialect.forUpdate) stored = stored.modifyEnd(dialect.forUpdate)
  const deltas = new CountDeltas()
  for (const { level, photos } of await stored.execute()) deltas.add(albumId, level, -photos)
  const counted = await unit.db
    .selectFrom('album_photos')
    .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
    .select('photos.level')
    .select(({ fn }) => fn.countAll<number>().as('photos'))
    .where('album_photos.album_id', '=', albumId)
    .where('photos.deleted_at', 'is', null)
    .groupBy('photos.level')
    .execute()
  for (const { level, photos } of counted) deltas.add(albumId, level, Number(photos))
  await deltas.apply(unit.db, unit.dialect)
  unit.rightsChanged()
}
