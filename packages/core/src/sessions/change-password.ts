import { reauthenticate } from '../accounts/reauthenticate.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { lacksSecondFactor } from '../second-factor/second-factor.policy.ts'
import { hashNewPassword, requireNewPassword, writePassword } from '../users/set-password.ts'
import { selectUserOfSession } from '../users/user.store.ts'
import { holdsAt } from './session.store.ts'
import type { SessionsService, SignedIn } from './session.types.ts'
import { startSession } from './start-session.ts'
import { hashToken, looksLikeToken } from './token.ts'

/** The password of the one whose session it is; the session that asks goes with the others, and a new one takes its place. */
export const changeOwnPassword = async (
  gallery: GalleryContext,
  { token, currentPassword, password, address, userAgent }: Parameters<SessionsService['changePassword']>[0],
): Promise<SignedIn> => {
  const { read } = gallery.connections
  const user = looksLikeToken(token, 'vs') ? await selectUserOfSession(read, hashToken(token)) : undefined
  if (user?.is_disabled !== 0 || !holdsAt(user, gallery.clock()) || lacksSecondFactor(user))
    throw new VitrineError('UNAUTHENTICATED')
  if (user.role_key === 'generic') throw new VitrineError('FORBIDDEN')
  // Before a confirmation is used up, which is good once.
  requireNewPassword(password)
  await reauthenticate(gallery, user, { proof: currentPassword, purpose: 'password' })
  const passwordHash = await hashNewPassword(gallery, password)
  const origin = { address, userAgent, remember: user.is_remembered === 1, hasSecondFactor: user.second_factor === 1 }
  return startSession(gallery, user, origin, async (unit) => {
    // To hash takes a while: whoever was signed out meanwhile, by a reset or from elsewhere, changes nothing any more.
    if (!(await selectUserOfSession(unit.db, hashToken(token)))) throw new VitrineError('UNAUTHENTICATED')
    await writePassword(gallery, unit, user, passwordHash)
  })
}
