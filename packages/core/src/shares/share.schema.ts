import * as v from 'valibot'
import { fromBits, linkCapabilities } from '../access/capabilities.ts'
import { linkFeedback } from '../access/link-terms.ts'
import { instant } from '../input/instant.ts'
import { id, line, pageLimit, wholeNumber } from '../input/validate.ts'
import { level } from '../photos/photo.schema.ts'
import { maxQueryLength } from '../query/parse.ts'
import { maxLinkPhotos } from './photos-of-query.ts'

const maxAlbums = 200
const allowed = fromBits(linkCapabilities)

const expiresAt = v.pipe(instant, v.maxLength(24, 'Is too far away.'))

const capabilities = v.pipe(
  v.array(v.picklist(allowed, `Must be one of ${allowed.join(', ')}.`), 'Must be a list.'),
  v.minLength(1, 'Must name a capability.'),
  v.maxLength(allowed.length, `Must have ${allowed.length} entries at most.`),
)

const ids = (max: number) =>
  v.pipe(v.array(id, 'Must be a list.'), v.maxLength(max, `Must have ${max} entries at most.`))

const terms = {
  recipient: v.optional(v.nullable(line(255))),
  password: v.optional(
    v.nullable(
      v.pipe(
        v.string('Must be text.'),
        v.minLength(4, 'Must have 4 characters or more.'),
        v.maxLength(200, 'Must have 200 characters at most.'),
      ),
    ),
  ),
  maxUses: v.optional(v.nullable(wholeNumber(1, 1_000))),
  expiresAt: v.optional(v.nullable(expiresAt)),
  capabilities: v.optional(capabilities),
  maxSize: v.optional(v.nullable(line(32))),
  watermarkText: v.optional(
    v.nullable(v.pipe(line(200), v.regex(/[\p{L}\p{N}\p{P}\p{S}]/u, 'Must hold something that can be read.'))),
  ),
  feedback: v.optional(
    v.pipe(
      v.array(v.picklist(linkFeedback, `Must be one of ${linkFeedback.join(', ')}.`), 'Must be a list.'),
      v.maxLength(linkFeedback.length, `Must have ${linkFeedback.length} entries at most.`),
    ),
  ),
}

export const shareDraft = v.strictObject({
  ...terms,
  name: line(255),
  albumIds: v.optional(ids(maxAlbums), []),
  grants: v.optional(
    v.pipe(
      v.array(v.strictObject({ albumId: id, capabilities }), 'Must be a list.'),
      v.maxLength(maxAlbums, `Must have ${maxAlbums} entries at most.`),
    ),
    [],
  ),
  withBelow: v.optional(v.boolean('Must be true or false.'), false),
  photoIds: v.optional(ids(maxLinkPhotos), []),
  query: v.optional(
    v.pipe(
      v.string('Must be text.'),
      v.transform((text) => text.trim()),
      v.minLength(1, 'Must ask for something.'),
      v.maxLength(maxQueryLength, `Must have ${maxQueryLength} characters at most.`),
    ),
  ),
  level: v.optional(level, 0),
})

export const sharePatch = v.strictObject({ ...terms, name: v.optional(line(255)) })

export const shareList = v.strictObject({
  limit: pageLimit(200, 50),
  cursor: v.optional(v.string('Must be text.')),
  album: v.optional(id),
})

export const revokeAllOptions = v.strictObject({ everybody: v.optional(v.boolean('Must be true or false.'), false) })

export const visitList = v.strictObject({
  limit: pageLimit(200, 50),
  cursor: v.optional(v.string('Must be text.')),
})
