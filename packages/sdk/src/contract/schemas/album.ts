import * as v from 'valibot'
import { Capability, Count, Id, name, page, pageQuery, Timestamp, text } from './fields.ts'
import { Derivatives } from './photo.ts'

export const Visibility = v.picklist(['public', 'private'])

/** The picture of an album: a photo of it (or of one below) that the asker may see. */
export const Cover = v.strictObject({ photoId: Id, derivatives: Derivatives })
export type Cover = v.InferOutput<typeof Cover>

/** A day as the camera showed it, `2019-07-04`. */
const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/, 'Expected a day, such as 2019-07-04'))

export const Album = v.strictObject({
  id: Id,
  parentId: v.nullable(Id),
  name: v.string(),
  slug: v.string(),
  description: v.nullable(v.string()),
  visibility: Visibility,
  locked: v.boolean(),
  /** Place among its siblings, from 0. */
  position: Count,
  cover: v.nullable(Cover),
  counts: v.strictObject({
    /** Directly in this album. */
    photos: Count,
    /** Different photos in this album and all below. */
    photosBelow: Count,
    /** Albums directly below. */
    albums: Count,
  }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** First and last day on which photos of it and of the albums below were taken. */
  dates: v.nullable(v.strictObject({ from: Day, to: Day })),
  /** When the newest of these photos came in. */
  newestAt: v.nullable(Timestamp),
})
export type Album = v.InferOutput<typeof Album>

export const AlbumPage = page(Album)

export const AlbumListQuery = v.strictObject({
  /** Absent: the albums at the top. */
  parent: v.optional(v.nullable(Id)),
  ...pageQuery,
})

const Position = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))

export const AlbumDraft = v.strictObject({
  name: name(255),
  parentId: v.optional(v.nullable(Id)),
  description: v.optional(v.nullable(text(65_535))),
  visibility: v.optional(Visibility),
  position: v.optional(Position),
})

export const AlbumPatch = v.strictObject({
  name: v.optional(name(255)),
  description: v.optional(v.nullable(text(65_535))),
  visibility: v.optional(Visibility),
  locked: v.optional(v.boolean()),
  /** `null`: chosen by itself again. */
  coverPhotoId: v.optional(v.nullable(Id)),
})

export const AlbumMove = v.strictObject({ parentId: v.nullable(Id), position: v.optional(Position) })

/** What becomes of the photos of a deleted album and of the albums below it. */
export const AlbumDeleteQuery = v.strictObject({
  photos: v.optional(v.picklist(['keep', 'delete-orphans', 'delete-all'])),
})

export const AlbumGrants = v.strictObject({
  /** `true`: grants of the albums above hold here too. */
  inherit: v.boolean(),
  grants: v.pipe(
    v.array(
      v.strictObject({
        principal: v.strictObject({ type: v.picklist(['user', 'group', 'link']), id: Id }),
        capabilities: v.pipe(v.array(Capability), v.maxLength(7)),
      }),
    ),
    v.maxLength(1000),
  ),
})
export type AlbumGrants = v.InferOutput<typeof AlbumGrants>
