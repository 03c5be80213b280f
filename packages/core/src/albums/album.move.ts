import type { AlbumTree } from '../access/tree.ts'
import { requireInAlbum } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { transact } from '../transaction.ts'
import { lockPlace, requireParent } from './album.place.ts'
import { lockAlbum, renumber, selectSiblings, updateAlbum } from './album.store.ts'

/** Puts an album, with all below it, at another place: one row, however many albums go along. */
export const moveAlbum = async (
  context: CallContext,
  id: number,
  to: { parentId: number | null; position?: number | undefined },
): Promise<void> => {
  const { gallery, actor, rights } = context
  requireInAlbum(context, id, 'organise')
  requireParent(context, to.parentId)
  await transact(gallery, actor, async (unit) => {
    const row = await lockAlbum(unit.db, gallery.dialect, id)
    if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
    if (row.is_folder && row.parent_id !== to.parentId) throw new VitrineError('ALBUM_READ_ONLY')
    await lockPlace(gallery, unit, { id, parentId: to.parentId, height: heightOf(rights.tree, id) })
    const siblings = (await selectSiblings(unit.db, to.parentId)).filter((sibling) => sibling.id !== id)
    const position = Math.min(to.position ?? siblings.length, siblings.length)
    await updateAlbum(unit.db, id, { parent_id: to.parentId, position, updated_at: unit.at })
    await renumber(unit.db, siblings.toSpliced(position, 0, { id, position }))
    if (row.parent_id !== to.parentId) await renumber(unit.db, await selectSiblings(unit.db, row.parent_id))
    unit.record({
      subject: 'album',
      id,
      action: 'moved',
      before: { parentId: row.parent_id, position: row.position },
      after: { parentId: to.parentId, position },
    })
    unit.rightsChanged()
    unit.after.defer('album.moved', { albumIds: [id] }, { actor })
  })
}

/** How many levels an album and what is below it take up. */
const heightOf = (tree: AlbumTree, id: number): number => {
  const place = tree.placeOf(id)
  if (place === undefined) return 1
  let deepest = tree.depths[place] as number
  for (let below = place + 1; below < (tree.ends[place] as number); below++)
    deepest = Math.max(deepest, tree.depths[below] as number)
  return deepest - (tree.depths[place] as number) + 1
}
