import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { readSite } from '../settings/site.store.ts'
import type { Unit } from '../transaction.ts'
import type { UserWithRole } from '../users/user.store.ts'
import { tellOfFactor } from './factors.ts'
import { createRecoveryCode, hashRecoveryCode, normaliseRecoveryCode, recoveryCodeCount } from './recovery-codes.ts'
import { limited, ownerOf, requireSecrets, stepOf } from './second-factor.check.ts'
import { confirmTotp, insertTotp, replaceRecoveryCodes, selectTotp, useTotpStep } from './second-factor.store.ts'
import type { TotpEnrolment } from './second-factor.types.ts'
import { createTotpSecret, toBase32, toTotpUri } from './totp.ts'

/**
 * A new secret for an app, in place of one that was begun before.
 *
 * @throws {VitrineError} `SECOND_FACTOR_EXISTS`, `SECOND_FACTOR_UNAVAILABLE`, `FORBIDDEN` for shared accounts
 */
export const beginTotp = async (gallery: GalleryContext, unit: Unit, user: UserWithRole): Promise<TotpEnrolment> => {
  const secrets = requireSecrets(gallery)
  if (user.role_key === 'generic') throw new VitrineError('FORBIDDEN')
  if ((await selectTotp(unit.db, user.id))?.confirmedAt) throw new VitrineError('SECOND_FACTOR_EXISTS')
  const secret = createTotpSecret()
  await insertTotp(unit.db, user.id, secrets.seal(secret, ownerOf(user.id)), unit.at)
  const { title } = await readSite(unit.db, gallery.options)
  return { secret: toBase32(secret), uri: toTotpUri(secret, { gallery: title, username: user.username }) }
}

/** Checks the first code of an app: the work of a transaction begins once it is known to be right. @throws `CODE_INVALID`, `RATE_LIMITED` */
export const checkFirstCode = (gallery: GalleryContext, userId: number, code: string): Promise<number> =>
  limited(gallery, userId, async () => {
    const totp = await selectTotp(gallery.connections.read, userId)
    if (!totp || totp.confirmedAt !== null) return false
    return stepOf(gallery, userId, totp, code) ?? false
  })

/** @returns The recovery codes. @throws {VitrineError} `CODE_INVALID` where it was confirmed meanwhile, or the code used */
export const confirmEnrolment = async (
  gallery: GalleryContext,
  unit: Unit,
  user: UserWithRole,
  step: number,
): Promise<string[]> => {
  const userId = user.id
  if (!(await confirmTotp(unit.db, userId, unit.at)) || !(await useTotpStep(unit.db, userId, step)))
    throw new VitrineError('CODE_INVALID', { issues: [{ path: 'code', message: 'Is wrong, or was used already.' }] })
  unit.record({ subject: 'user', id: userId, action: 'second-factor-added' })
  await tellOfFactor(gallery, unit, user, 'app-added')
  return makeRecoveryCodes(unit, userId)
}

export const makeRecoveryCodes = async (unit: Unit, userId: number): Promise<string[]> => {
  const codes = Array.from({ length: recoveryCodeCount }, createRecoveryCode)
  const hashes = codes.map((code) => hashRecoveryCode(normaliseRecoveryCode(code) as string, userId))
  await replaceRecoveryCodes(unit.db, userId, hashes, unit.at)
  return codes
}
