import type { Capability } from '../access/capabilities.ts'
import type { FieldPatch, FieldValues } from '../fields/field.types.ts'
import type { AlbumText, TextLanguages, Translations, TranslationsPatch } from '../translations/translation.types.ts'

export type Visibility = 'public' | 'private'

/**
 * `auto`: the newest photo of the album, or of the first album below that has any; `fixed`: one that somebody chose, as long as whoever
 * looks may see it, else as `auto`; `random`: another photo of the album or below each day; `none`.
 */
export type CoverMode = 'auto' | 'fixed' | 'random' | 'none'

/** How the albums below one are kept in order. */
export type ChildrenOrder = 'name' | '-name' | 'createdAt' | '-createdAt'

/** An album as one actor sees it: counts, cover and capabilities are that actor's. */
export interface Album {
  readonly id: number
  readonly parentId: number | null
  readonly name: string
  /** Last part of a readable address; not unique. */
  readonly slug: string
  readonly description: string | null
  /** Which language name and description are in; `null`: that of the gallery. See `inLanguage`. */
  readonly languages: TextLanguages<AlbumText>
  /** Both in all other languages, for those who may edit the album; `null` for others. */
  readonly translations: Translations<AlbumText> | null
  readonly visibility: Visibility
  /** Locked albums are shown to those who manage them, only. */
  readonly locked: boolean
  /** Place among the albums beside it that the actor may see, from 0. */
  readonly position: number
  /** A photo of this album or one below that the actor may see; `null` where there is none. */
  readonly coverPhotoId: number | null
  readonly coverMode: CoverMode
  /** Whether its photos may be commented on. */
  readonly comments: boolean
  /** Its own theme, `darkroom` or `mosaic:dusk`; `null`: that of the album above. */
  readonly theme: string | null
  /** The theme its page has: its own, or that of the nearest album above that has one; `null`: that of the gallery. */
  readonly pageTheme: string | null
  /** Usual order of its photos, `-rating,takenAt`; `null`: that of the gallery. */
  readonly photoSort: string | null
  /** How the albums below are kept in order; `null`: by hand. */
  readonly childrenOrder: ChildrenOrder | null
  /** Its readable address, `travel/2019/iceland`; `null` where it has none of its own. */
  readonly permalink: string | null
  /** `true`: a smart album, which shows the photos that fit a query. */
  readonly isSmart: boolean
  /** The query of a smart album, for those who may edit it; `null` for others: it may tell names that they do not know. */
  readonly query: string | null
  readonly counts: {
    /** Photos directly in this album. */
    readonly photos: number
    /** Different photos in this album and all below. */
    readonly photosBelow: number
    /** Sub-albums directly below. */
    readonly albums: number
  }
  /** Values of custom fields by key, those that are set. */
  readonly fields: FieldValues
  /** `true` where the album mirrors a folder of a library root: its place and name follow the folder. */
  readonly mirrorsFolder: boolean
  readonly capabilities: readonly Capability[]
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly updatedAt: string
  /**
   * First and last day on which photos of this album and those below were taken, `2019-07-04`, of those that the actor may see. `null`
   * where no photo has a date, and, in a large gallery, until its photos are in memory a moment after the start.
   */
  readonly dates: { readonly from: string; readonly to: string } | null
  /** When the newest of these photos came in, ISO 8601 UTC; `null` as for `dates`. */
  readonly newestAt: string | null
}

export interface AlbumDraft {
  /** 1 to 255 characters. */
  name: string
  /** Default `null`: a root album. */
  parentId?: number | null
  description?: string | null
  /** Default: that of the gallery for new albums; see {@link AlbumDefaults}. */
  visibility?: Visibility
  /** From 0, counted among the albums that the actor sees there. Default: first or last, as the gallery wants it. */
  position?: number
  /** Default: that of the gallery for new albums. */
  comments?: boolean
  photoSort?: string | null
  childrenOrder?: ChildrenOrder | null
  /** Makes a smart album: the photos that fit this query, as everybody may see them. Nothing can be put into it by hand. */
  query?: string | null
}

/** What new albums are like where nobody says otherwise. */
export interface AlbumDefaults {
  /** Default `public`. */
  readonly visibility: Visibility
  /** Default `true`. */
  readonly comments: boolean
  /** Default `last`. */
  readonly position: 'first' | 'last'
  /** `true`: albums made below a private one are private. Default `false`: they are hidden as long as the one above is. */
  readonly inheritVisibility: boolean
}

export interface AlbumPatch {
  /** Custom fields by key; `null` takes a value away. */
  fields?: FieldPatch
  name?: string
  description?: string | null
  /** Name and description in other languages than that of the gallery; what is left out stays. */
  translations?: TranslationsPatch<AlbumText>
  visibility?: Visibility
  locked?: boolean
  /** `null`: chosen by itself again. Short for `cover`. */
  coverPhotoId?: number | null
  cover?: { mode: 'auto' | 'random' | 'none' } | { mode: 'fixed'; photoId: number }
  comments?: boolean
  /** `null`: that of the album above. */
  theme?: string | null
  /** Up to three keys, `-rating,takenAt`; `null`: that of the gallery. */
  photoSort?: string | null
  /** Puts the albums below in this order, and keeps them in it; `null`: by hand from now on. Needs `organise`. */
  childrenOrder?: ChildrenOrder | null
  /** `null`: none any more; the one it had still leads to the album. Needs `manage`. */
  permalink?: string | null
  /** Of a smart album; `null`: an album like any other from now on. An album that holds photos cannot become a smart one. */
  query?: string | null
  /** Visibility, lock, comments and both orders go for all albums below as well that the actor may change so. Default `false`. */
  applyToSubAlbums?: boolean
}

/** By what albums are put in order once. `newestPhoto`: the last date among the photos of the album and below. */
export interface AlbumSorting {
  by: 'name' | 'createdAt' | 'newestPhoto'
  descending?: boolean
  /** Also below, down to the last level. Default `false`. */
  recursive?: boolean
}

export interface ResolvedPermalink {
  readonly albumId: number
  /** `false`: the album has another one by now, or none. */
  readonly isCurrent: boolean
}

/** A readable address that an album has, or had. */
export interface AlbumPermalink {
  readonly id: number
  readonly path: string
  readonly isCurrent: boolean
  /** How often it was followed since it was given up. */
  readonly hits: number
  readonly lastHitAt: string | null
  readonly createdAt: string
}

/** What becomes of the photos of a deleted album (and of the albums below it). */
export type PhotosOfDeletedAlbum = 'keep' | 'delete-orphans' | 'delete-all'

export interface Grant {
  readonly principal: { readonly type: 'user' | 'group' | 'link'; readonly id: number }
  readonly capabilities: readonly Capability[]
}

export interface AlbumGrants {
  /** `true`: grants of the albums above hold here too. */
  readonly inherit: boolean
  readonly grants: readonly Grant[]
}

export interface AlbumGrantsInput extends AlbumGrants {
  /**
   * The albums below inherit these grants: their own to users and groups go, in all of them that the actor manages. Default `false`:
   * those that have grants of their own keep them.
   */
  readonly applyToSubAlbums?: boolean
}

export interface AlbumCrumb {
  readonly id: number
  readonly name: string
  /** Of the name, where it is not that of the gallery. */
  readonly language?: string
  readonly slug: string
  readonly permalink: string | null
}
