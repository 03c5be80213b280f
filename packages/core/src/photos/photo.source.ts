import type { GalleryContext } from '../context.ts'
import type { DerivativeSource } from '../derivatives/types.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { resolveInside } from '../library/inside-root.ts'
import { locateLibraryFile } from '../library/library.locate.ts'
import { toOrientation } from '../media/orientation.ts'
import type { PhotoRow } from './photo.table.ts'

/** Where a photo's original lies: with us, or in a library root. */
export type OriginalPlace = { kind: 'storage'; key: string } | { kind: 'file'; path: string }

export const locateOriginal = async (
  gallery: GalleryContext,
  row: Pick<PhotoRow, 'id' | 'storage_key'>,
): Promise<OriginalPlace | null> => {
  if (row.storage_key !== null) return { kind: 'storage', key: row.storage_key }
  const found = await locateLibraryFile(gallery.connections.read, row.id)
  const path = found ? await resolveInside(found.rootPath, found.parts) : null
  return path === null ? null : { kind: 'file', path }
}

/** What the derivatives need to know of a photo; `null` where no picture can be made of it. */
export const derivativeSourceOf = (gallery: GalleryContext, row: PhotoRow): DerivativeSource | null => {
  if (row.is_renderable === 0 || row.width_px === null || row.height_px === null) return null
  return {
    contentHash: row.sha256,
    orientation: toOrientation(row.orientation) ?? 1,
    widthPx: row.width_px,
    heightPx: row.height_px,
    mimeType: row.mime_type,
    file: async () => {
      const place = await locateOriginal(gallery, row)
      if (!place) throw new VitrineError('STORAGE_NOT_FOUND')
      if (place.kind === 'file') return place.path
      const { stream } = await gallery.storage.get(place.key)
      return Buffer.concat(await stream.toArray())
    },
  }
}
