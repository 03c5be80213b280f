import type { Actor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { deleteSessionsOf, type SessionRow, toSessionId } from '../sessions/session.store.ts'
import { transact } from '../transaction.ts'
import type { AccountSession } from './account-parts.types.ts'

export const toSession = (row: SessionRow): AccountSession => ({
  id: toSessionId(row.token_hash),
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
  address: row.address,
  userAgent: row.user_agent,
  remembered: row.is_remembered !== 0,
})

export const endSessions = (
  gallery: GalleryContext,
  actor: Actor,
  userId: number,
  options: { except?: string | undefined } = {},
): Promise<void> =>
  transact(gallery, actor, async (unit) => {
    const ended = await deleteSessionsOf(unit.db, userId, options)
    if (ended > 0) unit.record({ subject: 'user', id: userId, action: 'signed-out', after: { sessions: ended } })
  })
