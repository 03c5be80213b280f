import * as v from 'valibot'
import { Album, Cover } from './album.ts'
import { Count, Id, Latitude, Longitude, line, Timestamp } from './fields.ts'
import { Photo, PhotoScopeQuery } from './photo.ts'

const { sort: _sort, ...scope } = PhotoScopeQuery.entries

const upTo = (max: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max)))

/** Filters whose values are counted one by one; they have the names of the fields of a query. */
export const ValueFacetName = v.picklist([
  'tag',
  'album',
  'author',
  'uploader',
  'media',
  'extension',
  'mime',
  'orientation',
  'rating',
  'make',
  'camera',
  'lens',
  'iso',
  'aperture',
  'exposure',
  'focal',
  'city',
  'country',
  'year',
  'level',
])
/** Filters that are ranges of a figure. */
export const RangeFacetName = v.picklist(['width', 'height', 'filesize'])
/** A custom field of photos, by its key. */
const FieldFacetName = v.pipe(
  v.string(),
  v.regex(/^field\.[a-z0-9-]{1,40}$/u, 'Expected the name of a facet, such as camera or field.KEY'),
)
const FacetName = v.union([ValueFacetName, RangeFacetName, FieldFacetName])

export const FacetsQuery = v.strictObject({
  ...scope,
  /** Absent: all that the asker may use. */
  facets: v.optional(v.pipe(v.array(FacetName), v.minLength(1), v.maxLength(50))),
  /** Values of each. Default 30. */
  limit: upTo(200),
  /** Only values that begin so, or one of whose words does. */
  startsWith: v.optional(line(255)),
  /** Counts each facet as though the conditions of `q` on it alone were not there. */
  withoutOwn: v.optional(v.boolean()),
})

const finite = v.pipe(v.number(), v.finite())
const facet = {
  name: v.string(),
  /** Photos that were counted. */
  photos: Count,
  /** Those of them without any value. */
  without: Count,
  /** Leads to those without; `null` where no condition does. */
  withoutQuery: v.nullable(v.string()),
}

export const ValuesFacet = v.strictObject({
  type: v.literal('values'),
  ...facet,
  /** How many different values there are. */
  distinct: Count,
  /** Most frequent first. */
  values: v.array(
    v.strictObject({
      value: v.union([v.string(), finite, v.boolean()]),
      label: v.string(),
      photos: Count,
      /** The condition that leads to these photos. */
      query: v.string(),
    }),
  ),
})
export type ValuesFacet = v.InferOutput<typeof ValuesFacet>

export const RangesFacet = v.strictObject({
  type: v.literal('range'),
  ...facet,
  min: v.nullable(finite),
  max: v.nullable(finite),
  /** Ascending, without gaps; `from` belongs to the bucket, `to` to the next. */
  buckets: v.array(v.strictObject({ from: finite, to: finite, photos: Count })),
})
export type RangesFacet = v.InferOutput<typeof RangesFacet>

export const Facets = v.strictObject({
  /** Photos of the scope, with all its conditions. */
  photos: Count,
  facets: v.array(v.variant('type', [ValuesFacet, RangesFacet])),
})
export type Facets = v.InferOutput<typeof Facets>

/** A part of a date, or any. */
const part = (min: number, max: number) =>
  v.optional(v.union([v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)), v.literal('any')]))

export const CalendarQuery = v.strictObject({
  ...scope,
  /** Default `created`. */
  by: v.optional(v.picklist(['created', 'posted'])),
  year: part(1, 9_999),
  /** Needs a year. */
  month: part(1, 12),
  /** Needs a month. */
  day: part(1, 31),
  /** Default `month`. By weeks, years are those that weeks of ISO 8601 belong to. */
  style: v.optional(v.picklist(['month', 'week'])),
  /** Needs a year, and the style `week`. */
  week: part(1, 53),
  /** 1 (Monday) to 7 (Sunday); needs a week. */
  weekday: part(1, 7),
})

export const Calendar = v.strictObject({
  by: v.picklist(['created', 'posted']),
  /** What the cells are; `null` where the period names a day. */
  unit: v.nullable(v.picklist(['year', 'month', 'day', 'week', 'weekday'])),
  /** Ascending; only those with photos. */
  cells: v.array(
    v.strictObject({
      value: Count,
      photos: Count,
      /** The newest photo of the cell. */
      cover: v.nullable(Cover),
    }),
  ),
  /** Photos of the period. */
  photos: Count,
  /** Photos of the scope without such a date. */
  undated: Count,
  /** Leads to the photos of the period. */
  query: v.string(),
})
export type Calendar = v.InferOutput<typeof Calendar>

/** Degrees; without the others, the world is not bounded on that side. */
const side = (limit: number) => v.optional(v.pipe(v.number(), v.minValue(-limit), v.maxValue(limit)))

export const MapQuery = v.strictObject({
  ...scope,
  /** The part of the map, in degrees. */
  south: side(90),
  /** Above `east` where the part reaches over the date line. */
  west: side(180),
  north: side(90),
  east: side(180),
  /** 0 (the whole world) to 18. Photos within 64 pixels of a map of that zoom are one cluster. Default 2. */
  zoom: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(18))),
})

const MapBox = v.strictObject({ south: Latitude, west: Longitude, north: Latitude, east: Longitude })

export const PhotoMap = v.strictObject({
  /** 300 at most, most photos first. */
  clusters: v.array(
    v.strictObject({
      /** The middle of the positions of these photos. */
      latitude: Latitude,
      longitude: Longitude,
      photos: Count,
      /** Around these photos: a point where all were taken at the same place. */
      box: MapBox,
      /** The newest of these photos; `null` where it has just gone. */
      cover: v.nullable(Cover),
    }),
  ),
  /** That of the clusters: less than what was asked for where there would be too many. */
  zoom: Count,
  /** Photos with a position, within the part asked for. */
  photos: Count,
  /** Photos of the scope without a position. */
  withoutPosition: Count,
  /** Around all of these photos; `null` where there are none. */
  box: v.nullable(MapBox),
  /** Leads to these photos. */
  query: v.string(),
})
export type PhotoMap = v.InferOutput<typeof PhotoMap>

/** A tag with how many photos have it, or one below it. */
export const CountedTag = v.strictObject({ id: Id, name: v.string(), slug: v.string(), photos: Count })
export type CountedTag = v.InferOutput<typeof CountedTag>

export const TagCloudQuery = v.strictObject({ ...scope, limit: upTo(200) })
export const TagCloud = v.strictObject({
  /** By name. `size`: 1 (few photos) to 5 (many). */
  items: v.array(v.strictObject({ ...CountedTag.entries, size: v.picklist([1, 2, 3, 4, 5]) })),
})
export type TagCloud = v.InferOutput<typeof TagCloud>

export const TagIndexQuery = v.strictObject({ limit: upTo(200) })
export const TagIndex = v.strictObject({
  items: v.array(
    v.strictObject({
      /** First character of the names. */
      initial: v.string(),
      /** How many tags there are; `tags` holds the first of them. */
      total: Count,
      tags: v.array(CountedTag),
    }),
  ),
})
export type TagIndex = v.InferOutput<typeof TagIndex>

export const RelatedTagsQuery = v.strictObject({ ...scope, limit: upTo(200) })
export const RelatedTags = v.strictObject({ items: v.array(CountedTag) })
export type RelatedTags = v.InferOutput<typeof RelatedTags>

export const RelatedAlbumsQuery = v.strictObject({ ...scope, limit: upTo(100) })
export const RelatedAlbums = v.strictObject({
  items: v.array(v.strictObject({ id: Id, name: v.string(), slug: v.string(), photos: Count })),
})
export type RelatedAlbums = v.InferOutput<typeof RelatedAlbums>

export const RecentAlbumsQuery = v.strictObject({ ...scope, limit: upTo(100), days: upTo(366) })
export const RecentAlbums = v.strictObject({
  items: v.array(v.strictObject({ album: Album, newPhotos: Count, newestAt: Timestamp })),
})
export type RecentAlbums = v.InferOutput<typeof RecentAlbums>

export const PopularPhotosQuery = v.strictObject({
  ...scope,
  /** `visits`: looked at most often; `rating`: most stars, the newest first among equals. */
  by: v.picklist(['visits', 'rating']),
  limit: upTo(100),
})
export const PopularPhotos = v.strictObject({ items: v.array(Photo) })
export type PopularPhotos = v.InferOutput<typeof PopularPhotos>
