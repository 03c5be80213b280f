import { visibleAlbumIds } from '../access/rights.ts'
import { refusal } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { requireChooser } from '../favourites/chooser.ts'
import { selectFavourites } from '../favourites/favourite.store.ts'
import type { CursorKeys } from '../paging/cursor.ts'
import { openList } from '../photos/photo.listing.ts'
import { checkList } from '../photos/photo.scope.ts'
import { selectAlbumIdsOf, selectAnyById } from '../photos/photo.store.ts'
import type { ListedPhoto } from '../photos/photo.table.ts'
import { isVisible } from '../photos/visible-rows.ts'
import { foldersBelow } from './archive.folders.ts'
import { bytesOf, checkSize, renditionOf } from './archive.rendition.ts'
import type { AskedArchive } from './archive.schema.ts'
import type { ArchiveEstimate } from './archive.types.ts'
import type { ArchiveSettings } from './archive-settings.types.ts'

/** Photos of one read. */
const photosPerRead = 500

/** What will be packed: numbers alone, however many photos there are. The photos are read again when their turn comes. */
export interface ArchivePlan extends ArchiveEstimate {
  readonly ids: readonly number[]
  /** Where in `ids` a folder begins; its path ends in `/`, or is empty. */
  readonly folders: readonly { readonly from: number; readonly path: string }[]
}

/**
 * Goes through the photos that were asked for.
 *
 * @param options.asksHooks - Whether plugins are asked too.
 * @throws {VitrineError} `ARCHIVE_TOO_LARGE`, `SIZE_NOT_FOUND`, `HOOK_REJECTED` where plugins refuse all of them, and what lists throw
 */
export const planArchive = async (
  context: CallContext,
  asked: AskedArchive,
  { settings, asksHooks }: { readonly settings: ArchiveSettings; readonly asksHooks: boolean },
): Promise<ArchivePlan> => {
  checkSize(context, asked.size)
  const { maxPhotos, maxBytes } = settings
  const known = new Set<number>()
  const folders: { from: number; path: string }[] = []
  let [bytes, leftOut, refused] = [0, 0, 0]
  const ids: number[] = []

  const take = async (rows: readonly ListedPhoto[]): Promise<void> => {
    const found = await allowed(context, rows, asked.size)
    leftOut += found.leftOut
    const kept = asksHooks ? await askHooks(context, found.photos, asked.size) : found.photos
    refused += found.photos.length - kept.length
    for (const photo of kept) {
      if (known.has(photo.id)) continue
      known.add(photo.id)
      ids.push(photo.id)
      bytes += photo.bytes
    }
    if (ids.length > maxPhotos || bytes > maxBytes)
      throw new VitrineError('ARCHIVE_TOO_LARGE', { details: { maxPhotos, maxBytes } })
  }

  for (const { path, pages } of await sourcesOf(context, asked)) {
    folders.push({ from: ids.length, path })
    for await (const rows of pages) await take(rows)
  }
  if (ids.length === 0 && refused > 0)
    throw new VitrineError('HOOK_REJECTED', { details: { hook: 'download.authorize' } })
  return { ids, folders, photos: ids.length, bytes, leftOut }
}

/** @throws {VitrineError} `FORBIDDEN` or `UNAUTHENTICATED` where nothing is left to pack, and something was seen */
export const requireSome = ({ actor }: CallContext, { photos, leftOut }: ArchiveEstimate): void => {
  if (photos > 0) return
  throw leftOut > 0 ? refusal(actor) : new VitrineError('PHOTO_NOT_FOUND')
}

interface Source {
  readonly path: string
  readonly pages: AsyncIterable<readonly ListedPhoto[]>
}

const sourcesOf = async (context: CallContext, asked: AskedArchive): Promise<Source[]> => {
  const { photoIds, favourites, folders, size: _size, sort, ...scope } = asked
  if (photoIds) return [{ path: '', pages: chosen(context, photoIds) }]
  if (favourites) return [{ path: '', pages: favourite(context) }]
  const { album, recursive } = scope
  if (!folders || album === undefined || !recursive) return [{ path: '', pages: listed(context, scope, sort) }]
  // Of each album its own: a photo of several goes into the first.
  await checkList(context, scope)
  const below = await foldersBelow(context, album, visibleAlbumIds(context.rights, album))
  const within = (id: number) => ({ ...scope, album: id, recursive: false })
  return below.map(({ id, path }) => ({ path, pages: listed(context, within(id), sort) }))
}

async function* listed(
  context: CallContext,
  input: Parameters<typeof checkList>[1],
  sort: AskedArchive['sort'],
): AsyncGenerator<readonly ListedPhoto[]> {
  const { scope, usualSort } = await checkList(context, input)
  const list = await openList(context, scope, { sort: sort ?? usualSort })
  for (let after: CursorKeys | undefined; ; ) {
    const { rows, next } = await list.page({ limit: photosPerRead, after, isUnchecked: true })
    yield rows
    if (!next) return
    after = next
  }
}

async function* chosen(
  { gallery: { connections, dialect } }: CallContext,
  photoIds: readonly number[],
): AsyncGenerator<readonly ListedPhoto[]> {
  for (let from = 0; from < photoIds.length; from += photosPerRead) {
    const ids = photoIds.slice(from, from + photosPerRead)
    const rows = new Map((await selectAnyById(connections.read, dialect, ids)).map((row) => [row.id, row]))
    yield ids.flatMap((id) => rows.get(id) ?? [])
  }
}

async function* favourite(context: CallContext): AsyncGenerator<readonly ListedPhoto[]> {
  const { connections, dialect } = context.gallery
  const chooser = requireChooser(context)
  for (let beforeId: number | undefined; ; ) {
    const rows = await selectFavourites(connections.read, dialect, context.rights, chooser, {
      beforeId,
      limit: photosPerRead,
    })
    yield rows
    if (rows.length < photosPerRead) return
    beforeId = rows.at(-1)?.favourite_id
  }
}

interface Allowed {
  readonly id: number
  readonly bytes: number
}

/** The photos that the actor may download, of those that it sees. */
const allowed = async (
  context: CallContext,
  rows: readonly ListedPhoto[],
  size: string,
): Promise<{ readonly photos: readonly Allowed[]; readonly leftOut: number }> => {
  const { gallery, rights } = context
  // After the rows, as always: a photo that was hidden in between is left out.
  const albums = await selectAlbumIdsOf(
    gallery.connections.read,
    gallery.dialect,
    rows.map(({ id }) => id),
  )
  let leftOut = 0
  const photos = rows.flatMap((row) => {
    const albumIds = albums.get(row.id) ?? []
    if (!isVisible(rights, row, albumIds)) return []
    const rendition = renditionOf(context, row, albumIds, size)
    if (!rendition) leftOut += 1
    return rendition ? [{ id: row.id, bytes: bytesOf(context, row, rendition) }] : []
  })
  return { photos, leftOut }
}

/** Plugins are asked about many at once, and where they refuse that, about each: what they keep back is left out. */
const askHooks = async (
  { gallery: { hooks }, actor }: CallContext,
  photos: readonly Allowed[],
  rendition: string,
): Promise<readonly Allowed[]> => {
  const isFree = async (asked: readonly Allowed[]): Promise<boolean> =>
    (await hooks.check('download.authorize', { photoIds: asked.map(({ id }) => id), rendition }, { actor })).length ===
    0
  if (photos.length === 0 || (await isFree(photos))) return photos
  const kept: Allowed[] = []
  for (const photo of photos) if (await isFree([photo])) kept.push(photo)
  return kept
}
