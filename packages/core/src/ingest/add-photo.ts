import { createReadStream } from 'node:fs'
import { visiblePhotos } from '../access/predicate.ts'
import { sees } from '../access/rights.ts'
import { CountDeltas } from '../albums/album-counts.store.ts'
import { requireInAlbum } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { newPhoto } from '../photos/photo.schema.ts'
import type { NewPhoto } from '../photos/photo.types.ts'
import { contentKey } from '../storage/keys.ts'
import { toDisplayName } from '../text/file-name.ts'
import { transact } from '../transaction.ts'
import { toPhotoDraft } from './photo-draft.ts'
import { type ReadMedia, readMedia } from './read-media.ts'
import { recordPhotos } from './record-photos.ts'
import { stageStream } from './stage.ts'

/**
 * Takes a photo in: authorise → stage → read (sniff, bound, hash, metadata) → validate → duplicate → original, durably → one transaction.
 * Whatever happens, there is the whole photo or none; the staged file is always removed.
 */
export const addPhoto = async (
  context: CallContext,
  photo: NewPhoto,
): Promise<{ photoId: number; duplicate: boolean }> => {
  const { gallery, actor } = context
  const { content, bytes: announced, ...described } = photo
  try {
    const input = validate(newPhoto, described)
    requireUpload(context, input.album)
    await requireGate(context, 'upload.authorize', {
      albumId: input.album,
      files: [{ name: input.fileName, bytes: announced ?? 0, mimeType: '' }],
    })

    const { limits, stagingFolder } = gallery.options
    await using staged = await stageStream(content, {
      folder: stagingFolder,
      maxBytes: limits.maxBytes,
      expectedBytes: announced,
      signal: gallery.signal,
    })
    const media = await readMedia(staged.path, { limits })
    const fileName = toDisplayName(input.fileName)
    await requireGate(context, 'upload.validate', {
      albumId: input.album,
      fileName,
      mimeType: media.probe.mimeType,
      bytes: media.bytes,
    })

    const twin = await findTwin(context, media)
    if (twin !== null) {
      await putIntoAlbum(context, twin, input.album)
      return { photoId: twin, duplicate: true }
    }

    const key = contentKey(media.sha256, media.probe.extension)
    const stored = await gallery.storage.put(key, createReadStream(staged.path), { ifAbsent: true })
    // The bytes that were looked at and the bytes that were kept must be the same.
    if (stored.sha256 !== media.sha256)
      throw new VitrineError('STORAGE_FAILED', { cause: new Error('The staged file changed while it was stored') })

    const addedBy = actor.kind === 'user' ? actor.userId : null
    const draft = toPhotoDraft(media, { fileName, albumIds: [input.album], storageKey: key, addedBy, given: input })
    const [photoId] = await transact(gallery, actor, (unit) => recordPhotos(gallery, unit, [draft], 'upload'))
    return { photoId: photoId as number, duplicate: false }
  } catch (error) {
    // Nobody reads it to its end any more: let whoever sends it know.
    content.destroy()
    throw error
  }
}

const requireUpload = (context: CallContext, albumId: number): void => {
  const { rights, actor } = context
  if (!sees(rights, albumId) && actor.kind !== 'guest') {
    throw new VitrineError('ALBUM_NOT_FOUND', { issues: [{ path: 'album', message: 'There is no such album.' }] })
  }
  requireInAlbum(context, albumId, 'upload')
}

const requireGate = async <N extends 'upload.authorize' | 'upload.validate'>(
  { gallery, actor }: CallContext,
  name: N,
  payload: Parameters<typeof gallery.hooks.check<N>>[1],
): Promise<void> => {
  const rejections = await gallery.hooks.check(name, payload, { actor })
  if (rejections.length === 0) return
  const issues = rejections.map(({ field, message }) => ({ path: field ?? 'file', message }))
  throw new VitrineError('HOOK_REJECTED', { details: { hook: name }, issues })
}

/**
 * A photo of ours with the same bytes that the actor may see anyway. One that it may not see stays unknown to it: the upload
 * becomes a photo of its own, exactly as if the other were not there.
 */
const findTwin = async ({ gallery, rights }: CallContext, media: ReadMedia): Promise<number | null> => {
  const row = await gallery.connections.read
    .selectFrom('photos')
    .select('id')
    .where('sha256', '=', media.sha256)
    .where('storage_key', 'is not', null)
    .where(visiblePhotos(rights, gallery.dialect))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

const putIntoAlbum = ({ gallery, actor }: CallContext, photoId: number, albumId: number): Promise<void> =>
  transact(gallery, actor, async (unit) => {
    const photo = await unit.db
      .selectFrom('photos')
      .select(['sort_at', 'level', 'deleted_at'])
      .where('id', '=', photoId)
      .executeTakeFirst()
    if (!photo || photo.deleted_at !== null) throw new VitrineError('CONFLICT', { details: { what: 'The photo' } })
    const result = await unit.db
      .insertInto('album_photos')
      .ignore()
      .values({ album_id: albumId, photo_id: photoId, sort_at: photo.sort_at })
      .executeTakeFirst()
    if ((result.numInsertedOrUpdatedRows ?? 0n) === 0n) return
    const deltas = new CountDeltas()
    deltas.add(albumId, photo.level, 1)
    await deltas.apply(unit.db)
    unit.record({ subject: 'photo', id: photoId, action: 'linked', after: { albumId } })
    unit.after.defer('photo.albums.changed', { photoIds: [photoId], added: [albumId], removed: [] }, { actor })
  })
