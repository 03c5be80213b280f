import { createToken, hashToken } from '../sessions/token.ts'
import type { Unit } from '../transaction.ts'
import { insertFlow } from './identity.store.ts'

/** From here to the provider and back. */
const flowMs = 10 * 60_000

/** Keeps what has to fit at the return. */
export const beginFlow = async (
  unit: Unit,
  { data, userId, session }: { data: string; userId: number | null; session: string },
): Promise<string> => {
  const token = createToken('vo')
  await insertFlow(unit.db, {
    token_hash: hashToken(token),
    user_id: userId,
    session_id: session,
    data,
    created_at: unit.at,
    expires_at: new Date(Date.parse(unit.at) + flowMs).toISOString(),
  })
  return token
}
