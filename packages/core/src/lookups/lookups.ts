import { type AlbumWithLink, selectAlbumsWithLinks } from '../albums/album.store.ts'
import { readArchiveSettings } from '../archives/archive.settings.ts'
import type { ArchiveSettings } from '../archives/archive-settings.types.ts'
import { type NamedTagRow, selectTagNames, selectTagParents } from '../browse/browse.store.ts'
import { hasLinkComments } from '../comments/comment.store.ts'
import { readCommentSettings } from '../comments/comment-settings.ts'
import type { CommentSettings } from '../comments/comment-settings.types.ts'
import type { Connections, DialectSupport } from '../db/dialect.ts'
import type { HistorySettings } from '../history/history.types.ts'
import { readHistorySettings } from '../history/history-settings.ts'
import type { GalleryOptions } from '../options.ts'
import type { RenderedPhoto } from '../photos/photo.table.ts'
import { areRatingsOn } from '../ratings/rater.ts'
import { readMapTiles } from '../settings/map-tiles.store.ts'
import type { MapTiles } from '../settings/map-tiles.types.ts'
import { readPhotoSorts } from '../settings/photo-sorts.store.ts'
import type { PhotoSorts } from '../settings/settings.types.ts'
import { readSiteHead, type SiteHead } from '../settings/site.store.ts'
import { selectUser, type UserWithRole } from '../users/user.store.ts'
import { keptByCommit } from './kept-by-commit.ts'
import { createKeptRows, type KeptRows } from './kept-rows.ts'

type Rows<Row> = (commit: number | null, ids: readonly number[]) => Promise<ReadonlyMap<number, Row>>

/**
 * Little things that nearly every page asks for, kept until the gallery changes: every change of them is a commit. Each is of the
 * commit asked for, or a later one. They are the same for everybody: who may see them is the caller's to say.
 */
export interface Lookups {
  site(commit: number | null): Promise<SiteHead>
  photoSorts(commit: number | null): Promise<PhotoSorts>
  /** Where maps come from. */
  mapTiles(commit: number | null): Promise<MapTiles>
  /** Whether those who are signed in may rate. */
  areRatingsOn(commit: number | null): Promise<boolean>
  /** Whether there are archives, and how large. */
  archives(commit: number | null): Promise<ArchiveSettings>
  /** Who may comment, and what becomes of it. */
  comments(commit: number | null): Promise<CommentSettings>
  /** Whose visits are kept. */
  history(commit: number | null): Promise<HistorySettings>
  /** Whether anything was written by share links at all. */
  hasLinkComments(commit: number | null): Promise<boolean>
  /** Of each tag that has one, the tag above it. */
  tagParents(commit: number | null): Promise<ReadonlyMap<number, number>>
  readonly albums: Rows<AlbumWithLink>
  readonly tags: Rows<NamedTagRow>
  user(commit: number | null, id: number): Promise<UserWithRole | undefined>
  /** The newest photo of an album for everybody of a privacy level who sees the album, by `level|album`. */
  readonly newestPhotos: KeptRows<string, number>
  /** The highest id of the photos that those of a class of rights see, by `classKey`: where much is hidden, many are looked at for it. */
  readonly lastSeenPhotos: KeptRows<string, number>
  /** A photo as those of a class of rights see it, by `classKey|id`: pictures of a page are asked for one by one. */
  readonly seenPhotos: KeptRows<string, RenderedPhoto>
}

/** Rows of each kind: a few MB. */
const maxRows = 5_000

export const createLookups = ({
  connections: { read },
  dialect,
  options,
}: {
  readonly connections: Connections
  readonly dialect: DialectSupport
  readonly options: Pick<GalleryOptions, 'title'>
}): Lookups => {
  const albums = createKeptRows<number, AlbumWithLink>(maxRows)
  const tags = createKeptRows<number, NamedTagRow>(maxRows)
  const users = createKeptRows<number, UserWithRole>(maxRows)
  return {
    site: keptByCommit(() => readSiteHead(read, options)),
    mapTiles: keptByCommit(() => readMapTiles(read)),
    photoSorts: keptByCommit(() => readPhotoSorts(read)),
    areRatingsOn: keptByCommit(() => areRatingsOn(read)),
    archives: keptByCommit(() => readArchiveSettings(read)),
    comments: keptByCommit(() => readCommentSettings(read)),
    history: keptByCommit(() => readHistorySettings(read)),
    hasLinkComments: keptByCommit(() => hasLinkComments(read)),
    tagParents: keptByCommit(() => selectTagParents(read)),
    albums: (commit, ids) =>
      albums.get(commit, ids, async (missing) => byId(await selectAlbumsWithLinks(read, dialect, missing))),
    tags: (commit, ids) => tags.get(commit, ids, async (missing) => byId(await selectTagNames(read, dialect, missing))),
    user: async (commit, id) => {
      const found = await users.get(commit, [id], async () => {
        const row = await selectUser(read, id)
        return new Map(row ? [[id, row]] : [])
      })
      return found.get(id)
    },
    newestPhotos: createKeptRows(maxRows),
    lastSeenPhotos: createKeptRows(maxRows),
    seenPhotos: createKeptRows(maxRows),
  }
}

const byId = <Row extends { readonly id: number }>(rows: readonly Row[]): Map<number, Row> =>
  new Map(rows.map((row) => [row.id, row]))
