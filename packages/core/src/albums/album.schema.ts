import * as v from 'valibot'
import { capabilities } from '../access/capabilities.ts'
import { id, line, pageLimit, prose } from '../input/validate.ts'

const name = line(255)
const description = v.nullable(prose(60_000))
const visibility = v.picklist(['public', 'private'], 'Must be public or private.')
const position = v.pipe(
  v.number('Must be a number.'),
  v.integer('Must be a whole number.'),
  v.minValue(0, 'Must be 0 or more.'),
  v.maxValue(1_000_000, 'Must be 1000000 at most.'),
)

export const albumDraft = v.strictObject({
  name,
  parentId: v.optional(v.nullable(id), null),
  description: v.optional(description, null),
  visibility: v.optional(visibility, 'public'),
  position: v.optional(position),
})

export const albumPatch = v.strictObject({
  name: v.optional(name),
  description: v.optional(description),
  visibility: v.optional(visibility),
  locked: v.optional(v.boolean('Must be true or false.')),
  coverPhotoId: v.optional(v.nullable(id)),
})

export const albumMove = v.strictObject({ parentId: v.nullable(id), position: v.optional(position) })

export const albumDeletion = v.strictObject({
  photos: v.optional(
    v.picklist(['keep', 'delete-orphans', 'delete-all'], 'Must be keep, delete-orphans or delete-all.'),
    'keep',
  ),
})

export const albumGrants = v.strictObject({
  inherit: v.boolean('Must be true or false.'),
  grants: v.pipe(
    v.array(
      v.strictObject({
        principal: v.strictObject({ type: v.picklist(['user', 'group', 'link'], 'Must be user, group or link.'), id }),
        capabilities: v.pipe(
          v.array(v.picklist(capabilities, `Must be one of ${capabilities.join(', ')}.`)),
          v.minLength(1, 'Must name a capability.'),
        ),
      }),
      'Must be a list.',
    ),
    v.maxLength(1_000, 'Must have 1000 entries at most.'),
  ),
})

export const albumList = v.strictObject({
  parent: v.nullable(id),
  limit: pageLimit(500, 100),
  cursor: v.optional(v.string('Must be text.')),
})
