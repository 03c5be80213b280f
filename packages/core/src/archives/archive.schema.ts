import * as v from 'valibot'
import { id, wholeNumber } from '../input/validate.ts'
import { scope } from '../photos/photo.schema.ts'

/** As many as a form of one page can name. */
const maxChosen = 5_000

const flag = v.optional(v.boolean('Must be true or false.'), false)

export const archiveOptions = v.pipe(
  v.strictObject({
    ...scope,
    photoIds: v.optional(
      v.pipe(
        v.array(id, 'Must be a list.'),
        v.minLength(1, 'Must name a photo.'),
        v.maxLength(maxChosen, `Must have ${maxChosen} entries at most.`),
      ),
    ),
    favourites: flag,
    folders: flag,
    size: v.optional(
      v.pipe(v.string('Must be text.'), v.maxLength(32, 'Must have 32 characters at most.')),
      'original',
    ),
  }),
  v.check(
    ({ photoIds, favourites, album, albums, tag, tags, q, query }) =>
      [photoIds, favourites || undefined, album ?? albums ?? tag ?? tags ?? q ?? query].filter(
        (one) => one !== undefined,
      ).length === 1,
    'Must be either photos, or favourites, or a list.',
  ),
)
export type AskedArchive = v.InferOutput<typeof archiveOptions>

const whole = (min: number, max: number) => v.optional(wholeNumber(min, max))

export const archiveLimits = v.strictObject({
  enabled: v.optional(v.boolean('Must be true or false.')),
  // A ZIP counts to 65,535, and the library goes beyond that by bytes alone.
  maxPhotos: whole(1, 65_000),
  maxBytes: whole(1_048_576, 1_099_511_627_776),
})
