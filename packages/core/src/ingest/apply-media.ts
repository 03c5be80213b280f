import type { GalleryContext } from '../context.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { toTitleKey } from '../photos/title-key.ts'
import { reindexPhotos } from '../search/search-index.store.ts'
import type { Unit } from '../transaction.ts'
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
  const written = keepWritten ? await selectWritten(unit, photoId) : []
  const unsaid = clear ? [] : said.filter((keys) => keys.every((key) => (found[key] ?? null) === null)).flat()
  const kept = new Set<string>([...written, ...unsaid])
  const next = Object.fromEntries(Object.entries(found).filter(([key]) => !kept.has(key))) as MediaColumns
  // A picture stands for the file, whatever the file gives.
  if (before.representative !== null) next.is_renderable = 1
  const changed = (Object.keys(next) as (keyof MediaColumns)[]).filter(
    (key) => String(next[key] ?? null) !== String(before[key] ?? null),
  )
  const { added: newTags } = await linkTags(unit, [{ photoId, tags: media.metadata.keywords }])
  if (changed.length === 0 && newTags === 0) return null

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
  return { before, changed, next }
}

/** The columns of a photo that people wrote in the gallery. */
const selectWritten = async ({ db }: Unit, photoId: number): Promise<(keyof PhotoRow)[]> => {
  const rows = await db
    .selectFrom('changes')
    .select(['action', 'after'])
    .where('subject', '=', 'photo')
    .where('subject_id', '=', photoId)
    .where('action', 'in', ['added', 'updated'])
    .execute()
  const written = new Set(
    rows.flatMap(({ action, after }) => {
      const told = JSON.parse(after ?? '{}') as { written?: readonly string[] }
      return action === 'added' ? (told.written ?? []) : Object.keys(told)
    }),
  )
  return [
    ...single.filter((key) => written.has(key)),
    ...together.filter((keys) => keys.some((key) => written.has(key))).flat(),
  ]
}
