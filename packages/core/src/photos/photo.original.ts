import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { locateOriginal, type OriginalPlace } from './photo.source.ts'
import type { PhotoRow } from './photo.table.ts'
import type { OriginalFile } from './photo.types.ts'

/** The original of a photo, wherever it lies. Nothing is opened before the bytes are asked for. */
export const openOriginal = async (gallery: GalleryContext, row: PhotoRow): Promise<OriginalFile> =>
  openPlace(gallery, await locateOriginal(gallery, row), row)

/** A file of a photo at its place. Nothing is opened before the bytes are asked for. */
export const openPlace = (
  gallery: GalleryContext,
  place: OriginalPlace | null,
  row: Pick<PhotoRow, 'file_name' | 'mime_type' | 'bytes' | 'sha256'>,
): OriginalFile => {
  if (!place) throw new VitrineError('STORAGE_NOT_FOUND')
  return {
    fileName: row.file_name,
    mimeType: row.mime_type,
    bytes: Number(row.bytes),
    sha256: row.sha256,
    open: async (range) => {
      if (place.kind === 'storage') return (await gallery.storage.get(place.key, range ?? {})).stream
      return streamFile(place.path, Number(row.bytes), range)
    },
  }
}

const streamFile = async (path: string, bytes: number, range?: { start: number; end: number }): Promise<Readable> => {
  let file: FileHandle
  try {
    // A link put in the file's place since the last synchronisation must not lead out of the root.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (error) {
    throw new VitrineError('STORAGE_NOT_FOUND', { cause: error })
  }
  const found = await file.stat()
  if (!found.isFile() || found.size !== bytes) {
    await file.close()
    // The folder is ahead of the index: what the index says about the file (its hash, its length) would be wrong.
    throw new VitrineError('STORAGE_NOT_FOUND', { cause: new Error('The file changed since it was indexed') })
  }
  return file.createReadStream(range ?? {})
}
