import type { Reader } from '../db/database.ts'
import type { Unit } from '../transaction.ts'
import type { PhotoRow } from './photo.table.ts'

/** Whether pictures can be made of some photos. Those of which it is known already are left as they are. */
export const setRenderable = async (unit: Unit, photoIds: readonly number[], isRenderable: boolean): Promise<void> => {
  if (photoIds.length === 0) return
  const [from, to] = isRenderable ? ([0, 1] as const) : ([1, 0] as const)
  let query = unit.db
    .selectFrom('photos')
    .select('id')
    .where('id', 'in', [...photoIds])
    .where('is_renderable', '=', from)
    .orderBy('id')
  // Nobody changes them between our reading and our writing.
  if (unit.dialect.forUpdate) query = query.modifyEnd(unit.dialect.forUpdate)
  const ids = (await query.execute()).map((row) => row.id)
  if (ids.length === 0) return
  // Values and no list of ids: MariaDB would go through the whole table to write.
  await unit.db.updateTable('photos').set({ is_renderable: to }).where('id', 'in', ids).execute()
  // What is kept of photos in memory follows the change log.
  for (const id of ids) unit.record({ subject: 'photo', id, action: 'rendering', after: { isRenderable } })
}

export type UnrenderedRow = Pick<
  PhotoRow,
  'id' | 'sha256' | 'mime_type' | 'width_px' | 'height_px' | 'duration_seconds' | 'storage_key'
>

/** Photos of some types that no picture could be made of so far, among the ids after one and up to another. */
export const selectUnrendered = (
  db: Reader,
  mimeTypes: readonly string[],
  range: { readonly afterId: number; readonly upToId: number },
): Promise<UnrenderedRow[]> =>
  db
    .selectFrom('photos')
    .select(['id', 'sha256', 'mime_type', 'width_px', 'height_px', 'duration_seconds', 'storage_key'])
    .where('id', '>', range.afterId)
    .where('id', '<=', range.upToId)
    .where('is_renderable', '=', 0)
    .where('mime_type', 'in', mimeTypes)
    .orderBy('id')
    .execute()

/** The size of a document, which only its picture tells. */
export const setMeasured = async (
  unit: Unit,
  photoId: number,
  size: { readonly widthPx: number; readonly heightPx: number },
): Promise<void> => {
  await unit.db
    .updateTable('photos')
    .set({ width_px: size.widthPx, height_px: size.heightPx })
    .where('id', '=', photoId)
    .where('width_px', 'is', null)
    .execute()
  await setRenderable(unit, [photoId], true)
}
