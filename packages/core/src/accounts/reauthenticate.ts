import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { UserWithRole } from '../users/user.store.ts'
import type { OwnerPurpose } from './account.types.ts'
import { takeConfirmation } from './confirmation.ts'

/**
 * Asks somebody who is signed in for the password again: a screen that was left open must not be enough to take an account over. Who has
 * none has confirmed otherwise, for this purpose, a moment ago.
 *
 * @throws {VitrineError} `PASSWORD_WRONG`; `CONFIRMATION_REQUIRED` for users who have none; `RATE_LIMITED`
 */
export const reauthenticate = async (
  gallery: Pick<GalleryContext, 'passwords' | 'attempts' | 'connections' | 'clock'>,
  user: Pick<UserWithRole, 'id' | 'password_hash'>,
  { proof: password, purpose }: { proof: unknown; purpose: OwnerPurpose },
): Promise<void> => {
  if (user.password_hash === null) return takeConfirmation(gallery, user, { proof: password, purpose })
  const { passwords, attempts } = gallery
  const wrong = () =>
    new VitrineError('PASSWORD_WRONG', { issues: [{ path: 'currentPassword', message: 'Is wrong.' }] })
  if (typeof password !== 'string' || password === '' || Buffer.byteLength(password) > 1_024) throw wrong()
  const name = `user ${user.id}`
  const retryAfterSeconds = attempts.begin(name, name)
  if (retryAfterSeconds > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds } })
  const isRight = await passwords.verify(password, user.password_hash).catch((error: unknown) => {
    attempts.forgive(name, name, 'not-tried')
    throw error
  })
  if (!isRight) throw wrong()
  attempts.forgive(name, name, 'right')
}
