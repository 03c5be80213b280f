import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { UserWithRole } from '../users/user.store.ts'

/**
 * Asks somebody who is signed in for the password again: a screen that was left open must not be enough to take an account over.
 *
 * @throws {VitrineError} `PASSWORD_WRONG`, also for users who have none; `RATE_LIMITED`
 */
export const reauthenticate = async (
  { passwords, attempts }: Pick<GalleryContext, 'passwords' | 'attempts'>,
  user: Pick<UserWithRole, 'id' | 'password_hash'>,
  password: unknown,
): Promise<void> => {
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
