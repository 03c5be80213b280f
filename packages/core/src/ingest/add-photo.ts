import type * as v from 'valibot'
import { capabilityBit } from '../access/capabilities.ts'
import { visiblePhotos } from '../access/predicate.ts'
import { sees } from '../access/rights.ts'
import { lockAlbum } from '../albums/album.store.ts'
import { CountDeltas } from '../albums/album-counts.store.ts'
import { requirePlain } from '../albums/smart-albums.ts'
import { requireInAlbum, requireOwnLevel } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { checkValues } from '../fields/field.values.ts'
import { readFileRules } from '../files/file-rules.ts'
import { attachToPartner } from '../formats/attach-to-partner.ts'
import { validate } from '../input/validate.ts'
import { newPhoto } from '../photos/photo.schema.ts'
import { selectAlbumsOf } from '../photos/photo.store.ts'
import type { NewPhoto } from '../photos/photo.types.ts'
import { photoBits } from '../photos/photo.views.ts'
import { toDisplayName } from '../text/file-name.ts'
import { transact, type Unit } from '../transaction.ts'
import { completeMedia } from './complete-media.ts'
import type { FileHashes } from './file-hashes.ts'
import { toPhotoDraft } from './photo-draft.ts'
import { placeOriginal } from './place-original.ts'
import { type ReadMedia, readMedia } from './read-media.ts'
import { recordPhotos } from './record-photos.ts'
import { insertScaled, selectKeptOf } from './scaled-upload.store.ts'
import { stageStream } from './stage.ts'

/** Photos with the same bytes that are looked at; more of them than this are no accident. */
const maxTwins = 100

/**
 * Takes a photo in: authorise → stage → read (sniff, bound, hash, metadata) → validate → duplicate → original, durably → one transaction.
 * Whatever happens, there is the whole photo or none; the staged file is always removed.
 */
export const addPhoto = async (context: CallContext, photo: NewPhoto): Promise<TakenPhoto> => {
  const { gallery } = context
  const { content, bytes: announced, ...described } = photo
  try {
    const input = await checkNewPhoto(context, described)
    await requireAuthorised(context, input, announced ?? 0)
    const { limits, stagingFolder } = gallery.options
    await using staged = await stageStream(content, {
      folder: stagingFolder,
      maxBytes: limits.maxBytes,
      expectedBytes: announced,
      signal: gallery.signal,
    })
    return await takePhoto(context, input, staged)
  } catch (error) {
    // Nobody reads it to its end any more: let whoever sends it know.
    content.destroy()
    throw error
  }
}

/** What is said of a new photo beside its bytes, checked. */
type NewPhotoInput = v.InferOutput<typeof newPhoto>

interface TakenPhoto {
  readonly photoId: number
  /** `true` where the same bytes were there already and that photo was put into the album instead. */
  readonly duplicate: boolean
}

/** May this actor add such a photo there, right now? */
export const checkNewPhoto = async (context: CallContext, described: unknown): Promise<NewPhotoInput> => {
  const input = validate(newPhoto, described)
  requireUpload(context, input.album)
  await requirePlain(context.gallery.connections.read, [input.album])
  requireOwnLevel(context, input.level)
  checkValues(context.rights.fields, 'photo', input.fields)
  return input
}

/** Asks plugins before any bytes are taken. @throws {VitrineError} `HOOK_REJECTED` */
export const requireAuthorised = (context: CallContext, input: NewPhotoInput, bytes: number): Promise<void> =>
  requireGate(context, 'upload.authorize', {
    albumId: input.album,
    files: [{ name: input.fileName, bytes, mimeType: '' }],
  })

/**
 * Makes a photo of a file that lies on the disk, whole: the second half of {@link addPhoto}. The storage may take the file over.
 *
 * @param options.onceId - Names this one upload: of several attempts with the same, only one adds a photo, and all have its outcome.
 */
export const takePhoto = async (
  context: CallContext,
  input: NewPhotoInput,
  file: { readonly path: string; readonly hashes?: FileHashes },
  { onceId = null }: { onceId?: string | null } = {},
): Promise<TakenPhoto> => {
  const { gallery, actor } = context
  const values = checkValues(context.rights.fields, 'photo', input.fields)
  const { limits } = gallery.options
  const sent = await readMedia(file.path, {
    limits,
    metadata: await gallery.metadata.reading(),
    ...(file.hashes ? { hashes: file.hashes } : {}),
  })
  const fileName = toDisplayName(input.fileName)
  await requireGate(context, 'upload.validate', {
    albumId: input.album,
    fileName,
    mimeType: sent.probe.mimeType,
    bytes: sent.bytes,
  })

  const known = await findTwin(context, gallery.connections.read, sent, input.album)
  if (known !== null) {
    return transact(
      gallery,
      actor,
      async (unit) => {
        const before = onceId === null ? null : await findOutcome(unit.db, onceId)
        if (before) return before
        await putIntoAlbum(gallery, unit, known, input.album)
        return { photoId: known, duplicate: true }
      },
      { batchId: onceId },
    )
  }

  const { scaleUploads } = (await readFileRules(gallery)).rules
  await using scaled = await gallery.uploadScaler.scale(file.path, sent, scaleUploads)
  const { path } = scaled ?? file
  const media = await completeMedia(gallery, path, scaled?.media ?? sent)
  const key = await placeOriginal(gallery, path, media)
  const addedBy = actor.kind === 'user' ? actor.userId : null
  const draft = toPhotoDraft(media, {
    fileName,
    albumIds: [input.album],
    storageKey: key,
    addedBy,
    given: input,
    values,
    fields: context.rights.fields,
  })
  return transact(
    gallery,
    actor,
    async (unit) => {
      const album = await lockAlbum(unit.db, gallery.dialect, input.album)
      if (!album) throw new VitrineError('ALBUM_NOT_FOUND')
      if (album.query !== null) throw new VitrineError('ALBUM_IS_SMART')
      // Asked again with the album locked: of the same upload finished twice at once, the second has the outcome of the first …
      const before = onceId === null ? null : await findOutcome(unit.db, onceId)
      if (before) return before
      // … and of the same file sent twice at once, the second is the duplicate.
      const twin = await findTwin(context, unit.db, sent, input.album)
      if (twin !== null) {
        await putIntoAlbum(gallery, unit, twin, input.album)
        return { photoId: twin, duplicate: true }
      }
      if (scaled) await insertScaled(unit.db, sent.sha256, media.sha256)
      const namesake = { albumId: input.album, fileName, media, storageKey: key }
      const attached = await attachToPartner(context, unit, namesake)
      if (attached) return attached
      const [photoId] = await recordPhotos(gallery, unit, [draft], 'upload')
      return { photoId: photoId as number, duplicate: false }
    },
    { batchId: onceId },
  )
}

/** What an upload has become, as the change log has it: written in the transaction that did it, so it is true whatever was cut short. */
export const findOutcome = async (db: Reader, onceId: string): Promise<TakenPhoto | null> => {
  const row = await db
    .selectFrom('changes')
    .select(['subject_id', 'action'])
    .where('batch_id', '=', onceId)
    .where('subject', '=', 'photo')
    .where('action', 'in', ['added', 'linked', 'format-added', 'file-replaced'])
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row ? { photoId: row.subject_id, duplicate: row.action === 'linked' } : null
}

const requireUpload = (context: CallContext, albumId: number): void => {
  const { rights, actor } = context
  if (!sees(rights, albumId) && actor.kind !== 'guest') {
    throw new VitrineError('ALBUM_NOT_FOUND', { issues: [{ path: 'album', message: 'There is no such album.' }] })
  }
  requireInAlbum(context, albumId, 'upload')
}

/** @throws {VitrineError} `HOOK_REJECTED` */
export const requireGate = async <N extends 'upload.authorize' | 'upload.validate'>(
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
 * A photo of ours with the same bytes that this actor may put into the album. One that it may not see stays unknown to it, and one
 * that it may only look at stays out of an album where it may do more: the upload becomes a photo of its own, exactly as if the
 * other were not there.
 */
const findTwin = async (
  context: CallContext,
  db: Reader,
  media: ReadMedia,
  albumId: number,
): Promise<number | null> => {
  const { gallery, rights } = context
  const kept = await selectKeptOf(db, media.sha256)
  const rows = await db
    .selectFrom('photos')
    .select(['id', 'added_by'])
    .where(gallery.dialect.digestIn('photos.sha256', [media.sha256, ...kept]))
    .where('storage_key', 'is not', null)
    .where(visiblePhotos(rights, gallery.dialect))
    .orderBy('id')
    .limit(maxTwins)
    .execute()
  const links = await selectAlbumsOf(
    db,
    gallery.dialect,
    rows.map((row) => row.id),
  )
  for (const { id, added_by } of rows) {
    const albumIds = links.filter((link) => link.photo_id === id).map((link) => link.album_id)
    const seen = albumIds.filter((album) => sees(rights, album))
    const isOwn = added_by !== null && added_by === rights.userId
    const mayOrganise = (photoBits(context, seen) & capabilityBit.organise) !== 0
    if (isOwn || mayOrganise || albumIds.includes(albumId)) return id
  }
  return null
}

const putIntoAlbum = async (gallery: GalleryContext, unit: Unit, photoId: number, albumId: number): Promise<void> => {
  const album = await lockAlbum(unit.db, gallery.dialect, albumId)
  if (!album) throw new VitrineError('ALBUM_NOT_FOUND')
  if (album.query !== null) throw new VitrineError('ALBUM_IS_SMART')
  // Kept as it is until the commit: the link holds a copy of its date, the counter goes by its level.
  let select = unit.db.selectFrom('photos').select(['sort_at', 'level', 'deleted_at']).where('id', '=', photoId)
  if (unit.dialect.forShare) select = select.modifyEnd(unit.dialect.forShare)
  const photo = await select.executeTakeFirst()
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
  const change = { photoIds: [photoId], added: [albumId], removed: [] }
  unit.after.defer('photo.albums.changed', change, { actor: unit.actor })
}
