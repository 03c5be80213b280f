import * as v from 'valibot'
import { Count, Id, line } from './fields.ts'
import { PhotoScopeQuery } from './photo.ts'

/** Chosen photos, or favourites, or a list as the list of photos takes it: exactly one of the three. */
export const ArchiveRequest = v.strictObject({
  ...PhotoScopeQuery.entries,
  query: v.optional(v.looseObject({ type: v.string() })),
  photoIds: v.optional(
    v.pipe(v.array(Id), v.minLength(1), v.maxLength(5000), v.description('These photos, in this order.')),
  ),
  favourites: v.optional(v.pipe(v.boolean(), v.description('One’s own favourites.'))),
  folders: v.optional(
    v.pipe(v.boolean(), v.description('With `album` and `recursive`: a folder for each album below.')),
  ),
  size: v.optional(
    v.pipe(line(32), v.description('`original`, or the name of a size for pictures. Default `original`.')),
  ),
})

/** What an archive would hold. */
export const ArchiveEstimate = v.strictObject({
  photos: Count,
  /** Exact for originals, about right for sizes. */
  bytes: Count,
  /** Photos that the asker sees, and may not download. */
  leftOut: Count,
})

const maxPhotos = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_000))
const maxBytes = v.pipe(v.number(), v.integer(), v.minValue(1_048_576), v.maxValue(1_099_511_627_776))

/** Of each archive of the gallery. */
export const ArchiveLimits = v.strictObject({ enabled: v.boolean(), maxPhotos, maxBytes })
export const ArchiveLimitsPatch = v.strictObject({
  enabled: v.optional(v.boolean()),
  maxPhotos: v.optional(maxPhotos),
  maxBytes: v.optional(maxBytes),
})
