import { capabilityBit } from '../access/capabilities.ts'
import { holds, sees, seesEverything } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import { loadFields } from '../fields/field.definitions.ts'
import { selectValues, type ValuesChange, writeValues } from '../fields/field.values.ts'
import {
  changedColumns,
  describeChange,
  type IdsChange,
  type PhotoChange,
  type PhotoColumns,
} from '../photos/photo.changes.ts'
import { lockPhotos } from '../photos/photo.lock.ts'
import { type PlacesOfPhoto, selectPlacesOfPhotos } from '../photos/photo.places.store.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { selectTagsOf } from '../tags/photo-tags.store.ts'
import type { Unit } from '../transaction.ts'
import { returnTranslations } from '../translations/change-translations.ts'
import type { PhotoEntry } from './batch.store.ts'

/** What the change log has of a photo's own row. */
const columnNames = [
  'title',
  'description',
  'author',
  'copyright',
  'rating',
  'level',
  'taken_at',
  'taken_at_local',
  'taken_offset',
  'sort_at',
  'latitude',
  'longitude',
  'altitude',
  'focal_x',
  'focal_y',
] as const satisfies readonly (keyof PhotoColumns)[]

/**
 * What gives photos back what entries of the change log say of them. A value that is another by now was changed since, and stays; of
 * tags and albums that came or went, each is taken back by itself.
 *
 * @returns With the photos of which something has to stay.
 */
export const planReturns = async (
  context: CallContext,
  unit: Unit,
  entries: readonly PhotoEntry[],
): Promise<{ changes: PhotoChange[]; incomplete: number[] }> => {
  const { db, dialect } = unit
  const ids = entries.map(({ photoId }) => photoId).sort((a, b) => a - b)
  if (ids.length === 0) return { changes: [], incomplete: [] }
  const rows = new Map((await lockPhotos(unit, ids)).map((row) => [row.id, row]))
  const tags = await selectTagsOf(db, dialect, ids)
  const places = new Map((await selectPlacesOfPhotos(db, dialect, ids)).map((place) => [place.photoId, place]))
  const living = await selectLiving(unit, entries)
  const values = await returnValues(unit, entries)

  const changes: PhotoChange[] = []
  const incomplete: number[] = []
  for (const entry of entries) {
    const row = rows.get(entry.photoId)
    // What lies in the trash is changed by nobody.
    if (!row || row.deleted_at !== null) {
      incomplete.push(entry.photoId)
      continue
    }
    const columns = returnColumns(context, row, entry)
    const returned = returnTranslations(row, {
      before: entry.before.translations,
      after: entry.after.translations,
    })
    const change: PhotoChange = {
      row,
      columns,
      tags: returnIds(entry, 'tagIds', tags.get(row.id) ?? [], (id, isToCome) => !isToCome || living.tags.has(id)),
      albums: returnAlbums(context, entry, places.get(row.id), living.albums),
      fields: values.get(row.id) ?? null,
      translations: returned.change,
    }
    if (describeChange(change)) changes.push(change)
    if (!isWhole(entry, change) || !returned.isWhole) incomplete.push(row.id)
  }
  return { changes, incomplete }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Levels above one's own are nobody's to give. */
const returnColumns = ({ rights }: CallContext, row: PhotoRow, { before, after }: PhotoEntry): PhotoColumns =>
  Object.fromEntries(
    columnNames
      .filter((name) => name in before && isSame(row[name], after[name]))
      .filter((name) => name !== 'level' || Number(before.level) <= rights.level)
      .map((name) => [name, before[name]]),
  )

const idsOf = (side: Readonly<Record<string, unknown>>, name: string): number[] =>
  Array.isArray(side[name]) ? (side[name] as number[]) : []

const returnIds = (
  { before, after }: PhotoEntry,
  name: 'tagIds' | 'albumIds',
  current: readonly number[],
  may: (id: number, isToCome: boolean) => boolean,
): IdsChange | null => {
  const [old, recent] = [idsOf(before, name), idsOf(after, name)]
  const come = old.filter((id) => !recent.includes(id) && !current.includes(id) && may(id, true))
  const gone = recent.filter((id) => !old.includes(id) && current.includes(id) && may(id, false))
  if (come.length + gone.length === 0) return null
  return { before: current, after: [...current.filter((id) => !gone.includes(id)), ...come].sort((a, b) => a - b) }
}

const returnAlbums = (
  { rights }: CallContext,
  entry: PhotoEntry,
  { albums = [], folders = [] }: Partial<PlacesOfPhoto> = {},
  plain: ReadonlySet<number>,
): IdsChange | null => {
  const change = returnIds(
    entry,
    'albumIds',
    albums,
    (id, isToCome) => holds(rights, id, capabilityBit.organise) && (isToCome ? plain.has(id) : !folders.includes(id)),
  )
  // Whoever takes it back must not lose sight of the photo.
  return change && (seesEverything(rights) || change.after.some((id) => sees(rights, id))) ? change : null
}

/** Tags and albums that are still there; smart albums hold nothing. */
const selectLiving = async ({ db, dialect }: Unit, entries: readonly PhotoEntry[]) => {
  const named = (name: 'tagIds' | 'albumIds') => [...new Set(entries.flatMap(({ before }) => idsOf(before, name)))]
  const [tagIds, albumIds] = [named('tagIds'), named('albumIds')]
  const tags =
    tagIds.length === 0
      ? []
      : await db.selectFrom('tags').select('id').where('id', 'in', dialect.idList(tagIds)).execute()
  const albums =
    albumIds.length === 0
      ? []
      : await db
          .selectFrom('albums')
          .select('id')
          .where('id', 'in', dialect.idList(albumIds))
          .where('query', 'is', null)
          .execute()
  return { tags: new Set(tags.map(({ id }) => id)), albums: new Set(albums.map(({ id }) => id)) }
}

/** Writes custom fields back: photos that get the same values, at once. */
const returnValues = async (unit: Unit, entries: readonly PhotoEntry[]): Promise<Map<number, ValuesChange>> => {
  const changed = entries.filter(({ before }) => 'fields' in before)
  const written = new Map<number, ValuesChange>()
  if (changed.length === 0) return written
  const definitions = await loadFields(unit.db)
  const ids = changed.map(({ photoId }) => photoId)
  const current = await selectValues(unit.db, unit.dialect, definitions, { subject: 'photo', ids })
  const groups = new Map<string, { patch: Record<string, unknown>; ids: number[] }>()
  for (const { photoId, before, after } of changed) {
    const [old, recent] = [before.fields, after.fields] as Record<string, unknown>[]
    const patch = Object.fromEntries(
      Object.entries(old ?? {}).filter(
        ([key]) => definitions.byKey.photo.has(key) && isSame(current.get(photoId)?.[key], recent?.[key]),
      ),
    )
    const key = JSON.stringify(patch)
    const group = groups.get(key)
    if (group) group.ids.push(photoId)
    else groups.set(key, { patch, ids: [photoId] })
  }
  for (const { patch, ids: photoIds } of groups.values())
    for (const [id, change] of await writeValues(unit, { subject: 'photo', ids: photoIds }, patch))
      written.set(id, change)
  return written
}

/** Whether all that an entry tells of is taken back. */
const isWhole = ({ before, after }: PhotoEntry, change: PhotoChange): boolean => {
  const returned = new Set<string>(changedColumns(change))
  const columns = columnNames.filter((name) => name in before && !isSame(before[name], change.row[name]))
  if (columns.some((name) => !returned.has(name))) return false
  const isBack = (name: 'tagIds' | 'albumIds', ids: IdsChange | null | undefined): boolean => {
    if (!(name in before)) return true
    const [old, recent] = [idsOf(before, name), idsOf(after, name)]
    const now = ids?.after
    return now !== undefined
      ? old.every((id) => recent.includes(id) || now.includes(id)) &&
          recent.every((id) => old.includes(id) || !now.includes(id))
      : false
  }
  if (!isBack('tagIds', change.tags) || !isBack('albumIds', change.albums)) return false
  const fields = Object.keys((before.fields ?? {}) as object)
  return fields.every((key) => change.fields != null && key in change.fields.after)
}
