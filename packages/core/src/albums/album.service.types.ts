import type { Page } from '../paging/page.types.ts'
import type {
  Album,
  AlbumCrumb,
  AlbumDefaults,
  AlbumDraft,
  AlbumGrants,
  AlbumGrantsInput,
  AlbumPatch,
  AlbumPermalink,
  AlbumSorting,
  PhotosOfDeletedAlbum,
  ResolvedPermalink,
} from './album.types.ts'

export interface AlbumsService {
  /** Sub-albums that the actor may see, in their order. @throws `ALBUM_NOT_FOUND` */
  list(options: { parent: number | null; limit?: number; cursor?: string | undefined }): Promise<Page<Album>>
  /** How many the actor may see in all, at any depth. Reads nothing but the actor's rights. */
  count(): Promise<number>
  get(id: number): Promise<Album>
  /** Those of them that the actor sees, in the order asked for; the others are left out. 1,000 at most. */
  getMany(ids: readonly number[]): Promise<Album[]>
  /** From the root down to the album itself. Albums above that the actor may not see are left out. */
  path(id: number): Promise<AlbumCrumb[]>
  /** Albums by the words of their names, each at least as the beginning of a word; closest first. Default 20, 100 at most. */
  find(text: string, options?: { limit?: number }): Promise<Album[]>
  create(draft: AlbumDraft): Promise<Album>
  /** @throws `NAME_TAKEN` (path `permalink`), `ALBUM_READ_ONLY` */
  update(id: number, patch: AlbumPatch): Promise<Album>
  /**
   * Below another parent: needs `manage`, for others may see it there; among its siblings: `organise`. In both cases `organise` in
   * the parent; at the root, administrators. `position` is counted among the albums that the actor sees there. Default: last.
   *
   * @throws `ALBUM_CYCLE`, `ALBUM_TOO_DEEP`, `ALBUM_READ_ONLY`
   */
  move(id: number, to: { parentId: number | null; position?: number }): Promise<Album>
  delete(id: number, options?: { photos?: PhotosOfDeletedAlbum }): Promise<void>
  grants(id: number): Promise<AlbumGrants>
  setGrants(id: number, grants: AlbumGrantsInput): Promise<AlbumGrants>
  /** Puts the albums below one (`null`: those at the root) in order once; they can be moved by hand afterwards. Needs `organise`. */
  sortChildren(parent: number | null, sorting: AlbumSorting): Promise<void>
  /**
   * Puts albums of one parent into this order: they take each other's places, those not named keep theirs. Ends the order that the
   * parent keeps. Needs `organise`.
   */
  reorder(parent: number | null, ids: readonly number[]): Promise<void>
  /**
   * Puts photos of an album at places of their own, in this order, directly before another photo; `null`: at the end. From then on
   * the album is shown in the order made by hand. Needs `organise`; 10,000 photos at most.
   */
  placePhotos(id: number, photoIds: readonly number[], to: { before: number | null }): Promise<void>
  /** Puts these photos first, in this order; the others follow as they stand. */
  orderPhotos(id: number, photoIds: readonly number[]): Promise<void>
  /** The album that a permalink leads to. @throws `ALBUM_NOT_FOUND` */
  resolve(permalink: string): Promise<ResolvedPermalink>
  /** The permalink of an album and up to 100 that it gave up. Needs `manage`. */
  permalinks(id: number): Promise<AlbumPermalink[]>
  /** Frees a permalink that the album gave up. Needs `manage`. */
  forgetPermalink(id: number, permalinkId: number): Promise<void>
  /** Administrators only. */
  defaults(): Promise<AlbumDefaults>
  /** Administrators only. */
  setDefaults(patch: Partial<AlbumDefaults>): Promise<AlbumDefaults>
}
