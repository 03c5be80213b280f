import * as v from 'valibot'
import { FieldPatch, FieldValues } from './field.ts'
import { Capability, Count, Id, ids, line, name, page, pageQuery, Timestamp, text } from './fields.ts'
import { Derivatives } from './photo.ts'
import { ThemeChoice } from './theme.ts'
import { AlbumTranslations, AlbumTranslationsPatch, inLanguage, TextLanguage } from './translation.ts'

export const Visibility = v.picklist(['public', 'private'])

/** The picture of an album: a photo of it (or of one below) that the asker may see. */
export const Cover = v.strictObject({ photoId: Id, derivatives: Derivatives })
export type Cover = v.InferOutput<typeof Cover>

/** `auto`: the newest photo; `fixed`: the chosen one where it may be seen; `random`: another one each day; `none`. */
export const CoverMode = v.picklist(['auto', 'fixed', 'random', 'none'])

/** How the albums below one are kept in order. */
export const ChildrenOrder = v.picklist(['name', '-name', 'createdAt', '-createdAt'])

/** A day as the camera showed it, `2019-07-04`. */
const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/, 'Expected a day, such as 2019-07-04'))

export const Album = v.strictObject({
  id: Id,
  parentId: v.nullable(Id),
  name: v.string(),
  slug: v.string(),
  description: v.nullable(v.string()),
  /** Which language both are in; `null`: that of the gallery. */
  languages: v.strictObject({ name: TextLanguage, description: TextLanguage }),
  /** Both in all other languages, for those who may edit the album; `null` for others. */
  translations: v.nullable(AlbumTranslations),
  visibility: Visibility,
  locked: v.boolean(),
  /** Place among its siblings, from 0. */
  position: Count,
  cover: v.nullable(Cover),
  coverMode: CoverMode,
  /** Whether its photos may be commented on. */
  comments: v.boolean(),
  /** Its own theme, `mosaic` or with a palette, `mosaic:dusk`; `null`: that of the album above. */
  theme: v.nullable(v.string()),
  /** The theme of its page: its own, or that of the nearest album above; `null`: that of the gallery. */
  pageTheme: v.nullable(v.string()),
  /** Usual order of its photos; `null`: that of the gallery. */
  photoSort: v.nullable(v.string()),
  /** `null`: the albums below are in order by hand. */
  childrenOrder: v.nullable(ChildrenOrder),
  /** Its readable address, `travel/2019/iceland`. */
  permalink: v.nullable(v.string()),
  /** `true`: it shows the photos that fit a query. */
  isSmart: v.boolean(),
  /** The query of a smart album, for those who may edit it. */
  query: v.nullable(v.string()),
  counts: v.strictObject({
    /** Directly in this album. */
    photos: Count,
    /** Different photos in this album and all below. */
    photosBelow: Count,
    /** Albums directly below. */
    albums: Count,
  }),
  /** Values of custom fields by key, those that are set. */
  fields: FieldValues,
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
  ...inLanguage,
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
  comments: v.optional(v.boolean()),
  photoSort: v.optional(v.nullable(line(100))),
  childrenOrder: v.optional(v.nullable(ChildrenOrder)),
  /** Makes a smart album: the photos that fit this query. */
  query: v.optional(v.nullable(line(4_000))),
})

export const AlbumPatch = v.strictObject({
  /** Custom fields by key; `null` takes a value away. */
  fields: v.optional(FieldPatch),
  name: v.optional(name(255)),
  description: v.optional(v.nullable(text(65_535))),
  /** Name and description in other languages, by language; what is left out stays, `null` takes away. */
  translations: v.optional(AlbumTranslationsPatch),
  visibility: v.optional(Visibility),
  locked: v.optional(v.boolean()),
  /** `null`: chosen by itself again. */
  coverPhotoId: v.optional(v.nullable(Id)),
  cover: v.optional(
    v.variant('mode', [
      v.strictObject({ mode: v.picklist(['auto', 'random', 'none']) }),
      v.strictObject({ mode: v.literal('fixed'), photoId: Id }),
    ]),
  ),
  comments: v.optional(v.boolean()),
  photoSort: v.optional(v.nullable(line(100))),
  childrenOrder: v.optional(v.nullable(ChildrenOrder)),
  /** `null`: that of the album above. */
  theme: v.optional(v.nullable(ThemeChoice)),
  /** `null`: none any more; the one it had still leads to the album. */
  permalink: v.optional(v.nullable(line(255))),
  query: v.optional(v.nullable(line(4_000))),
  /** Visibility, lock, comments and both orders go for the albums below as well. */
  applyToSubAlbums: v.optional(v.boolean()),
})

const orderedIds = v.pipe(ids(10_000), v.minLength(1))

export const AlbumSorting = v.strictObject({
  parent: v.nullable(Id),
  by: v.picklist(['name', 'createdAt', 'newestPhoto']),
  descending: v.optional(v.boolean()),
  /** Also below, down to the last level. */
  recursive: v.optional(v.boolean()),
})

/** Albums of one parent, which take each other's places. */
export const AlbumReordering = v.strictObject({ parent: v.nullable(Id), ids: orderedIds })

/** Photos of an album, put before another one; `null`: at the end. */
export const PhotoPlacing = v.strictObject({ photoIds: orderedIds, before: v.nullable(Id) })
export const PhotoOrdering = v.strictObject({ photoIds: orderedIds })

export const AlbumFindQuery = v.strictObject({
  ...inLanguage,
  text: line(255),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
})
export const AlbumList = v.strictObject({ items: v.array(Album) })

export const PermalinkQuery = v.strictObject({ permalink: line(255) })
/** `isCurrent` is `false` for a permalink that the album gave up. */
export const ResolvedPermalink = v.strictObject({ albumId: Id, isCurrent: v.boolean() })

export const Permalink = v.strictObject({
  id: Id,
  path: v.string(),
  isCurrent: v.boolean(),
  /** How often it was followed since it was given up. */
  hits: Count,
  lastHitAt: v.nullable(Timestamp),
  createdAt: Timestamp,
})
export type Permalink = v.InferOutput<typeof Permalink>
export const PermalinkList = v.strictObject({ items: v.array(Permalink) })
export const PermalinkParams = v.strictObject({ id: Id, permalinkId: Id })

/** What new albums are like where nobody says otherwise. */
export const AlbumDefaults = v.strictObject({
  visibility: Visibility,
  comments: v.boolean(),
  position: v.picklist(['first', 'last']),
  /** `true`: albums made below a private one are private. */
  inheritVisibility: v.boolean(),
})
export type AlbumDefaults = v.InferOutput<typeof AlbumDefaults>
export const AlbumDefaultsPatch = v.partial(AlbumDefaults)

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
/** `applyToSubAlbums`: the albums below inherit these grants, and lose their own to users and groups. */
export const AlbumGrantsInput = v.strictObject({
  ...AlbumGrants.entries,
  applyToSubAlbums: v.optional(v.boolean()),
})
export type AlbumGrants = v.InferOutput<typeof AlbumGrants>
