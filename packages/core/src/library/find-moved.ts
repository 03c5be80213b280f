import { lstat, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { GalleryContext } from '../context.ts'
import { createLru } from '../lookups/lru.ts'
import { identityOf } from '../media/pinned.ts'
import { toDisplayName } from '../text/file-name.ts'
import type { FolderTree } from './folder-tree.ts'
import { locateLibraryFile } from './library.locate.ts'
import { selectLastFileId } from './library.store.ts'
import { codeOf } from './read-folder.ts'
import { fromStoredName } from './stored-name.ts'
import type { Candidate } from './sync-state.ts'

/** A photo that lies somewhere else now. */
export interface MovedPhoto {
  readonly photoId: number
  /** Its row in the index and the folder it was in, where it still has them. */
  readonly fileId: number | null
  readonly folderId: number | null
}

type Items = readonly { candidate: Candidate; sha256: string }[]

/** A photo with some bytes, and the file it has. */
interface Match {
  readonly id: number
  readonly sha256: string
  readonly file_name: string
  readonly file_id: number | null
  readonly folder_id: number | null
  readonly name: string | null
  readonly inode: string | null
  /** Number of what lies at its place now, `null` for nothing; asked for once. */
  found?: string | null
}

/** Photos of the same bytes that are looked at: who has more copies than this loses sight of which is which. */
const maxMatches = 20_000

/**
 * Finds, for files that are new or other than they were, the photo of the same bytes whose own file is gone. That file was moved, or
 * has come back, and its photo keeps its number, its tags and its visits. A file keeps its photo as long as something lies at its
 * place, unless the file itself (by its number) was met elsewhere: then names were swapped.
 */
export const createMoveFinder = async (
  gallery: GalleryContext,
  root: { readonly path: string; readonly tree: FolderTree },
) => {
  const db = gallery.connections.read
  // What this run found itself is where it was found.
  const lastFileId = await selectLastFileId(db)
  const matchesOf = createLru<string, Match[]>(10_000)
  const claimedIds = new Set<number>()
  const realRoot = await realpath(root.path)

  const load = async (hashes: readonly string[]): Promise<void> => {
    const unknown = hashes.filter((sha256) => !matchesOf.has(sha256))
    if (unknown.length === 0) return
    const rows = await db
      .selectFrom('photos')
      .leftJoin('library_files', 'library_files.photo_id', 'photos.id')
      .select(['photos.id', 'photos.sha256', 'photos.file_name'])
      .select(['library_files.id as file_id', 'library_files.folder_id', 'library_files.name', 'library_files.inode'])
      .where(gallery.dialect.digestIn('photos.sha256', unknown))
      .where('photos.storage_key', 'is', null)
      .where((eb) => eb.or([eb('library_files.id', 'is', null), eb('library_files.id', '<=', lastFileId)]))
      .orderBy('library_files.id')
      .orderBy('photos.id')
      .limit(maxMatches)
      .execute()
    for (const sha256 of unknown) matchesOf.set(sha256, [])
    for (const row of rows) if (!claimedIds.has(row.id)) matchesOf.get(row.sha256)?.push(row)
  }

  const otherRoots = new Map<string, Promise<string | null>>()
  const presentRoot = (path: string): Promise<string | null> => {
    const known = otherRoots.get(path)
    if (known) return known
    const looking = readdir(path).then(
      (names) => (names.length === 0 ? null : realpath(path)),
      () => null,
    )
    otherRoots.set(path, looking)
    return looking
  }

  /** The number of what lies where the photo's file was; `undefined` where nobody can tell. */
  const lookUp = async (match: Match): Promise<string | null | undefined> => {
    const own = match.folder_id === null ? undefined : root.tree.get(match.folder_id)
    let base = realRoot
    let parts: readonly string[]
    if (own && match.name !== null) parts = [...root.tree.pathOf(own), fromStoredName(match.name)]
    else {
      const place = await locateLibraryFile(db, { photoId: match.id })
      if (!place) return null
      parts = place.parts
      // Of a root that is not there, or suddenly empty, nothing is gone.
      const other = await presentRoot(place.rootPath)
      if (other === null) return undefined
      base = other
    }
    const path = join(base, ...parts)
    try {
      // Behind a link there is no file of ours: links are not followed.
      if ((await realpath(path)) !== path) return null
      return identityOf(await lstat(path, { bigint: true }))
    } catch (error) {
      return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error)) ? null : undefined
    }
  }

  const hasLeft = async (match: Match, candidate: Candidate): Promise<boolean> => {
    if (match.file_id === null) return true
    if (match.found === undefined) {
      const found = await lookUp(match)
      if (found === undefined) return false
      match.found = found
    }
    if (match.found === null) return true
    return match.found !== match.inode && match.inode === candidate.entry.inode
  }

  const claim = async (candidate: Candidate, sha256: string): Promise<MovedPhoto | null> => {
    const matches = matchesOf.get(sha256) ?? []
    const name = toDisplayName(candidate.entry.name)
    // The very file first, then one of the same name: of two equal files that both moved, each finds its own.
    const rank = (match: Match) => Number(match.inode === candidate.entry.inode) * 2 + Number(match.file_name === name)
    let claimed: Match | undefined
    const inPlace = new Set<Match>()
    for (const match of matches.length > 1 ? matches.toSorted((a, b) => rank(b) - rank(a)) : matches) {
      if (await hasLeft(match, candidate)) {
        claimed = match
        break
      }
      // Nobody has to look at this one again.
      if (match.found === match.inode) inPlace.add(match)
    }
    if (claimed || inPlace.size > 0)
      matchesOf.set(
        sha256,
        matches.filter((match) => match !== claimed && !inPlace.has(match)),
      )
    if (!claimed) return null
    claimedIds.add(claimed.id)
    return { photoId: claimed.id, fileId: claimed.file_id, folderId: claimed.folder_id }
  }

  return async (items: Items): Promise<Map<Candidate, MovedPhoto>> => {
    const found = new Map<Candidate, MovedPhoto>()
    const wanted = await withoutUntouched(gallery, items)
    await load([...new Set(wanted.map((item) => item.sha256))])
    for (const { candidate, sha256 } of wanted) {
      const moved = await claim(candidate, sha256)
      if (moved) found.set(candidate, moved)
    }
    return found
  }
}

/** Leaves out files that hold what their photo, or the format that they are, holds already. */
const withoutUntouched = async (gallery: GalleryContext, items: Items): Promise<Items> => {
  const hashesOf = async (table: 'photos' | 'photo_files', ids: readonly number[]): Promise<Map<number, string>> => {
    if (ids.length === 0) return new Map()
    const rows = await gallery.connections.read
      .selectFrom(table)
      .select(['id', 'sha256'])
      .where('id', 'in', gallery.dialect.idList(ids))
      .execute()
    return new Map(rows.map((row) => [row.id, row.sha256]))
  }
  const ofPhotos = await hashesOf(
    'photos',
    items.flatMap(({ candidate }) => candidate.photoId ?? []),
  )
  const ofFormats = await hashesOf(
    'photo_files',
    items.flatMap(({ candidate }) => candidate.formatId ?? []),
  )
  return items.filter(({ candidate: { photoId, formatId }, sha256 }) => {
    if (photoId !== null) return ofPhotos.get(photoId) !== sha256
    return formatId === null || ofFormats.get(formatId) !== sha256
  })
}
