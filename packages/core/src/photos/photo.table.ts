import type { ColumnType, Generated, Insertable, Selectable } from 'kysely'

export interface PhotoTable {
  id: Generated<number>
  title: string | null
  /** Title, or else the file name, as it is sorted: a search key cut to 190 characters, never empty. */
  title_key: Generated<string>
  description: string | null
  /** JSON: title and description in other languages, see `translations/`; null: none. */
  translations: Generated<string | null>
  file_name: string
  /** The name that the photo first came in with: it never changes, whatever becomes of the file. */
  source_file_name: Generated<string>
  /** Of the name it came in with: finds the files of the same picture, see `toBaseKey`. */
  base_key: Generated<string>
  media_type: 'image' | 'video' | 'document'
  mime_type: string
  /** As shown, after orientation. */
  width_px: number | null
  height_px: number | null
  /** As stored in the file, 1 to 8. */
  orientation: number
  duration_seconds: number | null
  is_renderable: 0 | 1
  bytes: number
  sha256: string
  md5: string | null
  /** Set where the original is ours to keep; null where it lies in a library root. */
  storage_key: string | null
  taken_at: string | null
  taken_at_local: string | null
  taken_offset: string | null
  /** `taken_at`, else `added_at`: the usual order of lists. */
  sort_at: string
  added_at: ColumnType<string, string, never>
  updated_at: string
  author: string | null
  copyright: string | null
  rating: number | null
  level: number
  latitude: number | null
  longitude: number | null
  altitude: number | null
  camera_make: string | null
  camera_model: string | null
  lens: string | null
  iso: number | null
  aperture: number | null
  exposure_seconds: number | null
  focal_length_mm: number | null
  city: string | null
  country: string | null
  views: Generated<number>
  placeholder: string | null
  /** What cropped sizes keep, as shares of width and height as shown; both or neither. */
  focal_x: number | null
  focal_y: number | null
  /** JSON: rows of the information panel. */
  metadata: string | null
  added_by: number | null
  /** JSON of a picture that is shown in place of what the file itself would give, see `Representative`. */
  representative: Generated<string | null>
  /** How many files of the role `format` it has. */
  format_count: Generated<number>
  /** Set while the photo is in the trash, or its file is gone from its library root. */
  deleted_at: string | null
}
export type PhotoRow = Selectable<PhotoTable>

/** A photo as lists have it: without what takes as much as all the rest and is shown for one photo at a time. */
export type ListedPhoto = Omit<PhotoRow, 'metadata'>
export const listedColumns = [
  'photos.id',
  'photos.title',
  'photos.title_key',
  'photos.description',
  'photos.translations',
  'photos.file_name',
  'photos.source_file_name',
  'photos.base_key',
  'photos.media_type',
  'photos.mime_type',
  'photos.width_px',
  'photos.height_px',
  'photos.orientation',
  'photos.duration_seconds',
  'photos.is_renderable',
  'photos.bytes',
  'photos.sha256',
  'photos.md5',
  'photos.storage_key',
  'photos.taken_at',
  'photos.taken_at_local',
  'photos.taken_offset',
  'photos.sort_at',
  'photos.added_at',
  'photos.updated_at',
  'photos.author',
  'photos.copyright',
  'photos.rating',
  'photos.level',
  'photos.latitude',
  'photos.longitude',
  'photos.altitude',
  'photos.camera_make',
  'photos.camera_model',
  'photos.lens',
  'photos.iso',
  'photos.aperture',
  'photos.exposure_seconds',
  'photos.focal_length_mm',
  'photos.city',
  'photos.country',
  'photos.views',
  'photos.placeholder',
  'photos.focal_x',
  'photos.focal_y',
  'photos.added_by',
  'photos.representative',
  'photos.format_count',
  'photos.deleted_at',
] as const satisfies readonly `photos.${keyof ListedPhoto}`[]

/** A photo as far as its pictures follow from it, and who sees it: without texts, for it is kept in memory. */
export const renderedColumns = [
  'id',
  'sha256',
  'storage_key',
  'mime_type',
  'duration_seconds',
  'width_px',
  'height_px',
  'orientation',
  'is_renderable',
  'focal_x',
  'focal_y',
  'representative',
  'level',
  'deleted_at',
] as const satisfies readonly (keyof PhotoRow)[]
export type RenderedPhoto = Pick<PhotoRow, (typeof renderedColumns)[number]>

export type NewPhotoRow = Insertable<PhotoTable>
