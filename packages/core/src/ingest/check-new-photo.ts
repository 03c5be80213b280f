import type * as v from 'valibot'
import { capabilityBit } from '../access/capabilities.ts'
import { holds, type Rights, sees } from '../access/rights.ts'
import { requirePlain } from '../albums/smart-albums.ts'
import { requireInAlbum, requireOwnLevel } from '../call.ts'
import type { CallContext } from '../context.ts'
import { readDuplicatePolicy } from '../duplicates/duplicate.policy.ts'
import type { DuplicatePolicy } from '../duplicates/duplicate.types.ts'
import { findNamesake } from '../duplicates/find-duplicate.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { checkValues } from '../fields/field.values.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { newPhoto } from '../photos/photo.schema.ts'
import { requireRoom } from '../reviews/send-in.ts'
import { toDisplayName } from '../text/file-name.ts'
import { requireGate } from './upload-gates.ts'

/** What is said of a new photo beside its bytes, checked. */
export type NewPhotoInput = v.InferOutput<typeof newPhoto>

/** May this actor add such a photo there, right now? */
export const checkNewPhoto = async (context: CallContext, described: unknown): Promise<NewPhotoInput> => {
  const input = validate(newPhoto, described)
  requireUpload(context, input.album)
  await requirePlain(context.gallery.connections.read, [input.album])
  requireOwnLevel(context, input.level)
  checkValues(context.rights.fields, 'photo', input.fields)
  return input
}

/**
 * Before any bytes are taken: plugins are asked, and a file that would be refused for its name alone is.
 *
 * @throws {VitrineError} `QUOTA_EXCEEDED`, `HOOK_REJECTED`, `PHOTO_EXISTS`
 */
export const requireAuthorised = async (context: CallContext, input: NewPhotoInput, bytes: number): Promise<void> => {
  await requireRoom(context, bytes)
  await requireGate(context, 'upload.authorize', {
    albumId: input.album,
    files: [{ name: input.fileName, bytes, mimeType: '' }],
  })
  const policy = await policyFor(context, input)
  if (policy.by !== 'name' || policy.action !== 'reject') return
  const newcomer = { albumId: input.album, fileName: toDisplayName(input.fileName) }
  const photoId = await findNamesake(context, context.gallery.connections.read, newcomer)
  if (photoId !== null) throw photoExists(photoId)
}

/** What is done with this file where it is a duplicate. */
export const policyFor = async (
  { gallery, rights }: CallContext,
  { onDuplicate, album }: NewPhotoInput,
): Promise<DuplicatePolicy> => {
  const { by, action } = onDuplicate
  const usual = by === undefined || action === undefined ? (await readDuplicatePolicy(gallery)).policy : null
  const policy = { ...usual, ...withoutUndefined({ by, action }) } as DuplicatePolicy
  // Nothing comes into the album, or changes there, before it was looked at.
  if (mustBeReviewed(rights, album) && policy.action !== 'reject') return { by: policy.by, action: 'keep' }
  // In the place of the same bytes they would change nothing.
  return policy.by === 'checksum' && policy.action === 'replace' ? { by: 'checksum', action: 'link' } : policy
}

export const photoExists = (photoId: number): VitrineError<'PHOTO_EXISTS'> =>
  new VitrineError('PHOTO_EXISTS', { details: { photoId } })

/** Whoever may only send photos in: what they add waits for somebody who may edit the album. */
export const mustBeReviewed = (rights: Rights, albumId: number): boolean =>
  holds(rights, albumId, capabilityBit.submit) && !holds(rights, albumId, capabilityBit.upload)

/** @throws {VitrineError} `ALBUM_NOT_FOUND`, `FORBIDDEN`, `UNAUTHENTICATED` where the actor may neither add photos nor send them in. */
export const requireUpload = (context: CallContext, albumId: number): void => {
  const { rights, actor } = context
  if (!sees(rights, albumId) && actor.kind !== 'guest') {
    throw new VitrineError('ALBUM_NOT_FOUND', { issues: [{ path: 'album', message: 'There is no such album.' }] })
  }
  if (!mustBeReviewed(rights, albumId)) requireInAlbum(context, albumId, 'upload')
}
