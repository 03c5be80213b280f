import { type CapabilityBits, fromBits, toBits } from '../access/capabilities.ts'
import { toFeedbackBits } from '../access/link-terms.ts'
import type { CallContext } from '../context.ts'
import type { validate } from '../input/validate.ts'
import { transact } from '../transaction.ts'
import {
  hashPassword,
  requireBitsOfQuery,
  requireFuture,
  requireHeld,
  requirePhotosToShare,
  requireSize,
} from './share.create.ts'
import type { sharePatch } from './share.schema.ts'
import { selectGrantsOfLinks, selectPhotosOfLink, updateLink, updateLinkGrants } from './share.store.ts'
import type { ShareLinkRow } from './share-link.table.ts'
import { forgetVisitors } from './visit.store.ts'

/** Changes a link that the one who asks may change. */
export const changeLink = async (
  context: CallContext,
  before: ShareLinkRow,
  patch: ReturnType<typeof validate<typeof sharePatch>>,
): Promise<void> => {
  const { gallery, actor } = context
  requireFuture(gallery, patch.expiresAt)
  if (patch.maxSize !== before.max_size) requireSize(context, patch.maxSize)
  const bits = patch.capabilities && toBits(['view', ...patch.capabilities])
  if (bits !== undefined) await requireMayGive(context, before, bits)
  const passwordHash = await hashPassword(gallery, patch.password)
  await transact(gallery, actor, async (unit) => {
    await updateLink(unit.db, before.id, {
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(patch.recipient === undefined ? {} : { recipient: patch.recipient }),
      ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
      ...(patch.maxUses === undefined ? {} : { max_uses: patch.maxUses }),
      ...(patch.maxSize === undefined ? {} : { max_size: patch.maxSize }),
      ...(patch.watermarkText === undefined ? {} : { watermark_text: patch.watermarkText }),
      ...(patch.feedback === undefined ? {} : { feedback_bits: toFeedbackBits(patch.feedback) }),
      ...(patch.expiresAt === undefined ? {} : { expires_at: patch.expiresAt }),
      ...(bits === undefined || before.photo_bits === null ? {} : { photo_bits: bits }),
    })
    if (bits !== undefined && before.photo_bits === null) await updateLinkGrants(unit.db, before.id, bits)
    if (passwordHash !== undefined) await forgetVisitors(unit.db, before.id)
    const { password: _secret, ...after } = patch
    unit.record({
      subject: 'link',
      id: before.id,
      action: 'updated',
      after: { ...after, ...(passwordHash === undefined ? {} : { hasPassword: passwordHash !== null }) },
    })
    unit.rightsChanged('grants')
  })
}

/** As for a new link, but that a capability which the link has may stay. */
const requireMayGive = async (context: CallContext, row: ShareLinkRow, bits: CapabilityBits): Promise<void> => {
  const { connections, dialect } = context.gallery
  if (row.photo_bits !== null) {
    if ((bits & ~row.photo_bits) === 0) return
    if (row.query !== null) requireBitsOfQuery(context, bits)
    else await requirePhotosToShare(context, await selectPhotosOfLink(connections.read, row.id), bits)
    return
  }
  for (const grant of await selectGrantsOfLinks(connections.read, dialect, [row.id]))
    if (fromBits(bits & ~grant.capabilities).length > 0)
      requireHeld(context, { albumId: grant.album_id, bits, path: 'capabilities' })
}
