import { capabilityBit } from '../access/capabilities.ts'
import { holds } from '../access/rights.ts'
import { refusal, requireInAlbum } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { trashPhotos } from '../photos/photo.trash.ts'
import { transact } from '../transaction.ts'
import { albumDeletion } from './album.schema.ts'
import { deleteAlbums, lockAlbum, renumber, selectPhotosIn, selectPhotosOnlyIn, selectSiblings } from './album.store.ts'
import type { PhotosOfDeletedAlbum } from './album.types.ts'

/** Deletes an album with all below it; what becomes of the photos is the caller's choice. Originals stay, in the trash. */
export const deleteAlbum = async (
  context: CallContext,
  id: number,
  options: { photos?: PhotosOfDeletedAlbum },
): Promise<void> => {
  const { gallery, actor, rights } = context
  const { photos } = validate(albumDeletion, options)
  requireInAlbum(context, id, 'manage')
  const { tree } = rights
  const place = tree.placeOf(id) as number
  const ids = Array.from(tree.ids.subarray(place, tree.ends[place]))
  if (ids.some((below) => !holds(rights, below, capabilityBit.manage))) throw refusal(actor)

  await transact(gallery, actor, async (unit) => {
    const row = await lockAlbum(unit.db, gallery.dialect, id)
    if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
    const folders = await unit.db
      .selectFrom('library_folders')
      .select('id')
      .where('album_id', 'in', gallery.dialect.idList(ids))
      .limit(1)
      .execute()
    if (folders.length > 0) throw new VitrineError('ALBUM_READ_ONLY')
    // The tree in memory may be behind: an album added below meanwhile would be left without a parent.
    const below = await unit.db
      .selectFrom('albums')
      .select('id')
      .where('parent_id', 'in', gallery.dialect.idList(ids))
      .execute()
    if (below.some((child) => !ids.includes(child.id)))
      throw new VitrineError('CONFLICT', { details: { what: 'The album' } })

    await gallery.hooks.emit('album.deleting', { albumIds: ids }, { actor })
    if (photos !== 'keep') {
      const doomed = await (photos === 'delete-all' ? selectPhotosIn : selectPhotosOnlyIn)(
        unit.db,
        gallery.dialect,
        ids,
      )
      await trashPhotos(gallery, unit, doomed)
    }
    for (const albumId of ids)
      unit.record({
        subject: 'album',
        id: albumId,
        action: 'deleted',
        ...(albumId === id ? { before: { name: row.name, parentId: row.parent_id } } : {}),
      })
    await deleteAlbums(unit.db, ids.toReversed())
    await renumber(unit.db, await selectSiblings(unit.db, row.parent_id))
    unit.rightsChanged()
    unit.after.defer('album.deleted', { albumIds: ids }, { actor })
  })
}
