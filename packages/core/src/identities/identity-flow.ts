import type { OwnerPurpose } from '../accounts/account.types.ts'
import { isOwnerPurpose } from '../accounts/confirmation.ts'
import { createToken, hashToken } from '../sessions/token.ts'
import type { Unit } from '../transaction.ts'
import { type FlowRow, insertFlow } from './identity.store.ts'
import type { IdentityReturn } from './identity.types.ts'

/** From here to the provider and back. */
const flowMs = 10 * 60_000

/** What somebody went to the provider for. */
export type FlowKind = 'sign-in' | 'link' | `confirm ${OwnerPurpose}`

/** Keeps what has to fit at the return. */
export const beginFlow = async (
  unit: Unit,
  { kind, data, userId, session }: { kind: FlowKind; data: string; userId: number | null; session: string },
): Promise<string> => {
  const token = createToken('vo')
  await insertFlow(unit.db, {
    token_hash: hashToken(token),
    user_id: userId,
    session_id: session,
    data: `${kind}:${data}`,
    created_at: unit.at,
    expires_at: new Date(Date.parse(unit.at) + flowMs).toISOString(),
  })
  return token
}

/** What a flow was for; `null` for what is none. */
export const toReturn = (row: FlowRow): IdentityReturn | null => {
  const at = row.data.indexOf(':')
  const [kind, data] = [row.data.slice(0, at), row.data.slice(at + 1)]
  if (kind === 'sign-in') return { data, link: null, confirm: null }
  if (row.user_id === null) return null
  const who = { userId: row.user_id, session: row.session_id }
  if (kind === 'link') return { data, link: who, confirm: null }
  const purpose = kind.startsWith('confirm ') ? kind.slice('confirm '.length) : null
  return isOwnerPurpose(purpose) ? { data, link: null, confirm: { ...who, purpose, begunAt: row.created_at } } : null
}
