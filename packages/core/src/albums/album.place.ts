import { requireAdmin, requireInAlbum } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { Unit } from '../transaction.ts'
import { lockAlbum, lockState } from './album.store.ts'

/** Deeper trees are refused: nobody finds their way in them, and a path must fit an address. */
const maxDepth = 100

/** Who may put an album there: those who organise the parent; at the root, administrators. */
export const requireParent = (context: CallContext, parentId: number | null): void => {
  if (parentId === null) {
    requireAdmin(context)
    return
  }
  try {
    requireInAlbum(context, parentId, 'organise')
  } catch (error) {
    if (!VitrineError.has(error, 'ALBUM_NOT_FOUND') || context.actor.kind === 'guest') throw error
    throw new VitrineError('ALBUM_NOT_FOUND', { issues: [{ path: 'parentId', message: 'There is no such album.' }] })
  }
}

/**
 * Makes sure that an album may stand below a parent, and that nobody else puts one there meanwhile. Walks up from the parent inside
 * the transaction, locking as it goes: two moves that would make a ring meet here.
 */
export const lockPlace = async (
  gallery: GalleryContext,
  unit: Unit,
  { id, parentId, height }: { id: number | null; parentId: number | null; height: number },
): Promise<void> => {
  if (parentId === null) await lockState(unit.db, gallery.dialect)
  let depth = 0
  for (let ancestor = parentId; ancestor !== null; depth++) {
    if (ancestor === id)
      throw new VitrineError('ALBUM_CYCLE', {
        issues: [{ path: 'parentId', message: 'Is the album itself or one below it.' }],
      })
    if (depth + 1 + height > maxDepth) throw new VitrineError('ALBUM_TOO_DEEP', { details: { maxDepth } })
    const row = await lockAlbum(unit.db, gallery.dialect, ancestor)
    if (!row)
      throw new VitrineError('ALBUM_NOT_FOUND', { issues: [{ path: 'parentId', message: 'There is no such album.' }] })
    ancestor = row.parent_id
  }
}
