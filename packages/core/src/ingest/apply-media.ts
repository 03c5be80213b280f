import type { GalleryContext } from '../context.ts'
import { loadFields } from '../fields/field.definitions.ts'
import { type ValuesChange, writeValues } from '../fields/field.values.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { toTitleKey } from '../photos/title-key.ts'
import { reindexPhotos } from '../search/search-index.store.ts'
import type { Unit } from '../transaction.ts'
import { fileValuesOf } from './file-values.ts'
import { columnsOfMedia } from './photo-draft.ts'
import type { ReadMedia } from './read-media.ts'
import { linkTags } from './record-photos.ts'

export type MediaColumns = Partial<ReturnType<typeof columnsOfMedia>> & { file_name?: string; storage_key?: string }

export interface ApplyOptions {
  /** What people wrote in the gallery wins over what the file says. */
  keepWritten: boolean
  /** Values that the file has none of become empty, too. */
  clear: boolean
  /** Columns that are looked at; default: all that come from a file. */
  columns?: (columns: ReturnType<typeof columnsOfMedia>) => MediaColumns
}

export interface AppliedMedia {
  readonly before: PhotoRow
  /** Columns that have another value now. */
  readonly changed: readonly (keyof MediaColumns)[]
  readonly next: MediaColumns
  /** What custom fields had before and have now; `null` where none changed. */
  readonly values: ValuesChange | null
}

/** Columns that only mean something together: who wrote one of them wrote them all. */
const together: readonly (readonly (keyof PhotoRow)[])[] = [
  ['taken_at', 'taken_at_local', 'taken_offset'],
  ['latitude', 'longitude', 'altitude'],
]
const single: readonly (keyof PhotoRow)[] = ['title', 'description', 'author', 'copyright', 'rating']
const said: readonly (readonly (keyof MediaColumns)[])[] = [
  ['taken_at', 'taken_at_local', 'taken_offset'],
  ['latitude', 'longitude', 'altitude'],
  ...(['title', 'description', 'author', 'copyright', 'rating', 'city', 'country', 'metadata'] as const).map(
    (key) => [key] as const,
  ),
  ...(['camera_make', 'camera_model', 'lens', 'iso', 'aperture', 'exposure_seconds', 'focal_length_mm'] as const).map(
    (key) => [key] as const,
  ),
]

/**
 * Brings a photo in line with what its file says, in the transaction of the caller, who writes to the change log what came of it. Tags
 * are added, none is taken away.
 *
 * @returns `null` where nothing is different.
 */
export const applyMedia = async (
  gallery: GalleryContext,
  unit: Unit,
  photoId: number,
  media: ReadMedia,
  { keepWritten, clear, columns = (all) => all }: ApplyOptions,
): Promise<AppliedMedia | null> => {
  let select = unit.db.selectFrom('photos').selectAll().where('id', '=', photoId)
  if (unit.dialect.forUpdate) select = select.modifyEnd(unit.dialect.forUpdate)
  const before = await select.executeTakeFirstOrThrow()
  const found = columns(columnsOfMedia(media))
  const written = keepWritten ? await selectWritten(unit, photoId) : { columns: [], fields: [] }
  const unsaid = clear ? [] : said.filter((keys) => keys.every((key) => (found[key] ?? null) === null)).flat()
  const kept = new Set<string>([...written.columns, ...unsaid])
  const next = Object.fromEntries(Object.entries(found).filter(([key]) => !kept.has(key))) as MediaColumns
  // A picture stands for the file, whatever the file gives.
  if (before.representative !== null) next.is_renderable = 1
  const changed = (Object.keys(next) as (keyof MediaColumns)[]).filter(
    (key) => String(next[key] ?? null) !== String(before[key] ?? null),
  )
  const { keywords, tagPaths } = media.metadata
  const { added: newTags } = await linkTags(unit, [{ photoId, tags: keywords, tagPaths }])
  const values = await applyValues(unit, photoId, media, { written: written.fields, clear })
  if (changed.length === 0 && newTags === 0 && values === null) return null

  const takenAt = next.taken_at === undefined ? before.taken_at : next.taken_at
  const sortAt = takenAt ?? before.added_at
  await unit.db
    .updateTable('photos')
    .set({
      ...next,
      title_key: toTitleKey({ ...before, ...next }),
      sort_at: sortAt,
      updated_at: unit.at,
      ...(next.sha256 === undefined || next.sha256 === before.sha256 ? {} : { placeholder: null }),
    })
    .where('id', '=', photoId)
    .execute()
  if (sortAt !== before.sort_at)
    await unit.db.updateTable('album_photos').set({ sort_at: sortAt }).where('photo_id', '=', photoId).execute()
  await reindexPhotos(unit.db, gallery.dialect, [photoId])
  return { before, changed, next, values }
}

/** Custom fields that are read from files. */
const applyValues = async (
  unit: Unit,
  photoId: number,
  { metadata }: ReadMedia,
  { written, clear }: { readonly written: readonly string[]; readonly clear: boolean },
): Promise<ValuesChange | null> => {
  const keys = Object.keys(metadata.custom).filter((key) => !written.includes(key))
  if (keys.length === 0) return null
  const fields = await loadFields(unit.db)
  const found = new Map(fileValuesOf(fields, metadata).map(({ field, value }) => [field.key, value]))
  const known = keys.filter((key) => fields.byKey.photo.has(key) && (clear || found.has(key)))
  const patch = Object.fromEntries(known.map((key) => [key, found.get(key) ?? null]))
  return (await writeValues(unit, { subject: 'photo', ids: [photoId] }, patch)).get(photoId) ?? null
}

/** What the change log has of a photo: the fields that changed, or, of one that came in, those that were given with it. */
interface Told {
  readonly written?: readonly string[]
  readonly fields?: object
}

/** The columns and custom fields of a photo that people wrote in the gallery. */
const selectWritten = async ({ db }: Unit, photoId: number) => {
  const rows = await db
    .selectFrom('changes')
    .select(['action', 'after'])
    .where('subject', '=', 'photo')
    .where('subject_id', '=', photoId)
    .where('action', 'in', ['added', 'updated'])
    .execute()
  const changes = rows.map(({ action, after }) => ({ action, told: JSON.parse(after ?? '{}') as Told }))
  const written = new Set(
    changes.flatMap(({ action, told }) => (action === 'added' ? (told.written ?? []) : Object.keys(told))),
  )
  return {
    columns: [
      ...single.filter((key) => written.has(key)),
      ...together.filter((keys) => keys.some((key) => written.has(key))).flat(),
    ],
    fields: changes.flatMap(({ told }) => Object.keys(told.fields ?? {})),
  }
}
