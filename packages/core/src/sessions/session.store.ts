import type { Insertable, Selectable } from 'kysely'
import type { Reader, Writer } from '../db/database.ts'
import type { SessionTable } from './session.table.ts'

export type SessionRow = Selectable<SessionTable>

/** More than anybody has; the latest ones are listed. */
const maxSessions = 200
/** Characters of a hash that name a session: 128 bits, which open nothing. */
const idLength = 32

export const toSessionId = (tokenHash: string): string => tokenHash.slice(0, idLength)

export const looksLikeSessionId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)

/** Whether a session is neither past its end nor unused for too long. */
export const holdsAt = (
  session: Pick<SessionRow, 'expires_at' | 'last_used_at' | 'idle_seconds'>,
  now: Date,
): boolean =>
  session.expires_at > now.toISOString() &&
  new Date(session.last_used_at).getTime() + session.idle_seconds * 1_000 > now.getTime()

/** Keeps a session, and forgets those of everybody that are over. */
export const insertSession = async (
  db: Writer,
  row: Insertable<SessionTable> & { created_at: string },
): Promise<void> => {
  await db.deleteFrom('sessions').where('expires_at', '<', row.created_at).execute()
  await db.insertInto('sessions').values(row).execute()
}

/** Those of a user that hold, the one used last first. */
export const selectSessionsOf = async (db: Reader, userId: number, at: string): Promise<SessionRow[]> => {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', at)
    .orderBy('last_used_at', 'desc')
    .limit(maxSessions)
    .execute()
  return rows.filter((row) => holdsAt(row, new Date(at)))
}

/** @returns `false` where this user has no such session. */
export const deleteSessionById = async (db: Reader, userId: number, sessionId: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('token_hash', '>=', sessionId)
    // Past every digit: all hashes that begin so, by the index.
    .where('token_hash', '<', `${sessionId}g`)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Signs a user out everywhere, but for the session named. @returns How many sessions ended. */
export const deleteSessionsOf = async (
  db: Reader,
  userId: number,
  { except }: { except?: string | undefined } = {},
): Promise<number> => {
  let query = db.deleteFrom('sessions').where('user_id', '=', userId)
  if (except !== undefined)
    query = query.where((eb) => eb.or([eb('token_hash', '<', except), eb('token_hash', '>=', `${except}g`)]))
  const { numDeletedRows } = await query.executeTakeFirst()
  return Number(numDeletedRows)
}

/** Whether the user has a session that was opened from this address. */
export const hasSessionFrom = async (db: Reader, userId: number, address: string): Promise<boolean> => {
  const row = await db
    .selectFrom('sessions')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('address', '=', address)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Brings sessions that are open under new limits. */
export const limitSessions = async (
  db: Writer,
  limits: { isRemembered: boolean; idleSeconds: number; latestEnd: string },
): Promise<void> => {
  const flag = limits.isRemembered ? 1 : 0
  await db
    .updateTable('sessions')
    .set({ idle_seconds: limits.idleSeconds })
    .where('is_remembered', '=', flag)
    .where('idle_seconds', '!=', limits.idleSeconds)
    .execute()
  await db
    .updateTable('sessions')
    .set({ expires_at: limits.latestEnd })
    .where('is_remembered', '=', flag)
    .where('expires_at', '>', limits.latestEnd)
    .execute()
}
