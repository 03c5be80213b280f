import * as v from 'valibot'
import { deleteAccountTokens } from '../accounts/account-token.store.ts'
import type { GalleryContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { canMail, queueMail } from '../mail/mail.queue.ts'
import { deleteStepsOf } from '../second-factor/second-factor.store.ts'
import { deleteSessionsOf } from '../sessions/session.store.ts'
import type { Unit } from '../transaction.ts'
import { password as passwordSchema } from './user.schema.ts'
import type { UserWithRole } from './user.store.ts'

/** @throws {VitrineError} `INPUT_INVALID` where it cannot be one */
export const requireNewPassword = (password: unknown): string =>
  validate(v.object({ password: passwordSchema }), { password }).password

/** Outside of any transaction: it takes a third of a second. @throws {VitrineError} `INPUT_INVALID` */
export const hashNewPassword = async (gallery: GalleryContext, password: unknown): Promise<string> =>
  gallery.passwords.hash(requireNewPassword(password))

/** Gives a user another password: whoever knew the old one, or has a link that was sent before, is out. */
export const writePassword = async (
  gallery: GalleryContext,
  unit: Unit,
  user: Pick<UserWithRole, 'id' | 'email'>,
  passwordHash: string,
): Promise<void> => {
  const { id } = user
  await unit.db
    .updateTable('users')
    .set({ password_hash: passwordHash, updated_at: unit.at })
    .where('id', '=', id)
    .execute()
  await deleteSessionsOf(unit.db, id)
  await deleteAccountTokens(unit.db, id)
  await deleteStepsOf(unit.db, id)
  if (user.email !== null && canMail(gallery)) await queueMail(unit, { letter: 'passwordChanged', userId: id })
  unit.record({ subject: 'user', id, action: 'password-changed' })
  unit.after.defer('user.updated', { userId: id }, { actor: unit.actor })
}
