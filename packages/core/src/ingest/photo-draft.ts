import { isLevel } from '../access/capabilities.ts'
import type { FieldDefinitions } from '../fields/field.definitions.ts'
import type { CheckedValue } from '../fields/field.values.ts'
import type { PhotoDraft as HookPhotoDraft } from '../hooks/payloads.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import type { MediaMetadata } from '../metadata/types.ts'
import { toStoredMetadata } from '../photos/photo.metadata.ts'
import { photoPatch } from '../photos/photo.schema.ts'
import type { NewPhotoRow } from '../photos/photo.table.ts'
import { cutText } from '../text/cut.ts'
import { withFileValues } from './file-values.ts'
import type { ReadMedia } from './read-media.ts'

/** A photo that is about to be written, with its tags and albums. */
export interface PhotoDraft {
  readonly row: Omit<NewPhotoRow, 'added_at' | 'updated_at' | 'sort_at'>
  readonly tags: readonly string[]
  /** Where tags stand that nobody gave a place yet, each from the top of the tree down to one of `tags`. */
  readonly tagPaths?: MediaMetadata['tagPaths']
  /** Custom fields. */
  readonly values?: readonly CheckedValue[]
  readonly albumIds: readonly number[]
  /** Columns that people gave, which the file does not change any more. */
  readonly written?: readonly string[]
}

export interface DraftSource {
  fileName: string
  albumIds: readonly number[]
  storageKey: string | null
  addedBy: number | null
  /** Fields that people gave, which win over what the file says. */
  given?: {
    title?: string | null
    description?: string | null
    author?: string | null
    level?: number
    tags?: readonly string[]
  }
  /** Custom fields that people gave. */
  values?: readonly CheckedValue[]
  /** The custom fields that there are, for those that files give values to. Default: none. */
  fields?: FieldDefinitions
}

/** Columns that come from the file itself: what a changed file changes. */
export const columnsOfMedia = (media: ReadMedia) => {
  const { probe, metadata } = media
  return {
    media_type: probe.mediaType,
    mime_type: probe.mimeType,
    width_px: media.widthPx,
    height_px: media.heightPx,
    orientation: media.orientation,
    duration_seconds: probe.durationSeconds,
    is_renderable: media.isRenderable ? (1 as const) : (0 as const),
    bytes: media.bytes,
    sha256: media.sha256,
    md5: media.md5,
    taken_at: metadata.takenAt,
    taken_at_local: metadata.takenAtLocal,
    taken_offset: metadata.takenOffset,
    title: metadata.title,
    description: metadata.description,
    author: metadata.author,
    copyright: metadata.copyright,
    rating: metadata.rating,
    latitude: metadata.latitude,
    longitude: metadata.longitude,
    altitude: metadata.altitude,
    camera_make: metadata.camera?.make?.slice(0, 100) ?? null,
    camera_model: metadata.camera?.model?.slice(0, 100) ?? null,
    lens: metadata.camera?.lens?.slice(0, 150) ?? null,
    iso: metadata.camera?.iso ?? null,
    aperture: metadata.camera?.aperture ?? null,
    exposure_seconds: metadata.camera?.exposureSeconds ?? null,
    focal_length_mm: metadata.camera?.focalLengthMm ?? null,
    city: metadata.city?.slice(0, 100) ?? null,
    country: metadata.country?.slice(0, 100) ?? null,
    metadata: toStoredMetadata(metadata),
  }
}

export const toPhotoDraft = (media: ReadMedia, source: DraftSource): PhotoDraft => {
  const { given = {} } = source
  const columns = columnsOfMedia(media)
  return {
    row: {
      ...columns,
      title: given.title ?? columns.title,
      description: given.description ?? columns.description,
      author: given.author ?? columns.author,
      level: given.level !== undefined && isLevel(given.level) ? given.level : 0,
      file_name: source.fileName,
      storage_key: source.storageKey,
      placeholder: null,
      added_by: source.addedBy,
      deleted_at: null,
    },
    tags: [...media.metadata.keywords, ...(given.tags ?? [])],
    tagPaths: media.metadata.tagPaths,
    values: withFileValues(source.values ?? [], source.fields, media.metadata),
    albumIds: source.albumIds,
    written: (['title', 'description', 'author'] as const).filter((key) => (given[key] ?? null) !== null),
  }
}

/** The draft as plugins see it. */
export const toHookDraft = ({ row, tags, albumIds }: PhotoDraft): HookPhotoDraft => ({
  fileName: row.file_name,
  mediaType: row.media_type,
  mimeType: row.mime_type,
  width: row.width_px ?? null,
  height: row.height_px ?? null,
  orientation: row.orientation,
  bytes: row.bytes,
  sha256: row.sha256,
  title: row.title ?? null,
  description: row.description ?? null,
  author: row.author ?? null,
  copyright: row.copyright ?? null,
  rating: row.rating ?? null,
  level: row.level,
  takenAt: row.taken_at ?? null,
  takenAtLocal: row.taken_at_local ?? null,
  latitude: row.latitude ?? null,
  longitude: row.longitude ?? null,
  altitude: row.altitude ?? null,
  camera:
    row.camera_make || row.camera_model || row.lens
      ? {
          make: row.camera_make ?? null,
          model: row.camera_model ?? null,
          lens: row.lens ?? null,
          iso: row.iso ?? null,
          aperture: row.aperture ?? null,
          exposureSeconds: row.exposure_seconds ?? null,
          focalLengthMm: row.focal_length_mm ?? null,
        }
      : null,
  tags,
  albumIds,
})

const writable = [
  'title',
  'description',
  'author',
  'copyright',
  'rating',
  'level',
  'takenAt',
  'latitude',
  'longitude',
  'altitude',
  'tags',
] as const

/**
 * Takes over what plugins may change: what people write on a photo, and its tags. What the bytes say stays.
 *
 * @throws {VitrineError} `INPUT_INVALID` where a plugin gave a field a value that a person could not have given.
 */
export const withHookDraft = (draft: PhotoDraft, changed: HookPhotoDraft): PhotoDraft => {
  const before = toHookDraft(draft)
  const given = Object.fromEntries(
    writable.filter((key) => changed[key] !== before[key]).map((key) => [key, changed[key]]),
  )
  const { takenAt, tags, translations: _, ...fields } = validate(photoPatch, given)
  return {
    row: {
      ...draft.row,
      ...withoutUndefined(fields),
      ...(takenAt === undefined ? {} : { taken_at: takenAt }),
      taken_at_local: changed.takenAtLocal === null ? null : cutText(changed.takenAtLocal, 32),
    },
    tags: tags ?? draft.tags,
    tagPaths: draft.tagPaths ?? [],
    values: draft.values ?? [],
    albumIds: draft.albumIds,
    written: draft.written ?? [],
  }
}
