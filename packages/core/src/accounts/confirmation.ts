import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { insertFlow } from '../identities/identity.store.ts'
import { takeOnce } from '../sessions/one-time.store.ts'
import { looksLikeSessionId } from '../sessions/session.store.ts'
import { createToken, hashToken, looksLikeToken } from '../sessions/token.ts'
import type { Unit } from '../transaction.ts'
import type { UserWithRole } from '../users/user.store.ts'
import type { OwnerPurpose } from './account.types.ts'

/** Long enough to fill in a form, and too short to leave a screen open. */
export const confirmationMs = 5 * 60_000

export const ownerPurposes: readonly OwnerPurpose[] = [
  'password',
  'email',
  'delete',
  'link-identity',
  'unlink-identity',
  'add-app',
  'remove-app',
  'add-passkey',
  'remove-passkey',
]

export const isOwnerPurpose = (value: unknown): value is OwnerPurpose => ownerPurposes.includes(value as OwnerPurpose)

/** Who confirms, where, and for what. */
export interface ConfirmationOf {
  readonly userId: number
  readonly session: string
  readonly purpose: OwnerPurpose
}

const dataOf = (purpose: OwnerPurpose): string => `confirmed:${purpose}`

/** What is given in place of a password counts in the session that asked for it, and nowhere else. */
export const proofOf = (token: string, session: string): string => `${token}.${session}`

/**
 * Only those without a password: who has one is asked for it.
 *
 * @throws {VitrineError} `FORBIDDEN`, also without a session
 */
export const requireConfirming = (
  user: Pick<UserWithRole, 'password_hash'>,
  { session, purpose }: { session: unknown; purpose: unknown },
): { session: string; purpose: OwnerPurpose } => {
  if (user.password_hash !== null || !looksLikeSessionId(session) || !isOwnerPurpose(purpose))
    throw new VitrineError('FORBIDDEN')
  return { session, purpose }
}

/** Somebody has just shown who they are. @returns What is given in place of the password, once. */
export const giveConfirmation = async (unit: Unit, { userId, session, purpose }: ConfirmationOf): Promise<string> => {
  const proof = proofOf(createToken('vc'), session)
  await insertFlow(unit.db, {
    token_hash: hashToken(proof),
    user_id: userId,
    session_id: session,
    data: dataOf(purpose),
    created_at: unit.at,
    expires_at: new Date(Date.parse(unit.at) + confirmationMs).toISOString(),
  })
  return proof
}

/** Uses a confirmation up. @throws {VitrineError} `CONFIRMATION_REQUIRED` where it is none, is over, was used, or is for something else */
export const takeConfirmation = async (
  { connections, clock }: Pick<GalleryContext, 'connections' | 'clock'>,
  user: Pick<UserWithRole, 'id'>,
  { proof, purpose }: { proof: unknown; purpose: OwnerPurpose },
): Promise<void> => {
  const [token = '', session, ...rest] = typeof proof === 'string' && proof.length < 200 ? proof.split('.') : []
  const row =
    looksLikeToken(token, 'vc') && looksLikeSessionId(session) && rest.length === 0
      ? await takeOnce(connections.write, 'identity_flows', hashToken(proofOf(token, session)))
      : undefined
  const fits =
    row !== undefined &&
    row.user_id === user.id &&
    row.data === dataOf(purpose) &&
    row.expires_at > clock().toISOString()
  if (!fits) throw new VitrineError('CONFIRMATION_REQUIRED')
}
