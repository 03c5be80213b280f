import { capabilityBit } from '../access/capabilities.ts'
import { holds, type Rights } from '../access/rights.ts'
import { refusal, requireInAlbum } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { trashPhotos } from '../photos/photo.trash.ts'
import type { Unit } from '../transaction.ts'
import { keepOrder } from './album.place.ts'
import { albumDeletion } from './album.schema.ts'
import { selectAlbum, selectPhotosIn, selectPhotosOnlyIn } from './album.store.ts'
import { changeTree } from './album.tree.ts'
import type { PhotosOfDeletedAlbum } from './album.types.ts'
import { deleteAlbums, lockAlbums } from './album-places.store.ts'

/** Deletes an album with all below it; what becomes of the photos is the caller's choice. Originals stay, in the trash. */
export const deleteAlbum = async (
  context: CallContext,
  id: number,
  options: { photos?: PhotosOfDeletedAlbum },
): Promise<void> => {
  const { gallery, actor } = context
  const { photos } = validate(albumDeletion, options)
  requireDeletion(context, id)

  await changeTree(context, async (unit, now) => {
    const ids = requireDeletion(now, id)
    const row = await selectAlbum(unit.db, id)
    if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
    await lockAlbums(unit.db, unit.dialect, ids)
    await requireNoFolder(unit, ids)

    await gallery.hooks.emit('album.deleting', { albumIds: ids }, { actor })
    if (photos !== 'keep') {
      const select = photos === 'delete-all' ? selectPhotosIn : selectPhotosOnlyIn
      await trashPhotos(gallery, unit, await select(unit.db, unit.dialect, ids))
    }
    for (const albumId of ids)
      unit.record({
        subject: 'album',
        id: albumId,
        action: 'deleted',
        ...(albumId === id ? { before: { name: row.name, parentId: row.parent_id } } : {}),
      })
    await deleteAlbums(unit.db, ids)
    await keepOrder(unit, row.parent_id)
    unit.rightsChanged()
    unit.after.defer('album.deleted', { albumIds: ids }, { actor })
  })
}

/** @returns The album and all below it, parents before children. */
const requireDeletion = (context: CallContext, id: number): number[] => {
  requireInAlbum(context, id, 'manage')
  const ids = withAllBelow(context.rights, id)
  if (ids.some((below) => !holds(context.rights, below, capabilityBit.manage))) throw refusal(context.actor)
  return ids
}

const withAllBelow = ({ tree }: Rights, id: number): number[] => {
  const place = tree.placeOf(id) as number
  return Array.from(tree.ids.subarray(place, tree.ends[place]))
}

const requireNoFolder = async ({ db, dialect }: Unit, ids: readonly number[]): Promise<void> => {
  const folder = await db
    .selectFrom('library_folders')
    .select('id')
    .where('album_id', 'in', dialect.idList(ids))
    .limit(1)
    .executeTakeFirst()
  if (folder) throw new VitrineError('ALBUM_READ_ONLY')
}
