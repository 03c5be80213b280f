import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { linkTo, requireMailLinks } from '../mail/mail.queue.ts'
import { transact } from '../transaction.ts'
import { requireChangeable } from '../users/user.update.ts'
import { deleteAccountTokens, insertAccountToken, renewAccountToken } from './account-token.store.ts'

/** A link that is handed over by hand takes longer than a mail. */
export const handedResetMs = 24 * 3_600_000

/** A link by which somebody sets a new password, for an administrator to hand over. */
export const createResetLink = async (
  context: CallContext,
  id: number,
): Promise<{ url: string; expiresAt: string }> => {
  const { gallery, actor } = context
  // Whoever finds a key must not come to own accounts by it.
  if (actor.kind === 'apiKey') throw new VitrineError('FORBIDDEN')
  requireMailLinks(gallery)
  const expiresAt = new Date(gallery.clock().getTime() + handedResetMs).toISOString()
  const token = await transact(gallery, actor, async (unit) => {
    const { isAdmin, isSelf } = await requireChangeable(context, unit.db, id)
    // Nor is it a way round the password that is asked for again of whoever changes their own.
    if (!isAdmin || isSelf) throw new VitrineError('FORBIDDEN')
    await deleteAccountTokens(unit.db, id, 'reset')
    const row = { user_id: id, kind: 'reset' as const, email: null, created_at: unit.at, expires_at: expiresAt }
    unit.record({ subject: 'user', id, action: 'reset-link-made', after: { expiresAt } })
    return renewAccountToken(unit.db, await insertAccountToken(unit.db, row))
  })
  return { url: linkTo(gallery, { page: 'reset', token: token ?? '' }), expiresAt }
}
