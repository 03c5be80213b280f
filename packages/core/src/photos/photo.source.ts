import { systemActor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import type { FocalPoint } from '../derivatives/geometry.ts'
import type { DerivativeSource } from '../derivatives/types.ts'
import type { Mark } from '../derivatives/watermark.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { liesInFolder } from '../files/in-folder.ts'
import type { PhotoFileRow } from '../files/photo-file.table.ts'
import { resolveInside } from '../library/inside-root.ts'
import { locateLibraryFile } from '../library/library.locate.ts'
import { formatOfMimeType } from '../media/formats.ts'
import { toOrientation } from '../media/orientation.ts'
import { isUprightFormat } from '../previews/backends.ts'
import { isReadable } from '../previews/raster.ts'
import { type Representative, representativeOf } from '../representatives/representative.ts'
import type { Storage } from '../storage/types.ts'
import { transact } from '../transaction.ts'
import { setRenderable } from './photo.renderable.store.ts'
import type { PhotoRow, RenderedPhoto } from './photo.table.ts'

/** Where a photo's original lies: with us, or in a library root. */
export type OriginalPlace = { kind: 'storage'; key: string } | { kind: 'file'; path: string }

export const locateOriginal = async (
  gallery: GalleryContext,
  row: Pick<PhotoRow, 'id' | 'storage_key'>,
): Promise<OriginalPlace | null> => {
  if (row.storage_key !== null) return { kind: 'storage', key: row.storage_key }
  return locateInRoot(gallery, { photoId: row.id })
}

/** Where a format of a photo lies, see `locateOriginal`. */
export const locateFormat = async (
  gallery: GalleryContext,
  row: Pick<PhotoFileRow, 'id' | 'storage_key'>,
): Promise<OriginalPlace | null> =>
  liesInFolder(row) ? locateInRoot(gallery, { formatId: row.id }) : { kind: 'storage', key: row.storage_key }

const locateInRoot = async (
  gallery: GalleryContext,
  owner: Parameters<typeof locateLibraryFile>[1],
): Promise<OriginalPlace | null> => {
  const found = await locateLibraryFile(gallery.connections.read, owner)
  const path = found ? await resolveInside(found.rootPath, found.parts) : null
  return path === null ? null : { kind: 'file', path }
}

/**
 * What the derivatives need to know of a photo; `null` where no picture can be made of it.
 *
 * @param mark - The watermark that whoever asks sees, see `Imaging.markFor`.
 */
export const derivativeSourceOf = (
  gallery: GalleryContext,
  row: RenderedPhoto,
  mark: Mark | null,
): DerivativeSource | null => {
  const standIn = representativeOf(row)
  if (standIn)
    return sourceOfRepresentative(gallery, standIn, { focal: focalOf(row), mark, about: { photoId: row.id } })
  if (row.is_renderable === 0 || row.width_px === null || row.height_px === null) return null
  const format = formatOfMimeType(row.mime_type)
  const isForeign = format !== null && !format.decodable
  // Until somebody has looked for the programs, the photo's own word holds: one that is missing is met when the picture is asked for.
  if (isForeign && gallery.previews.couldMake(row.mime_type) === false) return null
  return {
    contentHash: row.sha256,
    orientation: isForeign && isUprightFormat(format) ? 1 : (toOrientation(row.orientation) ?? 1),
    widthPx: row.width_px,
    heightPx: row.height_px,
    mimeType: row.mime_type,
    focal: focalOf(row),
    mark,
    about: { photoId: row.id },
    file: async () => {
      if (isForeign) return openPreview(gallery, row)
      const original = await readOriginal(gallery, row)
      // Of TIFF there are kinds that only other programs know.
      return row.mime_type !== 'image/tiff' || (await isReadable(original)) ? original : openPreview(gallery, row)
    },
  }
}

const sourceOfRepresentative = (
  { storage }: GalleryContext,
  { sha256, storageKey, ...shown }: Representative,
  seen: Pick<DerivativeSource, 'focal' | 'mark' | 'about'>,
): DerivativeSource => ({
  ...shown,
  ...seen,
  contentHash: sha256,
  file: async () => readStored(storage, storageKey),
})

/** Larger originals are read from the disk piece by piece, and not rendered where they lie with a service. */
const maxBytesInMemory = 512 * 1024 * 1024

const readStored = async (storage: Storage, key: string): Promise<string | Buffer> => {
  const { stream, bytes } = await storage.get(key)
  if (bytes > maxBytesInMemory) {
    stream.destroy()
    const path = storage.pathOf?.(key)
    if (path === undefined)
      throw new VitrineError('MEDIA_TOO_LARGE', { details: { bytes, maxBytes: maxBytesInMemory } })
    return path
  }
  // Into one piece of memory: collected and put together, it would be there twice.
  const whole = Buffer.allocUnsafeSlow(bytes)
  let at = 0
  for await (const chunk of stream) at += (chunk as Buffer).copy(whole, at)
  if (at !== bytes) throw new VitrineError('STORAGE_FAILED', { cause: new Error('The original ended early') })
  return whole
}

const readOriginal = async (
  gallery: GalleryContext,
  row: Pick<PhotoRow, 'id' | 'storage_key'>,
): Promise<string | Buffer> => {
  const place = await locateOriginal(gallery, row)
  if (!place) throw new VitrineError('STORAGE_NOT_FOUND')
  return place.kind === 'file' ? place.path : readStored(gallery.storage, place.key)
}

/** A picture of an original that other programs have to decode, made by them at the first request. */
export const openPreview = async (
  gallery: GalleryContext,
  row: Pick<PhotoRow, 'id' | 'sha256' | 'mime_type' | 'duration_seconds' | 'storage_key'>,
): Promise<Buffer> => {
  try {
    return await gallery.previews.open({
      contentHash: row.sha256,
      mimeType: row.mime_type,
      durationSeconds: row.duration_seconds,
      file: async () => {
        const place = await locateOriginal(gallery, row)
        if (!place) throw new VitrineError('STORAGE_NOT_FOUND')
        if (place.kind === 'file') return place.path
        return gallery.storage.pathOf?.(place.key) ?? (await gallery.storage.get(place.key)).stream
      },
    })
  } catch (error) {
    // There are programs for it, and they say that they cannot: it is shown with an icon until there are others.
    if (VitrineError.has(error, 'MEDIA_NOT_RENDERABLE') && (await gallery.previews.canMake(row.mime_type)))
      await transact(gallery, systemActor('no picture can be made'), (unit) =>
        setRenderable(unit, [row.id], false),
      ).catch((fault: unknown) => gallery.log.warn('A photo could not be marked', { photoId: row.id, error: fault }))
    throw error
  }
}

export const focalOf = ({ focal_x: x, focal_y: y }: Pick<PhotoRow, 'focal_x' | 'focal_y'>): FocalPoint | null =>
  x === null || y === null ? null : { x, y }
