import { userIdOf } from '../access/actor.ts'
import { lockAlbum } from '../albums/album.store.ts'
import type { CallContext } from '../context.ts'
import type { Reader } from '../db/database.ts'
import { takeTurnOfDigest } from '../db/locks.ts'
import type { DuplicatePolicy } from '../duplicates/duplicate.types.ts'
import { findDuplicate, type Newcomer } from '../duplicates/find-duplicate.ts'
import { linkDuplicate } from '../duplicates/link-duplicate.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { checkValues } from '../fields/field.values.ts'
import { attachToPartner } from '../formats/attach-to-partner.ts'
import type { PhotoSource } from '../hooks/payloads.ts'
import { requireOnPhotos } from '../photos/photo.guard.ts'
import { requireQuota, sendIn } from '../reviews/send-in.ts'
import { toDisplayName } from '../text/file-name.ts'
import { transact, type Unit } from '../transaction.ts'
import { replaceOriginal } from '../versions/replace-original.ts'
import { mustBeReviewed, type NewPhotoInput, photoExists, policyFor } from './check-new-photo.ts'
import type { FileHashes } from './file-hashes.ts'
import { flushAhead } from './flush-ahead.ts'
import { type PhotoDraft, toPhotoDraft } from './photo-draft.ts'
import { type PlacedOriginal, placeOriginal } from './place-original.ts'
import { inspectMedia, type ReadMedia } from './read-media.ts'
import { readyMedia } from './ready-media.ts'
import { recordPhotos } from './record-photos.ts'
import { restoreMissing } from './restore-missing.ts'
import { insertScaled } from './scaled-upload.store.ts'
import { requireGate } from './upload-gates.ts'

export interface TakenPhoto {
  readonly photoId: number
  /** `true` where a photo that was there already is the outcome. */
  readonly duplicate: boolean
  /** `true` where it waits for somebody to approve it. */
  readonly waits?: boolean
  /** Key of the original that this upload has put there; without one it was there already. */
  readonly storageKey?: string | undefined
}

/** A file that lies on the disk, whole. */
interface WholeFile {
  readonly path: string
  readonly hashes?: FileHashes
}

/** One upload, all that its steps have to know. */
interface Taking {
  readonly context: CallContext
  readonly input: NewPhotoInput
  readonly policy: DuplicatePolicy
  readonly newcomer: Newcomer
  readonly onceId: string | null
  readonly source: PhotoSource
}

interface TakeOptions {
  /** Names this one upload: of several attempts with the same, only one adds a photo, and all have its outcome. */
  onceId?: string | null
  /** What plugins are told of where it comes from. Default `upload`. */
  source?: PhotoSource
  /** Adds what is known of the file beside its bytes, such as what its sidecar says. */
  refine?: (media: ReadMedia) => Promise<ReadMedia>
}

/**
 * Makes a photo of a file that lies on the disk, whole: the steps from `inspect` on. The storage may take the file over.
 */
export const takePhoto = async (
  context: CallContext,
  input: NewPhotoInput,
  file: WholeFile,
  { onceId = null, source = 'upload', refine = async (media) => media }: TakeOptions = {},
): Promise<TakenPhoto> => {
  const { gallery } = context
  const { runStep, connections } = gallery
  const { limits } = gallery.options
  const found = await inspectMedia(file.path, { limits, runStep, ...(file.hashes ? { hashes: file.hashes } : {}) })
  const fileName = toDisplayName(input.fileName)
  const { mimeType } = found.probe
  await requireGate(context, 'upload.validate', { albumId: input.album, fileName, mimeType, bytes: found.bytes })

  const newcomer: Newcomer = { albumId: input.album, fileName, sha256: found.sha256 }
  const taking: Taking = { context, input, policy: await policyFor(context, input), newcomer, onceId, source }
  const sighting = await runStep('duplicate', async () => {
    try {
      const seen = await lookAround(taking, connections.read)
      if (seen?.kind === 'duplicate') await restoreMissing(gallery, seen.photoId, file.path, found)
      return seen
    } catch (error) {
      if (VitrineError.has(error, 'PHOTO_EXISTS') && error.details)
        await restoreMissing(gallery, error.details.photoId, file.path, found)
      throw error
    }
  })
  if (sighting?.kind === 'done') return sighting.taken
  if (sighting && taking.policy.action === 'link') return record(taking, null)

  const flushed = gallery.storage.adopt ? flushAhead(file.path) : undefined
  await using ready = await runStep('metadata', () => readyMedia(gallery, file.path, found))
  const media = await refine(ready.media)
  await using original = await runStep('place', () => placeOriginal(gallery, ready.path, media, flushed))
  const draft = toPhotoDraft(media, {
    fileName,
    albumIds: [input.album],
    storageKey: original.key,
    addedBy: userIdOf(context.actor),
    given: input,
    values: checkValues(context.rights.fields, 'photo', input.fields),
    fields: context.rights.fields,
  })
  const taken = await record(taking, { original, draft, media, isScaled: media.sha256 !== found.sha256 })
  if (!taken.duplicate) original.keep()
  return taken.duplicate ? taken : { ...taken, storageKey: original.key }
}

/** A file that lies where it will stay, and what it will be written as. */
interface Placed {
  readonly original: PlacedOriginal
  readonly draft: PhotoDraft
  readonly media: ReadMedia
  /** It is smaller than what was sent. */
  readonly isScaled: boolean
}

/**
 * The photo that this upload has become already, or one that counts as the same; `null` for neither.
 *
 * @throws {VitrineError} `PHOTO_EXISTS` where such a file is refused; `FORBIDDEN` where it may not take the place of the other's.
 */
const lookAround = async (
  { context, policy, newcomer, onceId }: Taking,
  db: Reader,
): Promise<{ kind: 'done'; taken: TakenPhoto } | { kind: 'duplicate'; photoId: number } | null> => {
  const taken = onceId === null ? null : await findOutcome(db, onceId)
  if (taken) return { kind: 'done', taken }
  const photoId = await findDuplicate(context, db, policy, newcomer)
  if (photoId === null) return null
  if (policy.action === 'reject') throw photoExists(photoId)
  if (policy.action === 'replace') await requireOnPhotos(context, [photoId], 'edit')
  return { kind: 'duplicate', photoId }
}

/** One transaction: the file becomes a photo, or is found to be one. @param placed - `null` where one was seen already. */
const record = (taking: Taking, placed: Placed | null): Promise<TakenPhoto> => {
  const { context, input, newcomer, onceId } = taking
  const { gallery, actor } = context
  const work = async (unit: Unit): Promise<TakenPhoto> => {
    await placed?.original.hold(unit)
    // Into another album the same bytes may come at this moment, and neither sees the other's photo before its commit.
    if (taking.policy.action !== 'keep' && taking.policy.by !== 'name')
      await takeTurnOfDigest(unit.db, gallery.dialect, newcomer.sha256)
    const album = await lockAlbum(unit.db, gallery.dialect, input.album)
    if (!album) throw new VitrineError('ALBUM_NOT_FOUND')
    if (album.query !== null) throw new VitrineError('ALBUM_IS_SMART')
    // Asked again with the album locked: of the same upload finished twice at once, the second has the outcome of the first,
    // and of the same file sent twice at once, the second is the duplicate.
    const sighting = await lookAround(taking, unit.db)
    if (sighting?.kind === 'done') return sighting.taken
    if (placed?.isScaled) await insertScaled(unit.db, newcomer.sha256, placed.media.sha256)
    const file = placed && { media: placed.media, storageKey: placed.original.key, fileName: newcomer.fileName }
    if (sighting) {
      const { photoId } = sighting
      if (file && taking.policy.action === 'replace') await replaceOriginal(gallery, unit, { photoId, ...file })
      else await linkDuplicate(unit, photoId, input.album)
      return { photoId, duplicate: true }
    }
    // The one that was seen has gone meanwhile.
    if (!file) throw new VitrineError('CONFLICT', { details: { what: 'The photo' } })
    const waits = mustBeReviewed(context.rights, input.album)
    const attached = waits ? null : await attachToPartner(context, unit, { albumId: input.album, ...file })
    if (attached) return attached
    await requireQuota(context, unit, placed.media.bytes)
    const draft = waits ? { ...placed.draft, row: { ...placed.draft.row, deleted_at: unit.at } } : placed.draft
    const [photoId] = (await recordPhotos(gallery, unit, [draft], taking.source)) as [number]
    if (waits) await sendIn(context, unit, { photoId, albumId: input.album })
    return { photoId, duplicate: false, ...(waits ? { waits } : {}) }
  }
  return transact(gallery, actor, work, { batchId: onceId, runStep: gallery.runStep })
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
  if (!row) return null
  const review = await db
    .selectFrom('photo_reviews')
    .select('state')
    .where('photo_id', '=', row.subject_id)
    .executeTakeFirst()
  return {
    photoId: row.subject_id,
    duplicate: row.action === 'linked' || row.action === 'file-replaced',
    ...(review?.state === 'waiting' ? { waits: true } : {}),
  }
}
