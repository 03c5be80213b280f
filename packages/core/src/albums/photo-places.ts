import type { Unit } from '../transaction.ts'
import { type PhotoPlace, selectLastPlace, selectPlaceBeside, selectPlaces, writePlaces } from './album-photos.store.ts'

/*
 * Places made by hand are negative numbers with gaps between them: one photo is put between two others by writing one row, in an
 * album of any size. Photos that came since stand at 0, which is behind all of them, in the order they came.
 */

/** Place of the first photo. Below it is room for more, above it for millions. */
const first = -2_000_000_000
const lowest = -2_147_000_000
const usualGap = 1_024

/** Gives a place of their own to photos that have none yet. The first time that is every photo of the album. */
export const placeNewcomers = async ({ db, dialect }: Unit, albumId: number): Promise<void> => {
  const newcomers = await selectPlaces(db, albumId, 'unplaced')
  if (newcomers.length === 0) return
  const last = (await selectLastPlace(db, albumId)) ?? first
  if (last + (newcomers.length + 1) * usualGap < 0)
    await writePlaces(
      db,
      dialect,
      albumId,
      newcomers.map(({ photo_id }, index) => [photo_id, last + (index + 1) * usualGap]),
    )
  else await spread({ db, dialect }, albumId, await selectPlaces(db, albumId, 'all'))
}

/** Puts photos, in this order, before the one that stands at a place (`null`: behind the last). All photos have places of their own. */
export const putBefore = async (
  unit: Pick<Unit, 'db' | 'dialect'>,
  albumId: number,
  photoIds: readonly number[],
  next: { readonly place: number } | null,
): Promise<void> => {
  const { db, dialect } = unit
  const count = photoIds.length
  const last = next === null ? ((await selectLastPlace(db, albumId)) ?? first) : null
  const before =
    next === null ? null : await selectPlaceBeside(db, dialect, { albumId, before: next.place, except: photoIds })
  const from = last ?? before ?? (next?.place ?? 0) - (count + 1) * usualGap
  const to = next?.place ?? from + (count + 1) * usualGap
  const gap = Math.floor((to - from) / (count + 1))
  if (gap >= 1 && from > lowest && to < 0) {
    await writePlaces(
      db,
      dialect,
      albumId,
      photoIds.map((photoId, index) => [photoId, from + (index + 1) * gap]),
    )
    return
  }
  const all = await selectPlaces(db, albumId, 'all')
  const moving = new Set(photoIds)
  const others = all.filter((photo) => !moving.has(photo.photo_id))
  const index = next === null ? others.length : others.findIndex((photo) => photo.position >= next.place)
  const moved = photoIds.map((photo_id) => ({ photo_id, position: 0 }))
  await spread(unit, albumId, others.toSpliced(index < 0 ? others.length : index, 0, ...moved))
}

/** No room is left between two photos: all are given places anew. */
const spread = async (
  { db, dialect }: Pick<Unit, 'db' | 'dialect'>,
  albumId: number,
  photos: readonly PhotoPlace[],
): Promise<void> => {
  const gap = Math.max(1, Math.min(usualGap, Math.floor(-first / 2 / (photos.length + 1))))
  await writePlaces(
    db,
    dialect,
    albumId,
    photos.map(({ photo_id }, index) => [photo_id, first + (index + 1) * gap]),
  )
}
