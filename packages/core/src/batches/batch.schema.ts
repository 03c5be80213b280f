import * as v from 'valibot'
import { id, pageLimit, prose } from '../input/validate.ts'
import { photoPatch, photosToSelect, tagNames } from '../photos/photo.schema.ts'
import { batchTranslations } from '../translations/translation.schema.ts'

/** Photos that one batch changes: a few seconds of writing, during which others wait for their turn. */
export const maxPhotos = 10_000

/** A hundred years. */
const maxShiftSeconds = 100 * 366 * 86_400

const albumIds = v.pipe(
  v.array(id, 'Must be a list.'),
  v.minLength(1, 'Must name an album.'),
  v.maxLength(100, 'Must have 100 entries at most.'),
)
const names = v.pipe(tagNames, v.minLength(1, 'Must name a tag.'))

const { title, author, copyright, rating, level, takenAt, latitude, longitude, altitude, fields } = photoPatch.entries
const values = v.strictObject({
  title,
  description: v.optional(v.nullable(prose(2_000))),
  translations: v.optional(batchTranslations),
  author,
  copyright,
  rating,
  level,
  takenAt,
  latitude,
  longitude,
  altitude,
  fields,
})

const change = v.pipe(
  v.strictObject({
    set: v.optional(
      v.pipe(
        values,
        v.check((set) => Object.values(set).some((value) => value !== undefined), 'Must set something.'),
      ),
    ),
    addTags: v.optional(names),
    removeTags: v.optional(names),
    addToAlbums: v.optional(albumIds),
    removeFromAlbums: v.optional(albumIds),
    moveToAlbum: v.optional(id),
    shiftTakenAtSeconds: v.optional(
      v.pipe(
        v.number('Must be a number.'),
        v.integer('Must be a whole number.'),
        v.minValue(-maxShiftSeconds, `Must be ${-maxShiftSeconds} or more.`),
        v.maxValue(maxShiftSeconds, `Must be ${maxShiftSeconds} at most.`),
        v.check((seconds) => seconds !== 0, 'Must not be 0.'),
      ),
    ),
    delete: v.optional(v.boolean('Must be true or false.')),
  }),
  v.transform(({ delete: isDelete, ...rest }) => ({ ...rest, ...(isDelete ? { delete: true as const } : {}) })),
  v.check((given) => Object.values(given).some((value) => value !== undefined), 'Must change something.'),
  v.check(
    (given) => !given.delete || Object.values(given).filter((value) => value !== undefined).length === 1,
    'What goes into the trash cannot be changed as well.',
  ),
  v.check(
    ({ moveToAlbum, addToAlbums, removeFromAlbums }) =>
      moveToAlbum === undefined || (addToAlbums === undefined && removeFromAlbums === undefined),
    'moveToAlbum cannot be joined with other changes of albums.',
  ),
  v.check(
    ({ set, shiftTakenAtSeconds }) => set?.takenAt === undefined || shiftTakenAtSeconds === undefined,
    'A date is set or moved, not both.',
  ),
)
export type CheckedChange = v.InferOutput<typeof change>

const select = v.pipe(
  v.strictObject({
    ...photosToSelect.entries,
    ids: v.optional(
      v.pipe(
        v.array(id, 'Must be a list.'),
        v.minLength(1, 'Must name a photo.'),
        v.maxLength(maxPhotos, `Must have ${maxPhotos} entries at most.`),
      ),
    ),
  }),
  v.check(
    ({ ids, recursive, ...conditions }) =>
      ids === undefined || (!recursive && Object.values(conditions).every((value) => value === undefined)),
    'ids cannot be joined with the conditions of a list.',
  ),
)
export type CheckedSelection = v.InferOutput<typeof select>

export const batchOptions = v.strictObject({
  select,
  change,
  dryRun: v.optional(v.boolean('Must be true or false.'), false),
  expectedPhotos: v.optional(
    v.pipe(
      v.number('Must be a number.'),
      v.safeInteger('Must be a whole number.'),
      v.minValue(0, 'Must be 0 or more.'),
    ),
  ),
})

export const batchList = v.strictObject({ limit: pageLimit(200, 50), cursor: v.optional(v.string('Must be text.')) })
