import { CountDeltas } from '../albums/album-counts.store.ts'
import { keepPlain } from '../albums/smart-albums.ts'
import type { CallContext } from '../context.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { ValuesChange } from '../fields/field.values.ts'
import { reindexPhotos } from '../search/search-index.store.ts'
import type { Unit } from '../transaction.ts'
import type { TranslationsChange } from '../translations/change-translations.ts'
import type { PhotoRow } from './photo.table.ts'
import { moveCounts } from './photo.trash.ts'
import { toTitleKey } from './title-key.ts'

/** Ids that something is joined to, as they were and as they are to be. */
export interface IdsChange {
  readonly before: readonly number[]
  readonly after: readonly number[]
}

export type PhotoColumns = Partial<Omit<PhotoRow, 'id' | 'added_at'>>

/** What is to become of one photo. What is left out stays. */
export interface PhotoChange {
  /** As it is, held by the transaction. */
  readonly row: PhotoRow
  readonly columns?: PhotoColumns
  readonly tags?: IdsChange | null
  readonly albums?: IdsChange | null
  readonly translations?: TranslationsChange | null
  /** Written already. */
  readonly fields?: ValuesChange | null
}

const linksPerStatement = 500

/** Names of the columns that are to be others than they are. */
export const changedColumns = ({ row, columns = {} }: PhotoChange): (keyof PhotoColumns)[] =>
  (Object.keys(columns) as (keyof PhotoColumns)[]).filter((key) => columns[key] !== row[key])

/** The fields of the change log: those that are others than before, as they were and as they are; `null` where none is. */
export const describeChange = (
  change: PhotoChange,
): { before: Record<string, unknown>; after: Record<string, unknown> } | null => {
  const { row, columns = {}, translations, tags, albums, fields } = change
  const changed = changedColumns(change)
  if (changed.length === 0 && !translations && !tags && !albums && !fields) return null
  const pick = (source: Partial<PhotoRow>) => Object.fromEntries(changed.map((key) => [key, source[key] ?? null]))
  const side = (which: 'before' | 'after') => ({
    ...pick(which === 'before' ? row : columns),
    ...(translations ? { translations: translations[which] } : {}),
    ...(tags ? { tagIds: tags[which] } : {}),
    ...(fields ? { fields: fields[which] } : {}),
    ...(albums ? { albumIds: albums[which] } : {}),
  })
  return { before: side('before'), after: side('after') }
}

/**
 * Writes what is to become of photos, with their counters, their words and the change log: as many statements for a few photos as for
 * some hundreds, where all become alike.
 *
 * @returns How many photos changed.
 */
export const writePhotoChanges = async (
  { gallery, actor }: Pick<CallContext, 'gallery' | 'actor'>,
  unit: Unit,
  changes: readonly PhotoChange[],
): Promise<number> => {
  const described = changes.flatMap((change) => {
    const log = describeChange(change)
    return log ? [{ change, log }] : []
  })
  if (described.length === 0) return 0
  const changing = described.map(({ change }) => change)

  const leveled = changing.flatMap((change) => (changedColumns(change).includes('level') ? [change.row.id] : []))
  if (leveled.length > 0) await moveCounts(gallery, unit, leveled, -1)
  await writeColumns(unit, changing)
  if (leveled.length > 0) await moveCounts(gallery, unit, leveled, 1)
  await writeTags(unit, changing)
  const moves = await writeAlbums(unit, changing)
  await reindexPhotos(
    unit.db,
    gallery.dialect,
    changing.map(({ row }) => row.id),
  )

  for (const { change, log } of described)
    unit.record({ subject: 'photo', id: change.row.id, action: 'updated', ...log })
  unit.after.defer(
    'photo.updated',
    { changes: described.map(({ change, log }) => ({ id: change.row.id, ...log })) },
    { actor },
  )
  for (const move of moves) unit.after.defer('photo.albums.changed', move, { actor })
  return described.length
}

/** One statement for all photos that become alike. */
const writeColumns = async ({ db, dialect, at }: Unit, changes: readonly PhotoChange[]): Promise<void> => {
  const groups = new Map<string, { set: PhotoColumns; ids: number[] }>()
  for (const change of changes) {
    const changed = changedColumns(change)
    if (changed.length === 0 && !change.translations) continue
    const columns: PhotoColumns = {
      ...Object.fromEntries(changed.map((key) => [key, change.columns?.[key]])),
      ...(change.translations ? { translations: change.translations.stored } : {}),
    }
    const titleKey = toTitleKey({ ...change.row, ...columns })
    const set = titleKey === change.row.title_key ? columns : { ...columns, title_key: titleKey }
    const key = JSON.stringify(set)
    const group = groups.get(key)
    if (group) group.ids.push(change.row.id)
    else groups.set(key, { set, ids: [change.row.id] })
  }
  for (const { set, ids } of groups.values()) {
    await db
      .updateTable('photos')
      .set({ ...set, updated_at: at })
      .where('id', 'in', dialect.idValues(ids))
      .execute()
    if (set.sort_at !== undefined)
      await db
        .updateTable('album_photos')
        .set({ sort_at: set.sort_at })
        .where('photo_id', 'in', dialect.idValues(ids))
        .execute()
  }
}

const comeAndGone = ({ before, after }: IdsChange) => ({
  come: after.filter((id) => !before.includes(id)),
  gone: before.filter((id) => !after.includes(id)),
})

/** The photos of each id that something comes to, or goes from. */
const group = (entries: Iterable<readonly [id: number, photoId: number]>): Map<number, number[]> => {
  const groups = new Map<number, number[]>()
  for (const [id, photoId] of entries) {
    const photoIds = groups.get(id)
    if (photoIds) photoIds.push(photoId)
    else groups.set(id, [photoId])
  }
  return groups
}

const writeTags = async ({ db, dialect }: Unit, changes: readonly PhotoChange[]): Promise<void> => {
  const parts = changes.flatMap(({ row, tags }) => (tags ? [{ id: row.id, ...comeAndGone(tags) }] : []))
  const gone = group(parts.flatMap(({ id, gone }) => gone.map((tagId) => [tagId, id] as const)))
  for (const [tagId, photoIds] of gone)
    await db
      .deleteFrom('photo_tags')
      .where('tag_id', '=', tagId)
      .where('photo_id', 'in', dialect.idValues(photoIds))
      .execute()
  const links = parts.flatMap(({ id, come }) => come.map((tag_id) => ({ photo_id: id, tag_id })))
  for (let start = 0; start < links.length; start += linksPerStatement)
    await insertRows(db, 'photo_tags', ['photo_id', 'tag_id'], links.slice(start, start + linksPerStatement))
}

/** @returns What became of albums, for those who are told. */
const writeAlbums = async (
  { db, dialect }: Unit,
  changes: readonly PhotoChange[],
): Promise<{ photoIds: number[]; added: number[]; removed: number[] }[]> => {
  const parts = changes.flatMap(({ row, columns, albums }) =>
    albums ? [{ row: { ...row, ...columns } as PhotoRow, ...comeAndGone(albums) }] : [],
  )
  if (parts.length === 0) return []
  const gone = group(parts.flatMap(({ row, gone }) => gone.map((albumId) => [albumId, row.id] as const)))
  for (const [albumId, photoIds] of gone)
    await db
      .deleteFrom('album_photos')
      .where('album_id', '=', albumId)
      .where('photo_id', 'in', dialect.idValues(photoIds))
      .execute()
  await keepPlain(
    db,
    dialect,
    [...new Set(parts.flatMap(({ come }) => come))].sort((a, b) => a - b),
  )
  const links = parts.flatMap(({ row, come }) =>
    come.map((album_id) => ({ album_id, photo_id: row.id, sort_at: row.sort_at })),
  )
  for (let start = 0; start < links.length; start += linksPerStatement)
    await insertRows(
      db,
      'album_photos',
      ['album_id', 'photo_id', 'sort_at'],
      links.slice(start, start + linksPerStatement),
    )
  const deltas = new CountDeltas()
  for (const { row, come, gone } of parts) {
    for (const id of gone) deltas.add(id, row.level, -1)
    for (const id of come) deltas.add(id, row.level, 1)
  }
  await deltas.apply(db, dialect)

  const moves = new Map<string, { photoIds: number[]; added: number[]; removed: number[] }>()
  for (const { row, come, gone } of parts) {
    if (come.length + gone.length === 0) continue
    const key = `${come.join()}|${gone.join()}`
    const move = moves.get(key)
    if (move) move.photoIds.push(row.id)
    else moves.set(key, { photoIds: [row.id], added: come, removed: gone })
  }
  return [...moves.values()]
}
