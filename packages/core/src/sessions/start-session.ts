import { userActor } from '../access/actor.ts'
import { readAccountSettings, sessionLimits } from '../accounts/account-settings.ts'
import { forgetExpired } from '../accounts/forget-expired.ts'
import type { GalleryContext } from '../context.ts'
import { cutText } from '../text/cut.ts'
import { transact, type Unit } from '../transaction.ts'
import { toUser, type UserWithRole } from '../users/user.store.ts'
import { insertSession } from './session.store.ts'
import type { SessionOrigin, SignedIn } from './session.types.ts'
import { createToken, csrfTokenOf, hashToken } from './token.ts'

/** Opens a session for a user who proved to be that user: always a new one, with a token that nobody had before. */
export const startSession = async (
  gallery: GalleryContext,
  user: UserWithRole,
  origin: SessionOrigin & {
    /** More than a password was shown. Default `false`. */
    readonly hasSecondFactor?: boolean
  },
  /** Done first in the same transaction; a throw means no session. */
  before?: (unit: Unit) => Promise<void>,
): Promise<SignedIn> => {
  const token = createToken('vs')
  const remembered = origin.remember === true
  const { idleMs, maxMs } = sessionLimits(await readAccountSettings(gallery.connections.read, gallery), remembered)
  const expiresAt = new Date(gallery.clock().getTime() + maxMs).toISOString()
  await transact(gallery, userActor(user.id), async (unit) => {
    await before?.(unit)
    await forgetExpired(unit.db, unit.at)
    await insertSession(unit.db, {
      token_hash: hashToken(token),
      user_id: user.id,
      created_at: unit.at,
      last_used_at: unit.at,
      expires_at: expiresAt,
      address: origin.address?.replace(/[^\x20-\x7e]/g, '?').slice(0, 64) || null,
      user_agent: origin.userAgent === undefined ? null : cutText(origin.userAgent.toWellFormed(), 255),
      is_remembered: remembered ? 1 : 0,
      idle_seconds: Math.round(idleMs / 1_000),
      second_factor: origin.hasSecondFactor ? 1 : 0,
    })
    unit.after.defer('auth.succeeded', { userId: user.id }, { actor: userActor(user.id) })
  })
  return { token, csrfToken: csrfTokenOf(token), user: toUser(user), expiresAt, remembered }
}
