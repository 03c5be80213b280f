import * as v from 'valibot'
import { fromBits, linkCapabilities } from '../access/capabilities.ts'
import { id, line, pageLimit } from '../input/validate.ts'
import { level } from '../photos/photo.schema.ts'

const maxAlbums = 200
const allowed = fromBits(linkCapabilities)

const expiresAt = v.pipe(
  v.string('Must be a date.'),
  v.isoTimestamp('Must be a date such as 2030-01-31T00:00:00.000Z.'),
  v.check((value) => !Number.isNaN(Date.parse(value)), 'Must be a date such as 2030-01-31T00:00:00.000Z.'),
  v.transform((value) => new Date(value).toISOString()),
  v.maxLength(24, 'Is too far away.'),
)

export const shareDraft = v.strictObject({
  name: line(255),
  albumIds: v.optional(
    v.pipe(v.array(id, 'Must be a list.'), v.maxLength(maxAlbums, `Must have ${maxAlbums} entries at most.`)),
    [],
  ),
  grants: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          albumId: id,
          capabilities: v.pipe(
            v.array(v.picklist(allowed, `Must be one of ${allowed.join(', ')}.`), 'Must be a list.'),
            v.minLength(1, 'Must name a capability.'),
            v.maxLength(allowed.length, `Must have ${allowed.length} entries at most.`),
          ),
        }),
        'Must be a list.',
      ),
      v.maxLength(maxAlbums, `Must have ${maxAlbums} entries at most.`),
    ),
    [],
  ),
  level: v.optional(level, 0),
  expiresAt: v.optional(v.nullable(expiresAt), null),
})

export const shareList = v.strictObject({
  limit: pageLimit(200, 50),
  cursor: v.optional(v.string('Must be text.')),
})
