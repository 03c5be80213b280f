import { type CapabilityBits, capabilityBit, toBits, withSubmit } from '../access/capabilities.ts'
import { toFeedbackBits } from '../access/link-terms.ts'
import { bitsOf, holds, type Rights } from '../access/rights.ts'
import { refusal, requireInAlbum, requireOwnLevel } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import type { validate } from '../input/validate.ts'
import { checkScope } from '../photos/photo.scope.ts'
import { selectAlbumsOf, selectVisibleIds } from '../photos/photo.store.ts'
import { photoBits } from '../photos/photo.views.ts'
import { createToken, hashToken } from '../sessions/token.ts'
import { transact } from '../transaction.ts'
import type { shareDraft } from './share.schema.ts'
import { insertLink, insertLinkGrants, insertLinkPhotos } from './share.store.ts'

type Draft = ReturnType<typeof validate<typeof shareDraft>>

export const createLink = async (
  context: CallContext,
  input: Draft,
): Promise<{ readonly id: number; readonly key: string }> => {
  const { gallery, actor, rights } = context
  const target = await toTarget(context, input)
  requireOwnLevel(context, input.level)
  requireFuture(gallery, input.expiresAt)
  requireSize(context, input.maxSize)
  const key = createToken('vl')
  const passwordHash = await hashPassword(gallery, input.password)
  const id = await transact(gallery, actor, async (unit) => {
    const created = await insertLink(unit.db, {
      key_hash: hashToken(key),
      name: input.name,
      recipient: input.recipient ?? null,
      level: input.level,
      with_below: input.withBelow ? 1 : 0,
      photo_bits: target.photoBits,
      query: target.query,
      password_hash: passwordHash ?? null,
      max_uses: input.maxUses ?? null,
      expires_at: input.expiresAt ?? null,
      max_size: input.maxSize ?? null,
      watermark_text: input.watermarkText ?? null,
      feedback_bits: toFeedbackBits(input.feedback ?? []),
      created_by: rights.userId,
      created_at: unit.at,
    })
    await insertLinkGrants(unit.db, created, target.grants)
    await insertLinkPhotos(unit.db, created, target.photoIds)
    const { name, level, expiresAt = null, maxSize = null, watermarkText = null, feedback = [] } = input
    unit.record({
      subject: 'link',
      id: created,
      action: 'created',
      after: {
        name,
        level,
        expiresAt,
        maxSize,
        watermarkText,
        feedback,
        grants: target.grants,
        photos: target.photoIds.length,
        query: target.query,
      },
    })
    unit.rightsChanged('grants')
    return created
  })
  return { id, key }
}

interface Target {
  readonly grants: { albumId: number; bits: CapabilityBits }[]
  readonly photoIds: readonly number[]
  readonly query: string | null
  /** `null` for albums. */
  readonly photoBits: CapabilityBits | null
}

const toTarget = async (context: CallContext, input: Draft): Promise<Target> => {
  const namesAlbums = input.albumIds.length + input.grants.length > 0
  const { query = null } = input
  if (input.photoIds.length === 0 && query === null) {
    if (!namesAlbums) throw inputInvalid([{ path: 'albumIds', message: 'Must name an album, photos, or a query.' }])
    return { grants: toGrants(context, input), photoIds: [], query, photoBits: null }
  }
  const path = query === null ? 'photoIds' : 'query'
  if (namesAlbums) throw inputInvalid([{ path, message: 'A link opens albums or photos, not both.' }])
  if (query !== null) {
    if (input.photoIds.length > 0)
      throw inputInvalid([{ path, message: 'A link opens chosen photos or what fits, not both.' }])
    return toQueryTarget(context, input, query)
  }
  const photoIds = [...new Set(input.photoIds)]
  const bits = toBits(['view', ...(input.capabilities ?? [])])
  await requirePhotosToShare(context, photoIds, bits)
  return { grants: [], photoIds, query, photoBits: bits }
}

/**
 * Nothing has to fit now, or to be shared: what the link shows, and gives, is what its maker may share, and holds, when it is opened.
 *
 * @throws `INPUT_INVALID` where that cannot be asked; `FORBIDDEN` for those who may share nothing at all
 */
const toQueryTarget = async (context: CallContext, { capabilities = [] }: Draft, query: string): Promise<Target> => {
  const { rights, actor } = context
  const bits = toBits(['view', ...capabilities])
  if (heldWhereShared(rights) === 0) throw refusal(actor)
  requireBitsOfQuery(context, bits)
  await checkScope(context, { q: query }).catch((error: unknown) => {
    if (VitrineError.has(error, 'INPUT_INVALID')) throw inputInvalid([{ path: 'query', message: 'Cannot be asked.' }])
    throw error
  })
  return { grants: [], photoIds: [], query, photoBits: bits }
}

/** What somebody holds in any album that it may share. */
const heldWhereShared = ({ view }: Rights): CapabilityBits =>
  view.bits.reduce((sum, bits) => ((bits & capabilityBit.share) === 0 ? sum : sum | bits), 0)

export const requireBitsOfQuery = (context: CallContext, bits: CapabilityBits): void => {
  requirePhotoBits(bits)
  if ((bits & ~heldWhereShared(context.rights)) !== 0) throw moreThanHeld('capabilities')
}

const requirePhotoBits = (bits: CapabilityBits): void => {
  if ((bits & (capabilityBit.upload | capabilityBit.submit)) !== 0)
    throw inputInvalid([{ path: 'capabilities', message: 'Nothing can be uploaded to photos.' }])
}

/** What the link is to be granted: no more than the one who shares holds there. */
const toGrants = (
  context: CallContext,
  { albumIds, grants, capabilities = [] }: Draft,
): { albumId: number; bits: CapabilityBits }[] => {
  const usual = toBits(['view', ...capabilities])
  const wanted = [
    ...albumIds.map((albumId, index) => ({ albumId, bits: usual, path: `albumIds.${index}` })),
    ...grants.map((grant, index) => ({
      albumId: grant.albumId,
      bits: toBits(['view', ...grant.capabilities]),
      path: `grants.${index}.capabilities`,
    })),
  ]
  const known = new Set<number>()
  for (const { albumId, bits, path } of wanted) {
    if (known.has(albumId)) throw inputInvalid([{ path, message: 'Is named twice.' }])
    known.add(albumId)
    requireHeld(context, { albumId, bits, path })
  }
  return wanted.map(({ albumId, bits }) => ({ albumId, bits }))
}

/** @throws `ALBUM_NOT_FOUND`, `FORBIDDEN`, `INPUT_INVALID` for more than one holds in an album. */
export const requireHeld = (
  context: CallContext,
  { albumId, bits, path }: { albumId: number; bits: CapabilityBits; path: string },
): void => {
  requireInAlbum(context, albumId, 'share')
  if ((bits & ~withSubmit(bitsOf(context.rights, albumId))) !== 0) throw moreThanHeld(path)
}

const moreThanHeld = (path: string): VitrineError =>
  inputInvalid([{ path, message: 'You do not hold all of that yourself.' }])

/** All of them or none: which one it is that may not be shared, is not said. What the link gives is held where it may be shared. */
export const requirePhotosToShare = async (
  context: CallContext,
  ids: readonly number[],
  bits: CapabilityBits,
): Promise<void> => {
  const { connections, dialect } = context.gallery
  requirePhotoBits(bits)
  const seen = await selectVisibleIds(connections.read, dialect, context.rights, ids)
  if (seen.length < ids.length) throw new VitrineError('PHOTO_NOT_FOUND')
  const albums = new Map<number, number[]>(ids.map((id) => [id, []]))
  for (const link of await selectAlbumsOf(connections.read, dialect, ids))
    albums.get(link.photo_id)?.push(link.album_id)
  for (const albumIds of albums.values()) {
    const held = photoBits(
      context,
      albumIds.filter((id) => holds(context.rights, id, capabilityBit.share)),
    )
    if ((held & capabilityBit.share) === 0) throw refusal(context.actor)
    if ((bits & ~held) !== 0) throw moreThanHeld('capabilities')
  }
}

export const requireFuture = (gallery: GalleryContext, expiresAt: string | null | undefined): void => {
  if (expiresAt && expiresAt <= gallery.clock().toISOString())
    throw inputInvalid([{ path: 'expiresAt', message: 'Must be in the future.' }])
}

/** @throws `INPUT_INVALID` for a size that is not switched on */
export const requireSize = ({ gallery, rights }: CallContext, maxSize: string | null | undefined): void => {
  if (maxSize && !gallery.imaging.policyOf(rights).profile.byName.has(maxSize))
    throw inputInvalid([{ path: 'maxSize', message: 'There is no such size.' }])
}

/** `undefined`: nothing was said of a password; `null`: there is to be none. */
export const hashPassword = (
  { passwords }: GalleryContext,
  password: string | null | undefined,
): Promise<string> | null | undefined => (typeof password === 'string' ? passwords.hash(password) : password)
