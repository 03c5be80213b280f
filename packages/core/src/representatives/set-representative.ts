import { userIdOf } from '../access/actor.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { insertPhotoFile, lockPhoto } from '../files/photo-file.store.ts'
import type { NewPhotoFile } from '../files/photo-files.types.ts'
import { takeFile } from '../ingest/take-file.ts'
import { transactWithOriginal } from '../ingest/with-original.ts'
import { formatOfMimeType } from '../media/formats.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { transact, type Unit } from '../transaction.ts'
import { dropRepresentative } from './drop-representative.ts'
import { type Representative, representativeOf } from './representative.ts'

/** Has the picture that is sent stand for a photo's file; the caller has checked that this actor may edit it. */
export const setRepresentative = async (context: CallContext, known: PhotoRow, file: NewPhotoFile): Promise<void> => {
  try {
    requireForeign(known)
  } catch (error) {
    file.content.destroy()
    throw error
  }
  await takeFile(context, file, async ({ path, media, fileName }) => {
    const { gallery, actor } = context
    const { mimeType } = media.probe
    const { widthPx, heightPx } = media
    if (!media.probe.renderable || widthPx === null || heightPx === null)
      throw new VitrineError('MEDIA_NOT_RENDERABLE', { details: { mimeType } })
    const { sha256, orientation } = media
    await transactWithOriginal(gallery, actor, { path, media }, async (unit, storageKey) => {
      const standIn: Representative = { storageKey, sha256, mimeType, widthPx, heightPx, orientation }
      const row = await lockPhoto(unit, known.id)
      if (!row) throw new VitrineError('PHOTO_NOT_FOUND')
      requireForeign(row)
      if (representativeOf(row)?.sha256 === sha256) return
      await dropRepresentative(unit, row.id)
      await insertPhotoFile(unit.db, unit.dialect, {
        photo_id: row.id,
        role: 'representative',
        number: 0,
        storage_key: storageKey,
        file_name: fileName,
        mime_type: mimeType,
        bytes: media.bytes,
        sha256,
        md5: media.md5,
        width_px: widthPx,
        height_px: heightPx,
        orientation,
        added_at: unit.at,
        added_by: userIdOf(unit.actor),
      })
      await unit.db
        .updateTable('photos')
        .set({ representative: JSON.stringify(standIn), is_renderable: 1, updated_at: unit.at })
        .where('id', '=', row.id)
        .execute()
      tell(unit, row, sha256)
    })
  })
}

/** Takes the picture away: from then on the file is shown as well as the programs that are installed can. */
export const removeRepresentative = async (context: CallContext, photoId: number): Promise<void> => {
  const { gallery, actor } = context
  const shows = await canShow(gallery, photoId)
  await transact(gallery, actor, async (unit) => {
    const row = await lockPhoto(unit, photoId)
    if (!row) throw new VitrineError('PHOTO_NOT_FOUND')
    if (row.representative === null) return
    await dropRepresentative(unit, photoId)
    const isRenderable = shows(row) && row.width_px !== null && row.height_px !== null
    await unit.db
      .updateTable('photos')
      .set({ is_renderable: isRenderable ? 1 : 0 })
      .where('id', '=', photoId)
      .execute()
    tell(unit, row, null)
  })
}

/** Asked before the transaction: it may have to look for programs. */
const canShow = async (gallery: GalleryContext, photoId: number): Promise<(row: PhotoRow) => boolean> => {
  const row = await gallery.connections.read
    .selectFrom('photos')
    .select('mime_type')
    .where('id', '=', photoId)
    .executeTakeFirst()
  const mimeType = row?.mime_type ?? ''
  const can = formatOfMimeType(mimeType)?.decodable === true || (await gallery.previews.canMake(mimeType))
  // Where the file was replaced meanwhile by one of another type, a picture that cannot be made is noticed when it is asked for.
  return ({ mime_type }) => can || mime_type !== mimeType
}

const tell = (unit: Unit, row: PhotoRow, sha256: string | null): void => {
  const change = {
    before: { representative: representativeOf(row)?.sha256 ?? null },
    after: { representative: sha256 },
  }
  unit.record({ subject: 'photo', id: row.id, action: 'representative', ...change })
  unit.after.defer('photo.updated', { changes: [{ id: row.id, ...change }] }, { actor: unit.actor })
}

const requireForeign = (row: PhotoRow): void => {
  if (formatOfMimeType(row.mime_type)?.decodable)
    throw inputInvalid([{ path: 'id', message: 'This photo is a picture itself. Replace its file instead.' }])
}
