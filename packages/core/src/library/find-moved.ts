import { lstat } from 'node:fs/promises'
import type { GalleryContext } from '../context.ts'
import { toDisplayName } from '../text/file-name.ts'
import { resolveInside } from './inside-root.ts'
import { locateLibraryFile } from './library.locate.ts'
import { fromStoredName } from './stored-name.ts'
import type { Candidate } from './sync-state.ts'

/** A photo that lies somewhere else now. */
export interface MovedPhoto {
  readonly photoId: number
  /** Its row in the index, where it still has one. */
  readonly fileId: number | null
}

/**
 * For files that look new: the photo of the same bytes whose own file is gone, if there is one. That file was moved, or has come
 * back, and its photo keeps its number, its tags and its visits.
 */
export const findMoved = async (
  gallery: GalleryContext,
  items: readonly { candidate: Candidate; sha256: string }[],
): Promise<Map<Candidate, MovedPhoto>> => {
  const found = new Map<Candidate, MovedPhoto>()
  if (items.length === 0) return found
  const rows = await gallery.connections.read
    .selectFrom('photos')
    .leftJoin('library_files', 'library_files.photo_id', 'photos.id')
    .select([
      'photos.id',
      'photos.sha256',
      'photos.file_name',
      'library_files.id as file_id',
      'library_files.bytes',
      'library_files.folder_id',
      'library_files.name',
    ])
    .where('photos.sha256', 'in', [...new Set(items.map((item) => item.sha256))])
    .where('photos.storage_key', 'is', null)
    .orderBy('photos.id')
    .execute()
  if (rows.length === 0) return found

  const taken = new Set<number>()
  for (const { candidate, sha256 } of items) {
    const name = toDisplayName(candidate.entry.name)
    // A file of the same name first: of two equal files that both moved, each finds its own.
    const matches = rows
      .filter((row) => row.sha256 === sha256 && !taken.has(row.id))
      .sort((a, b) => Number(b.file_name === name) - Number(a.file_name === name))
    for (const row of matches) {
      const isItself =
        row.folder_id === candidate.folder.id && row.name !== null && fromStoredName(row.name) === candidate.entry.name
      if (row.file_id !== null && !isItself && (await isStillThere(gallery, row.id, Number(row.bytes)))) continue
      taken.add(row.id)
      found.set(candidate, { photoId: row.id, fileId: row.file_id })
      break
    }
  }
  return found
}

const isStillThere = async (gallery: GalleryContext, photoId: number, bytes: number): Promise<boolean> => {
  const place = await locateLibraryFile(gallery.connections.read, photoId)
  const path = place ? await resolveInside(place.rootPath, place.parts) : null
  if (path === null) return false
  try {
    const stats = await lstat(path)
    return stats.isFile() && stats.size === bytes
  } catch {
    return false
  }
}
