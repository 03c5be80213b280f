import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { createSlowDown } from '../sessions/slow-down.ts'
import { hashRecoveryCode, normaliseRecoveryCode } from './recovery-codes.ts'
import { selectTotp, type TotpRow, useRecoveryCode, useTotpStep } from './second-factor.store.ts'
import type { SecretBox } from './secret-box.ts'
import { stepOfCode } from './totp.ts'

type Parts = Pick<GalleryContext, 'connections' | 'clock' | 'secrets' | 'attempts'>

/** What a secret is sealed for. */
export const ownerOf = (userId: number): string => `totp:${userId}`

/** @throws {VitrineError} `SECOND_FACTOR_UNAVAILABLE` where the program that embeds the gallery gave it no secret */
export const requireSecrets = ({ secrets }: Pick<GalleryContext, 'secrets'>): SecretBox => {
  if (!secrets) throw new VitrineError('SECOND_FACTOR_UNAVAILABLE')
  return secrets
}

/** The time step of a code of this user's app; `null` where it is of none. */
export const stepOf = ({ secrets, clock }: Parts, userId: number, totp: TotpRow, code: string): number | null => {
  const secret = secrets?.open(totp.secret, ownerOf(userId))
  return secret ? stepOfCode(secret, code.replace(/\s/g, ''), clock()) : null
}

/** Uses a code up: of the app, or one of the recovery codes, which those with passkeys alone have too. Nobody may use it a second time. */
export const useCode = async (parts: Parts, userId: number, code: string): Promise<boolean> => {
  const { read, write } = parts.connections
  const totp = await selectTotp(read, userId)
  const step = totp?.confirmedAt ? stepOf(parts, userId, totp, code) : null
  if (totp && step !== null) return step > totp.lastStep && useTotpStep(write, userId, step)
  const recovery = normaliseRecoveryCode(code)
  return recovery !== null && useRecoveryCode(write, userId, hashRecoveryCode(recovery, userId))
}

/**
 * Counts a try against the user, from wherever it comes and whichever process it reaches: whoever gets here has the password already,
 * and six digits are soon guessed.
 *
 * @throws {VitrineError} `CODE_INVALID` where the check fails; `RATE_LIMITED`
 */
export const limited = async <T>(gallery: Parts, userId: number, check: () => Promise<T | false>): Promise<T> => {
  const { attempts } = gallery
  const slowDown = createSlowDown(gallery)
  const name = `second factor ${userId}`
  const retryAfterSeconds = attempts.begin(name, name)
  if (retryAfterSeconds > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds } })
  const notTried = (error: unknown): never => {
    attempts.forgive(name, name, 'not-tried')
    throw error
  }
  // No address is known well enough to be let through: the password alone got one here.
  const waitSeconds = await slowDown.waitFor(name, undefined, '').catch(notTried)
  if (waitSeconds > 0)
    return notTried(new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds: waitSeconds } }))
  const result = await check().catch(notTried)
  if (result === false) {
    await slowDown.failed(name)
    throw new VitrineError('CODE_INVALID', { issues: [{ path: 'code', message: 'Is wrong, or was used already.' }] })
  }
  attempts.forgive(name, name, 'right')
  return result
}
