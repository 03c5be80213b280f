import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { CursorKeys } from '../paging/cursor.ts'
import { openList } from '../photos/photo.listing.ts'
import { checkScope } from '../photos/photo.scope.ts'
import { selectPhotosById } from '../photos/photo.store.ts'
import type { PhotoTotals } from '../photos/photo-totals.ts'
import { type CheckedSelection, maxPhotos } from './batch.schema.ts'

/** Photos of one read. */
const photosPerRead = 1_000

/**
 * Ids of the photos that are selected, all of which the actor sees, in their order.
 *
 * @throws {VitrineError} `PHOTO_NOT_FOUND`, `BATCH_TOO_LARGE`, and what lists throw
 */
export const readSelection = async (
  context: CallContext,
  totals: PhotoTotals,
  { ids, ...scope }: CheckedSelection,
): Promise<number[]> => (ids ? readNamed(context, ids) : readListed(context, totals, scope))

const readNamed = async ({ gallery, rights }: CallContext, ids: readonly number[]): Promise<number[]> => {
  const wanted = [...new Set(ids)].sort((a, b) => a - b)
  for (let start = 0; start < wanted.length; start += photosPerRead) {
    const part = wanted.slice(start, start + photosPerRead)
    const rows = await selectPhotosById(gallery.connections.read, gallery.dialect, rights, part)
    if (rows.length < part.length) throw new VitrineError('PHOTO_NOT_FOUND')
  }
  return wanted
}

const readListed = async (
  context: CallContext,
  totals: PhotoTotals,
  given: Omit<CheckedSelection, 'ids'>,
): Promise<number[]> => {
  const scope = await checkScope(context, given)
  const photos = await totals.of(context.rights, scope)
  if (photos > maxPhotos) throw new VitrineError('BATCH_TOO_LARGE', { details: { photos, maxPhotos } })
  const list = await openList(context, scope, { sort: 'id' })
  const ids: number[] = []
  for (let after: CursorKeys | undefined; ; ) {
    const { rows, next } = await list.page({ limit: photosPerRead, after })
    for (const row of rows) ids.push(row.id)
    if (ids.length > maxPhotos)
      throw new VitrineError('BATCH_TOO_LARGE', { details: { photos: ids.length, maxPhotos } })
    if (!next) return ids
    after = next
  }
}
