import * as v from 'valibot'
import { derivativeFormats } from '../derivatives/formats.ts'
import { id } from '../input/validate.ts'

const sizeName = v.pipe(v.string('Must be text.'), v.maxLength(32, 'Must have 32 characters at most.'))

export const derivativesToPurge = v.union(
  [
    v.strictObject({ photoId: id }),
    v.strictObject({ size: sizeName }),
    v.strictObject({ outdated: v.literal(true) }),
    v.strictObject({ all: v.literal(true) }),
  ],
  'Must be one of photoId, size, outdated and all.',
)

export const warmUpOptions = v.strictObject({
  sizes: v.optional(
    v.pipe(
      v.array(sizeName, 'Must be a list.'),
      v.minLength(1, 'Must name a size.'),
      v.maxLength(60, 'Must have 60 entries at most.'),
      v.transform((names) => [...new Set(names)].sort()),
    ),
  ),
  formats: v.optional(
    v.pipe(
      v.array(v.picklist(derivativeFormats, `Must be one of ${derivativeFormats.join(', ')}.`), 'Must be a list.'),
      v.minLength(1, 'Must name a format.'),
      v.maxLength(derivativeFormats.length, `Must have ${derivativeFormats.length} entries at most.`),
      v.transform((formats) => [...new Set(formats)].sort()),
    ),
  ),
  album: v.optional(id),
})
