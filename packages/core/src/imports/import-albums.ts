import type { Actor } from '../access/actor.ts'
import { createAlbum } from '../albums/album.create.ts'
import { albumDraft } from '../albums/album.schema.ts'
import { selectAlbum } from '../albums/album.store.ts'
import { requirePlain } from '../albums/smart-albums.ts'
import { call } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { toAlbumName } from '../library/folder-albums.ts'
import { selectAlbumByName } from './import.store.ts'
import type { ImportPlace } from './import-walk.ts'

/** Finds the albums that photos go into, and makes those that are missing. */
export interface ImportAlbums {
  /** Where the photos go. */
  readonly target: ImportPlace
  /** The album of a place; `null` at the top of the gallery, and in a dry run where it would have to be made. */
  of(place: ImportPlace): Promise<number | null>
  /** How many were made, or would be. */
  readonly made: number
}

export const createImportAlbums = (
  gallery: GalleryContext,
  actor: Actor,
  { album, dryRun }: { album: number | readonly string[] | null; dryRun: boolean },
): ImportAlbums => {
  let made = 0
  const top: ImportPlace = { parent: null, name: '', albumId: Promise.resolve(null) }
  /** The places above exist only in a dry run that would make an album in one that is missing, too. */
  const missing = new WeakSet<ImportPlace>()

  const findOrMake = async (place: ImportPlace, parent: ImportPlace): Promise<number | null> => {
    const parentId = await of(parent)
    const name = toAlbumName(place.name)
    const known = missing.has(parent) ? undefined : await selectAlbumByName(gallery.connections.read, parentId, name)
    if (known !== undefined) return known
    made += 1
    if (dryRun) {
      missing.add(place)
      return null
    }
    return call(gallery, actor, (context) => createAlbum(context, validate(albumDraft, { name, parentId })))
  }

  const of = (place: ImportPlace): Promise<number | null> => {
    place.albumId ??= place.parent ? findOrMake(place, place.parent) : Promise.resolve(null)
    return place.albumId
  }

  const target =
    album === null
      ? top
      : typeof album === 'number'
        ? { parent: null, name: '', albumId: requireAlbum(gallery, album) }
        : album.reduce<ImportPlace>((parent, name) => ({ parent, name, albumId: null }), top)
  // Awaited with the first photo; until then nobody would hear of its failure.
  target.albumId?.catch(() => {})
  return {
    target,
    of,
    get made() {
      return made
    },
  }
}

const requireAlbum = async (gallery: GalleryContext, id: number): Promise<number> => {
  const db = gallery.connections.read
  if (!(await selectAlbum(db, id))) throw new VitrineError('ALBUM_NOT_FOUND')
  await requirePlain(db, [id])
  return id
}
