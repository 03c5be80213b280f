import { requireInAlbum } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { keepOrder, putInPlace, requireParent, requireRoom } from './album.place.ts'
import { lockAlbum, updateAlbum } from './album.store.ts'
import { changeTree } from './album.tree.ts'
import { endChildrenOrder } from './children-order.ts'

/**
 * Puts an album, with all below it, at another place: one row, however many albums go along. Another parent may open the album to
 * others, or close it: that is for those who manage it. Another place among its siblings is for those who organise them.
 */
export const moveAlbum = async (
  context: CallContext,
  id: number,
  to: { parentId: number | null; position?: number | undefined },
): Promise<void> => {
  requireMove(context, id, to.parentId)
  await changeTree(context, async (unit, now) => {
    requireMove(now, id, to.parentId)
    requireRoom(now.rights, id, to.parentId)
    const row = await lockAlbum(unit.db, unit.dialect, id)
    if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
    const isElsewhere = row.parent_id !== to.parentId
    if (row.is_folder && isElsewhere) throw new VitrineError('ALBUM_READ_ONLY')
    if (isElsewhere) {
      await updateAlbum(unit.db, id, { parent_id: to.parentId, updated_at: unit.at })
      await keepOrder(unit, row.parent_id)
    } else if (to.parentId !== null) await endChildrenOrder(unit, to.parentId)
    await putInPlace(unit, now.rights, { id, parentId: to.parentId }, to.position)
    if (isElsewhere) await keepOrder(unit, to.parentId)
    unit.record({
      subject: 'album',
      id,
      action: 'moved',
      before: { parentId: row.parent_id, position: row.position },
      after: { parentId: to.parentId },
    })
    unit.rightsChanged()
    unit.after.defer('album.moved', { albumIds: [id] }, { actor: unit.actor })
  })
}

const requireMove = (context: CallContext, id: number, parentId: number | null): void => {
  const { tree } = context.rights
  const place = tree.placeOf(id)
  const parent = place === undefined ? -1 : (tree.parents[place] as number)
  const isElsewhere = (parent < 0 ? null : tree.ids[parent]) !== parentId
  requireInAlbum(context, id, isElsewhere ? 'manage' : 'organise')
  requireParent(context, parentId)
}
