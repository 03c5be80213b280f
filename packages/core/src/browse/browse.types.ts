import type { Album } from '../albums/album.types.ts'
import type { Photo, PhotoScope } from '../photos/photo.types.ts'
import type { MapTiles } from '../settings/map-tiles.types.ts'
import type { CalendarCell, CalendarPeriod, CalendarUnit } from './calendar.ts'
import type { CalendarBy } from './days.ts'
import type { MapOptions, PhotoMap } from './map.types.ts'

/** Filters whose values are counted one by one; they have the names of the fields of a query. */
export const valueFacets = [
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
] as const
/** Filters that are ranges of a figure. */
export const rangeFacets = ['width', 'height', 'filesize'] as const
export type ValueFacet = (typeof valueFacets)[number]
export type RangeFacet = (typeof rangeFacets)[number]
/** `field.KEY`: a custom field of photos, of the type choice or boolean. */
export type FacetName = ValueFacet | RangeFacet | `field.${string}`

export const isFacetName = (name: string): name is FacetName =>
  /^field\.[a-z0-9-]{1,40}$/.test(name) || [...valueFacets, ...rangeFacets].some((each) => each === name)

export interface FacetsOptions extends PhotoScope {
  /** Which ones, 50 at most. Default: all of {@link valueFacets} and {@link rangeFacets} that this actor may use. */
  facets?: readonly FacetName[] | undefined
  /** Values of each, 1 to 200. Default 30. */
  limit?: number | undefined
  /** Only values that begin with this, or one of whose words does; case and accents make no difference. */
  startsWith?: string | undefined
  /**
   * Counts each facet as though the conditions of `q` on it alone were not there: what one would get by choosing another value in its
   * place, or one more beside it. Default `false`.
   */
  withoutOwn?: boolean | undefined
}

/** One value of a filter. */
export interface FacetValue {
  /** A name, a figure, or the id of a tag, an album or a user. */
  readonly value: string | number | boolean
  /** As people read it. */
  readonly label: string
  readonly photos: number
  /** The condition that leads to these photos, as text of the query language. */
  readonly query: string
}

interface FacetBase {
  readonly name: FacetName
  /** Photos that were counted. */
  readonly photos: number
  /** Those of them without any value. */
  readonly without: number
  /** The condition that leads to those without, as text of the query language; `null` where none does. */
  readonly withoutQuery: string | null
}

export interface ValuesFacet extends FacetBase {
  readonly type: 'values'
  /** How many different values there are (that begin with `startsWith`, where it is given). */
  readonly distinct: number
  /** The most frequent ones, most frequent first. */
  readonly values: readonly FacetValue[]
}

export interface RangesFacet extends FacetBase {
  readonly type: 'range'
  /** Pixels; bytes for `filesize`. `null` where no photo has a figure. */
  readonly min: number | null
  readonly max: number | null
  /** Ascending, without gaps; `from` belongs to the bucket, `to` to the next. */
  readonly buckets: readonly { readonly from: number; readonly to: number; readonly photos: number }[]
}

export type Facet = ValuesFacet | RangesFacet

export interface Facets {
  /** Photos of the scope, with all its conditions. */
  readonly photos: number
  /** In the order asked for. */
  readonly facets: readonly Facet[]
}

export interface CalendarOptions extends PhotoScope, CalendarPeriod {
  /** Default `created`. */
  by?: CalendarBy | undefined
}

/** The photos of a scope by date: years, the months of a year, or the days of a month, each of which may be any. */
export interface Calendar {
  readonly by: CalendarBy
  /** What the cells are; `null` where the period names a day, and there are none. */
  readonly unit: CalendarUnit | null
  /** Ascending; only those with photos. */
  readonly cells: readonly CalendarCell[]
  /** Photos of the period. */
  readonly photos: number
  /** Photos of the scope without such a date. */
  readonly undated: number
  /** Leads to the photos of the period, as text of the query language: `created:2019-07`, `created:*-12-25`; empty for all. */
  readonly query: string
}

export interface CountedTag {
  readonly id: number
  readonly name: string
  /** Of the name, where it is not that of the gallery. */
  readonly language?: string
  readonly slug: string
  /** Photos with this tag or one below it that the actor may see. */
  readonly photos: number
}

export interface CloudTag extends CountedTag {
  /** 1 (few photos) to 5 (many), by the logarithm. */
  readonly size: 1 | 2 | 3 | 4 | 5
}

/** Tags whose names begin with the same character. */
export interface TagInitial {
  /** Without accents, as a capital where there is one. */
  readonly initial: string
  /** How many tags there are. */
  readonly total: number
  /** The first of them by name. */
  readonly tags: readonly CountedTag[]
}

export interface RelatedAlbum {
  readonly id: number
  readonly name: string
  /** Of the name, where it is not that of the gallery. */
  readonly language?: string
  readonly slug: string
  /** Photos that it shares with the scope. */
  readonly photos: number
}

export interface RecentAlbum {
  readonly album: Album
  /** Photos directly in it that came in within the days asked for. */
  readonly newPhotos: number
  /** When the newest of them came in. ISO 8601, UTC. */
  readonly newestAt: string
}

/** How many to name. */
export interface TopOptions extends PhotoScope {
  limit?: number | undefined
}

/**
 * What is computed from a whole set of photos. Every set holds only photos that the actor may see: no value, tag, date or figure
 * tells of another. All wait for the photos to be in memory, which takes a moment after the start.
 *
 * Each takes the scope of a list, and throws for it what the list throws: `ALBUM_NOT_FOUND`, `TAG_NOT_FOUND`, `INPUT_INVALID`.
 */
export interface BrowseService {
  /** How photos are spread over the values of each filter. Facets that the actor may not use are left out. */
  facets(options?: FacetsOptions): Promise<Facets>
  calendar(options?: CalendarOptions): Promise<Calendar>
  /** Where the photos were taken, those near one another together. */
  map(options?: MapOptions): Promise<PhotoMap>
  /** Where maps of this gallery come from, for whoever draws one; `tileUrl` is `null` where the owner chose no such server. */
  mapTiles(): Promise<MapTiles>
  /** The most used tags by name, 200 by default and at most. */
  tagCloud(options?: TopOptions): Promise<CloudTag[]>
  /** All tags by their first character; of each 50 by default, 200 at most. The others: `tags.list({ startsWith })`. */
  tagIndex(options?: { limit?: number | undefined }): Promise<TagInitial[]>
  /**
   * Tags that photos of the scope have beside those it names (and those above these), most frequent first; 20 by default, 200 at most.
   * The count is what is left when the tag is added to the scope.
   */
  relatedTags(options?: TopOptions): Promise<CountedTag[]>
  /** Albums that share photos with the scope, most shared first; 20 by default, 100 at most. */
  relatedAlbums(options?: TopOptions): Promise<RelatedAlbum[]>
  /** Albums with photos that came in within the last `days` (1 to 366, default 7), newest first; 20 by default, 100 at most. */
  recentAlbums(options?: TopOptions & { days?: number | undefined }): Promise<RecentAlbum[]>
  /** Photos that were looked at most often, 15 by default, 100 at most; those never looked at are left out. */
  mostVisited(options?: TopOptions): Promise<Photo[]>
  /** Photos with the most stars, the newest first among equals; 15 by default, 100 at most. Unrated and rejected ones are left out. */
  bestRated(options?: TopOptions): Promise<Photo[]>
  /** An order by chance for `photos.list({ sort })`: another one at each call, the same on every page. */
  randomSort(): `random:${number}`
}
