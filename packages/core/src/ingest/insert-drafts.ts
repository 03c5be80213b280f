import type { GalleryContext } from '../context.ts'
import { allEnded } from '../db/all-ended.ts'
import { insertLists } from '../db/insert-rows.ts'
import { toBaseKey } from '../files/base-key.ts'
import { toTitleKey } from '../photos/title-key.ts'
import type { Unit } from '../transaction.ts'
import type { PhotoDraft } from './photo-draft.ts'

/** Rows of one statement: some 40 columns each, below every engine's limit of bound values. */
const rowsPerStatement = 500

type DraftColumn = Exclude<
  keyof PhotoDraft['row'],
  | 'id'
  | 'title_key'
  | 'source_file_name'
  | 'base_key'
  | 'views'
  | 'translations'
  | 'focal_x'
  | 'focal_y'
  | 'representative'
  | 'format_count'
>
/** What a draft says of a photo; an object, so that the compiler misses a column that is left out. The others have defaults. */
const draftColumns = Object.keys({
  title: true,
  description: true,
  file_name: true,
  media_type: true,
  mime_type: true,
  width_px: true,
  height_px: true,
  orientation: true,
  duration_seconds: true,
  is_renderable: true,
  bytes: true,
  sha256: true,
  md5: true,
  storage_key: true,
  taken_at: true,
  taken_at_local: true,
  taken_offset: true,
  author: true,
  copyright: true,
  rating: true,
  level: true,
  latitude: true,
  longitude: true,
  altitude: true,
  camera_make: true,
  camera_model: true,
  lens: true,
  iso: true,
  aperture: true,
  exposure_seconds: true,
  focal_length_mm: true,
  city: true,
  country: true,
  placeholder: true,
  metadata: true,
  added_by: true,
  deleted_at: true,
} satisfies Record<DraftColumn, true>) as DraftColumn[]
const columns = [
  ...draftColumns,
  'source_file_name',
  'base_key',
  'title_key',
  'sort_at',
  'added_at',
  'updated_at',
] as const

/** Writes the rows of photos. @returns The new ids, in the order of the drafts. */
export const insertDrafts = async (
  { dialect }: GalleryContext,
  { db, at }: Unit,
  drafts: readonly PhotoDraft[],
): Promise<number[]> => {
  const parts: Promise<number[]>[] = []
  for (let start = 0; start < drafts.length; start += rowsPerStatement) {
    const rows = drafts
      .slice(start, start + rowsPerStatement)
      .map(({ row }) => [
        ...draftColumns.map((column) => row[column] ?? null),
        row.file_name,
        toBaseKey(row.file_name),
        toTitleKey(row),
        row.taken_at ?? at,
        at,
        at,
      ])
    // The next statement is put together while a server is busy with this one.
    parts.push(insertLists(db, 'photos', columns, rows).then((inserted) => dialect.insertedIds(inserted, rows.length)))
  }
  return (await allEnded(parts)).flat()
}
