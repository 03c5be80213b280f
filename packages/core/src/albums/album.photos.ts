import { requireInAlbum } from '../call.ts'
import type { CallContext } from '../context.ts'
import { type Issue, inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { transact, type Unit } from '../transaction.ts'
import { lockAlbum, updateAlbum } from './album.store.ts'
import { selectPlaceBeside, selectPlacesOf } from './album-photos.store.ts'
import { placeNewcomers, putBefore } from './photo-places.ts'

/** Where photos are put: directly before another one, behind the last (`null`), or before all others. */
type Target = { before: number | null } | 'first'

/** Puts photos of an album at places of their own, in the order given. */
export const placePhotos = async (
  context: CallContext,
  id: number,
  photoIds: readonly number[],
  to: Target,
): Promise<void> => {
  const { gallery, actor, rights } = context
  requireInAlbum(context, id, 'organise')
  await transact(gallery, actor, async (unit) => {
    const row = await lockAlbum(unit.db, unit.dialect, id)
    if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
    if (row.query !== null) throw new VitrineError('ALBUM_IS_SMART')
    await placeNewcomers(unit, id)
    const before = to === 'first' ? null : to.before
    const wanted = before === null ? photoIds : [...photoIds, before]
    const found = await selectPlacesOf(unit.db, unit.dialect, rights, { albumId: id, photoIds: wanted })
    const places = new Map(found.map((photo) => [photo.photo_id, photo.position]))
    requirePhotos(photoIds, before, places)

    await putBefore(unit, id, photoIds, await placeOf(unit, id, photoIds, to, places))
    // Nobody puts photos in order for an album that shows them in another.
    const sort = row.photo_sort === 'position' ? {} : { photo_sort: 'position' }
    await updateAlbum(unit.db, id, { ...sort, updated_at: unit.at })
    unit.record({
      subject: 'album',
      id,
      action: 'photos-ordered',
      before: { photo_sort: row.photo_sort },
      after: { photo_sort: 'position', photos: photoIds.length },
    })
    unit.after.defer('album.updated', { albumIds: [id] }, { actor })
  })
}

const placeOf = async (
  { db, dialect }: Unit,
  albumId: number,
  except: readonly number[],
  to: Target,
  places: ReadonlyMap<number, number>,
): Promise<{ place: number } | null> => {
  const place =
    to === 'first'
      ? await selectPlaceBeside(db, dialect, { albumId, before: 'first', except })
      : (places.get(to.before ?? 0) ?? null)
  return place === null ? null : { place }
}

/** Faults that are told. */
const maxIssues = 20

const requirePhotos = (
  photoIds: readonly number[],
  before: number | null,
  places: ReadonlyMap<number, number>,
): void => {
  const message = 'There is no such photo in this album.'
  const issues: Issue[] = photoIds.flatMap((photoId, index) =>
    places.has(photoId) ? [] : [{ path: `photoIds.${index}`, message }],
  )
  if (before !== null && !places.has(before)) issues.push({ path: 'before', message })
  if (before !== null && photoIds.includes(before))
    issues.push({ path: 'before', message: 'Must not be one of the photos that are placed.' })
  if (issues.length > 0) throw inputInvalid(issues.slice(0, maxIssues))
}
