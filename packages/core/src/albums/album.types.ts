import type { Capability } from '../access/capabilities.ts'
import type { Page } from '../paging/page.types.ts'

export type Visibility = 'public' | 'private'

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
  readonly visibility: Visibility
  /** Locked albums are shown to those who manage them, only. */
  readonly locked: boolean
  /** Place among the albums beside it that the actor may see, from 0. */
  readonly position: number
  /** A photo of this album or one below that the actor may see; `null` where there is none. */
  readonly coverPhotoId: number | null
  readonly counts: {
    /** Photos directly in this album. */
    readonly photos: number
    /** Different photos in this album and all below. */
    readonly photosBelow: number
    /** Sub-albums directly below. */
    readonly albums: number
  }
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
  /** Default `public`. */
  visibility?: Visibility
  /** Default: last. */
  position?: number
}

export interface AlbumPatch {
  name?: string
  description?: string | null
  visibility?: Visibility
  locked?: boolean
  /** `null`: chosen by itself again. */
  coverPhotoId?: number | null
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

export interface AlbumCrumb {
  readonly id: number
  readonly name: string
  readonly slug: string
}

export interface AlbumsService {
  /** Sub-albums that the actor may see, in their order. @throws `ALBUM_NOT_FOUND` */
  list(options: { parent: number | null; limit?: number; cursor?: string | undefined }): Promise<Page<Album>>
  get(id: number): Promise<Album>
  /** Those of them that the actor sees, in the order asked for; the others are left out. 1,000 at most. */
  getMany(ids: readonly number[]): Promise<Album[]>
  /** From the root down to the album itself. Albums above that the actor may not see are left out. */
  path(id: number): Promise<AlbumCrumb[]>
  create(draft: AlbumDraft): Promise<Album>
  update(id: number, patch: AlbumPatch): Promise<Album>
  /** @throws `ALBUM_CYCLE`, `ALBUM_TOO_DEEP`, `ALBUM_READ_ONLY` */
  move(id: number, to: { parentId: number | null; position?: number }): Promise<Album>
  delete(id: number, options?: { photos?: PhotosOfDeletedAlbum }): Promise<void>
  grants(id: number): Promise<AlbumGrants>
  setGrants(id: number, grants: AlbumGrants): Promise<AlbumGrants>
}
