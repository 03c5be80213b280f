import type { GalleryContext } from '../context.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { FactorChange } from '../mail/factor-change.types.ts'
import { canMail, queueMail } from '../mail/mail.queue.ts'
import { countPasskeys, deleteCeremoniesOf, deletePasskeysOf } from '../passkeys/passkey.store.ts'
import type { Unit } from '../transaction.ts'
import type { UserWithRole } from '../users/user.store.ts'
import { deleteTotp, markSessions, replaceRecoveryCodes, selectTotp } from './second-factor.store.ts'

/** What a user can show beside the password. */
export interface Factors {
  readonly hasApp: boolean
  readonly passkeys: number
}

export const selectFactors = async (db: Reader, userId: number): Promise<Factors> => {
  const [totp, passkeys] = await Promise.all([selectTotp(db, userId), countPasskeys(db, userId)])
  return { hasApp: Boolean(totp?.confirmedAt), passkeys }
}

export const hasFactor = async (db: Reader, userId: number): Promise<boolean> => {
  const { hasApp, passkeys } = await selectFactors(db, userId)
  return hasApp || passkeys > 0
}

/** Without any, recovery codes lead nowhere, and sessions are as if they had been opened by the password alone. */
export const endWithoutFactor = async (db: Writer, userId: number): Promise<void> => {
  if (await hasFactor(db, userId)) return
  await replaceRecoveryCodes(db, userId, [], '')
  await markSessions(db, userId, 0)
}

/** Takes away all that a user could show beside the password. @returns Whether there was anything. */
export const deleteFactors = async (db: Writer, userId: number): Promise<boolean> => {
  const { hasApp, passkeys } = await selectFactors(db, userId)
  await deleteTotp(db, userId)
  await deletePasskeysOf(db, userId)
  await deleteCeremoniesOf(db, userId)
  await endWithoutFactor(db, userId)
  return hasApp || passkeys > 0
}

/** Tells the user by mail, who may not be the one who did it. */
export const tellOfFactor = async (
  gallery: Pick<GalleryContext, 'options'>,
  unit: Unit,
  user: Pick<UserWithRole, 'id' | 'email'>,
  change: FactorChange,
): Promise<void> => {
  if (user.email !== null && canMail(gallery))
    await queueMail(unit, { letter: 'factorChanged', userId: user.id, change })
}
