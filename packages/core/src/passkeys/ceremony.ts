import { randomBytes } from 'node:crypto'
import type { GalleryContext } from '../context.ts'
import { takeOnce } from '../sessions/one-time.store.ts'
import { createToken, hashToken, looksLikeToken } from '../sessions/token.ts'
import type { Unit } from '../transaction.ts'
import { insertCeremony } from './passkey.store.ts'
import { ceremonyMs, passkeyInvalid } from './relying-party.ts'

/** Who may answer, and for what. */
export interface CeremonyPurpose {
  readonly purpose: 'register' | 'sign-in' | 'second-step' | 'confirm' | 'enrol'
  readonly userId: number | null
  /** The session or the step, as hashes or ids of theirs, and what else it is for; empty where there is none. */
  readonly boundTo: string
}

/** Makes something to sign that nobody can know before. */
export const beginCeremony = async (
  unit: Unit,
  { purpose, userId, boundTo }: CeremonyPurpose,
): Promise<{ readonly ceremony: string; readonly challenge: string }> => {
  const ceremony = createToken('vw')
  const challenge = randomBytes(32).toString('base64url')
  await insertCeremony(unit.db, {
    token_hash: hashToken(ceremony),
    purpose,
    user_id: userId,
    bound_to: boundTo,
    challenge,
    created_at: unit.at,
    expires_at: new Date(Date.parse(unit.at) + ceremonyMs).toISOString(),
  })
  return { ceremony, challenge }
}

/**
 * Uses a ceremony up before its answer is looked at: one that was wrong cannot be tried again.
 *
 * @returns What had to be signed.
 * @throws {VitrineError} `PASSKEY_INVALID` where it is unknown, over, used, for something else or of somebody else
 */
export const endCeremony = async (
  { connections, clock }: Pick<GalleryContext, 'connections' | 'clock'>,
  token: string,
  expected: CeremonyPurpose,
): Promise<string> => {
  if (!looksLikeToken(token, 'vw')) throw passkeyInvalid()
  const row = await takeOnce(connections.write, 'passkey_ceremonies', hashToken(token))
  const fits =
    row !== undefined &&
    row.expires_at > clock().toISOString() &&
    row.purpose === expected.purpose &&
    row.user_id === expected.userId &&
    row.bound_to === expected.boundTo
  if (!fits) throw passkeyInvalid()
  return row.challenge
}
