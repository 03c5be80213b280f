import * as v from 'valibot'
import { capabilities } from '../access/capabilities.ts'
import { themeChoice } from '../appearance/theme-choice.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { fieldPatch } from '../fields/field.schema.ts'
import { id, line, pageLimit, prose, wholeNumber } from '../input/validate.ts'
import { isPhotoSort } from '../photos/photo.sort.ts'
import { maxQueryLength, parseQuery } from '../query/parse.ts'
import { printQuery } from '../query/print.ts'
import { albumTranslations } from '../translations/translation.schema.ts'
import { childrenOrders } from './children-order.ts'
import { permalinkText } from './permalink.text.ts'

const name = line(255)
const description = v.nullable(prose(60_000))
const visibility = v.picklist(['public', 'private'], 'Must be public or private.')
const position = wholeNumber(0, 1_000_000)

const flag = v.boolean('Must be true or false.')
const photoSort = v.pipe(
  v.string('Must be text.'),
  v.check((value) => isPhotoSort(value), 'Must be one to three different keys, such as -rating,takenAt.'),
)
const childrenOrder = v.nullable(v.picklist(childrenOrders, `Must be one of ${childrenOrders.join(', ')}, or null.`))

/** A query as text, kept as the language prints it. */
const query = v.pipe(
  line(maxQueryLength),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const text = toPrinted(dataset.value)
    if (typeof text === 'string' && text.length <= maxQueryLength) return text
    addIssue({ message: typeof text === 'string' ? `Must have ${maxQueryLength} characters at most.` : text.fault })
    return NEVER
  }),
  v.minLength(1, 'Must ask for something.'),
)

const toPrinted = (text: string): string | { fault: string } => {
  try {
    return printQuery(parseQuery(text))
  } catch (error) {
    if (VitrineError.has(error, 'INPUT_INVALID')) return { fault: error.issues[0]?.message ?? 'Is not a query.' }
    throw error
  }
}

export const albumDraft = v.strictObject({
  name,
  parentId: v.optional(v.nullable(id), null),
  description: v.optional(description, null),
  visibility: v.optional(visibility),
  position: v.optional(position),
  comments: v.optional(flag),
  photoSort: v.optional(v.nullable(photoSort), null),
  childrenOrder: v.optional(childrenOrder, null),
  query: v.optional(v.nullable(query), null),
})

export const albumDefaults = v.strictObject({
  visibility: v.optional(visibility),
  comments: v.optional(flag),
  position: v.optional(v.picklist(['first', 'last'], 'Must be first or last.')),
  inheritVisibility: v.optional(flag),
})

export const albumPatch = v.strictObject({
  fields: v.optional(fieldPatch),
  name: v.optional(name),
  description: v.optional(description),
  translations: v.optional(albumTranslations),
  visibility: v.optional(visibility),
  locked: v.optional(flag),
  coverPhotoId: v.optional(v.nullable(id)),
  cover: v.optional(
    v.variant(
      'mode',
      [
        v.strictObject({ mode: v.picklist(['auto', 'random', 'none']) }),
        v.strictObject({ mode: v.literal('fixed'), photoId: id }),
      ],
      'Must be auto, fixed, random or none.',
    ),
  ),
  comments: v.optional(flag),
  photoSort: v.optional(v.nullable(photoSort)),
  childrenOrder: v.optional(childrenOrder),
  theme: v.optional(v.nullable(themeChoice)),
  permalink: v.optional(v.nullable(permalinkText)),
  query: v.optional(v.nullable(query)),
  applyToSubAlbums: v.optional(flag, false),
})

const different = (ids: number[]) => new Set(ids).size === ids.length

export const albumSorting = v.strictObject({
  parent: v.nullable(id),
  by: v.picklist(['name', 'createdAt', 'newestPhoto'], 'Must be name, createdAt or newestPhoto.'),
  descending: v.optional(flag, false),
  recursive: v.optional(flag, false),
})

const idsToOrder = v.pipe(
  v.array(id, 'Must be a list.'),
  v.minLength(1, 'Must not be empty.'),
  v.maxLength(10_000, 'Must have 10000 entries at most.'),
  v.check(different, 'Must name each once.'),
)

export const albumReordering = v.strictObject({ parent: v.nullable(id), ids: idsToOrder })

export const photoPlacing = v.strictObject({ photoIds: idsToOrder, before: v.optional(v.nullable(id)) })

export const albumFinding = v.strictObject({
  text: v.pipe(v.string('Must be text.'), v.maxLength(255)),
  limit: pageLimit(100, 20),
})

export const albumMove = v.strictObject({ parentId: v.nullable(id), position: v.optional(position) })

export const albumDeletion = v.strictObject({
  photos: v.optional(
    v.picklist(['keep', 'delete-orphans', 'delete-all'], 'Must be keep, delete-orphans or delete-all.'),
    'keep',
  ),
})

export const albumGrants = v.strictObject({
  inherit: flag,
  applyToSubAlbums: v.optional(flag, false),
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
