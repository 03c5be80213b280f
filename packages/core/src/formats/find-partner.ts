import { capabilityBit } from '../access/capabilities.ts'
import { visiblePhotos } from '../access/predicate.ts'
import { sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { toBaseKey } from '../files/base-key.ts'
import type { ReadMedia } from '../ingest/read-media.ts'
import { selectAlbumsOf } from '../photos/photo.store.ts'
import { photoBits } from '../photos/photo.views.ts'
import { maxFormats } from './add-format.ts'
import { isSamePicture, maxNamesakes } from './same-picture.ts'
import { isWorkingFormat } from './working-formats.ts'

export interface NewNamesake {
  readonly albumId: number
  readonly fileName: string
  readonly media: Pick<ReadMedia, 'probe' | 'metadata'>
}

/**
 * The photo of an album that a file which comes in belongs to: one that is the same picture, see `isSamePicture`, and which this actor
 * may edit. `null` also where there are several.
 */
export const findPartner = async (
  context: CallContext,
  db: Reader,
  { albumId, fileName, media }: NewNamesake,
): Promise<{ readonly photoId: number; readonly isFormat: boolean } | null> => {
  const { gallery, rights } = context
  if (media.probe.mediaType !== 'image') return null
  const isFormat = isWorkingFormat(media.probe.mimeType)
  const namesakes = await db
    .selectFrom('photos')
    .innerJoin('album_photos', 'album_photos.photo_id', 'photos.id')
    .select([
      'photos.id',
      'photos.source_file_name',
      'photos.media_type',
      'photos.mime_type',
      'photos.storage_key',
      'photos.taken_at_local',
      'photos.format_count',
      'photos.added_by',
    ])
    .where('photos.base_key', '=', toBaseKey(fileName))
    .where('album_photos.album_id', '=', albumId)
    .where(visiblePhotos(rights, gallery.dialect))
    .orderBy('photos.id')
    .limit(maxNamesakes)
    .execute()
  const partners = namesakes.filter(
    (row) =>
      isSamePicture(
        {
          fileName: row.source_file_name,
          mediaType: row.media_type,
          mimeType: row.mime_type,
          takenAtLocal: row.taken_at_local,
        },
        { fileName, ...media.probe, takenAtLocal: media.metadata.takenAtLocal },
      ) &&
      row.format_count < maxFormats &&
      // The file of a library root stays the photo's own.
      (isFormat || row.storage_key !== null),
  )
  const [partner] = partners
  if (!partner || partners.length > 1) return null
  const albumIds = (await selectAlbumsOf(db, gallery.dialect, [partner.id])).map(({ album_id }) => album_id)
  const seen = albumIds.filter((id) => sees(rights, id))
  const isOwn = partner.added_by !== null && partner.added_by === rights.userId
  const mayEdit = (photoBits(context, seen) & capabilityBit.edit) !== 0
  return isOwn || mayEdit ? { photoId: partner.id, isFormat } : null
}
