import { capabilityBit } from '../access/capabilities.ts'
import { holds } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import type { ValuesChange } from '../fields/field.values.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import type { IdsChange, PhotoChange, PhotoColumns } from '../photos/photo.changes.ts'
import { selectPlacesOfPhotos } from '../photos/photo.places.store.ts'
import { photoPatch } from '../photos/photo.schema.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { requireVisible, takenAtColumns } from '../photos/photo.update.ts'
import { selectTagsOf } from '../tags/photo-tags.store.ts'
import { changeTranslations } from '../translations/change-translations.ts'
import { mainLanguage } from '../translations/main-language.ts'
import type { PhotoText } from '../translations/translation.types.ts'
import type { CheckedChange } from './batch.schema.ts'

/** A change with names of tags looked up. */
export interface KnownChange {
  readonly change: CheckedChange
  readonly addTagIds: readonly number[]
  readonly removeTagIds: readonly number[]
  /** What becomes of the custom fields of photos. */
  valuesOf(photoIds: readonly number[]): Promise<ReadonlyMap<number, ValuesChange>>
}

/** What a batch makes of some photos: plugins are asked once for all of them, and nothing is written but by `valuesOf`. */
export const planChanges = async (
  context: CallContext,
  db: Reader,
  rows: readonly PhotoRow[],
  known: KnownChange,
): Promise<PhotoChange[]> => {
  const { change } = known
  const ids = rows.map(({ id }) => id)
  const set = await filterValues(context, ids, change)
  const [tags, albums] = [await planTags(context, db, ids, known), await planAlbums(context, db, ids, change)]
  const main = change.set?.translations ? await mainLanguage(context) : null
  const translations = (row: PhotoRow) =>
    change.set?.translations ? changeTranslations<PhotoText>(row, change.set.translations, main) : null
  const values = change.set?.fields === undefined ? null : await known.valuesOf(ids)
  return rows.map((row) => ({
    row,
    columns: columnsOf(row, set, change),
    tags: tags?.get(row.id) ?? null,
    albums: albums?.get(row.id) ?? null,
    fields: values?.get(row.id) ?? null,
    translations: translations(row),
  }))
}

type Values = Omit<NonNullable<CheckedChange['set']>, 'fields' | 'translations'>

const filterValues = async ({ gallery, actor }: CallContext, ids: readonly number[], { set }: CheckedChange) => {
  if (set === undefined) return {}
  const { fields: _fields, translations: _translations, ...patch } = set
  const filtered = await gallery.hooks.apply('photo.updating', { ids, patch: withoutUndefined(patch) }, { actor })
  const {
    tags: _t,
    albumIds: _a,
    fields: _f,
    focal: _o,
    translations: _r,
    ...values
  } = validate(photoPatch, filtered.patch)
  return values
}

const columnsOf = (
  row: PhotoRow,
  { takenAt, ...plain }: Values,
  { shiftTakenAtSeconds }: CheckedChange,
): PhotoColumns => {
  const dates =
    takenAt !== undefined
      ? { ...takenAtColumns(takenAt), sort_at: takenAt ?? row.added_at }
      : shiftTakenAtSeconds !== undefined
        ? shiftDates(row, shiftTakenAtSeconds)
        : {}
  return withoutUndefined({ ...plain, ...dates })
}

/** The instant, and what the camera's clock showed, by as much; the zone stays. */
const shiftDates = (row: PhotoRow, seconds: number): PhotoColumns => {
  if (row.taken_at === null) return {}
  const taken_at = shift(row, row.taken_at, seconds)
  const local = row.taken_at_local === null ? null : shift(row, `${row.taken_at_local}Z`, seconds).slice(0, 19)
  return { taken_at, taken_at_local: local, sort_at: taken_at }
}

const shift = ({ id }: PhotoRow, at: string, seconds: number): string => {
  const date = new Date(Date.parse(at) + seconds * 1_000)
  if (!(date.getUTCFullYear() >= 1000 && date.getUTCFullYear() <= 9999))
    throw inputInvalid([
      {
        path: 'change.shiftTakenAtSeconds',
        message: `Would leave the date of photo ${id} without a year of four digits.`,
      },
    ])
  return date.toISOString()
}

const planTags = async (
  { gallery }: CallContext,
  db: Reader,
  ids: readonly number[],
  { addTagIds, removeTagIds }: KnownChange,
): Promise<Map<number, IdsChange> | null> => {
  if (addTagIds.length + removeTagIds.length === 0) return null
  const known = await selectTagsOf(db, gallery.dialect, ids)
  return changesOfIds(ids, (id) => {
    const before = known.get(id) ?? []
    return { before, after: [...before.filter((tag) => !removeTagIds.includes(tag)), ...addTagIds] }
  })
}

const planAlbums = async (
  { gallery, rights }: CallContext,
  db: Reader,
  photoIds: readonly number[],
  { addToAlbums = [], removeFromAlbums = [], moveToAlbum }: CheckedChange,
): Promise<Map<number, IdsChange> | null> => {
  const added = moveToAlbum === undefined ? addToAlbums : [moveToAlbum]
  if (added.length + removeFromAlbums.length === 0) return null
  const places = await selectPlacesOfPhotos(db, gallery.dialect, photoIds)
  const placeOf = new Map(places.map((place) => [place.photoId, place]))
  const isToLeave = (albumId: number): boolean =>
    moveToAlbum === undefined ? removeFromAlbums.includes(albumId) : holds(rights, albumId, capabilityBit.organise)
  const changes = changesOfIds(photoIds, (id) => {
    const { albums: before = [], folders = [] } = placeOf.get(id) ?? {}
    // The album of the folder that the file lies in holds it as long as the file lies there.
    return { before, after: [...before.filter((album) => folders.includes(album) || !isToLeave(album)), ...added] }
  })
  for (const { after } of changes.values()) requireVisible(rights, after, 'change.removeFromAlbums')
  return changes
}

/** Those that stay as they are are left out. */
const changesOfIds = (
  photoIds: readonly number[],
  changeOf: (photoId: number) => IdsChange,
): Map<number, IdsChange> => {
  const changes = new Map<number, IdsChange>()
  for (const id of photoIds) {
    const { before, after: given } = changeOf(id)
    const after = [...new Set(given)].sort((a, b) => a - b)
    if (before.join() !== after.join()) changes.set(id, { before, after })
  }
  return changes
}
