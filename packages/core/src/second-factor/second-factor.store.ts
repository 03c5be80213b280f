import type { Reader, Writer } from '../db/database.ts'

export interface TotpRow {
  readonly secret: string
  readonly lastStep: number
  readonly createdAt: string
  readonly confirmedAt: string | null
}

export const selectTotp = async (db: Reader, userId: number): Promise<TotpRow | null> => {
  const row = await db.selectFrom('totp_factors').selectAll().where('user_id', '=', userId).executeTakeFirst()
  if (!row) return null
  return {
    secret: row.secret,
    lastStep: Number(row.last_step),
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at,
  }
}

/** In place of one that was begun and not confirmed. */
export const insertTotp = async (db: Writer, userId: number, secret: string, at: string): Promise<void> => {
  await db.deleteFrom('totp_factors').where('user_id', '=', userId).where('confirmed_at', 'is', null).execute()
  await db
    .insertInto('totp_factors')
    .values({ user_id: userId, secret, last_step: 0, created_at: at, confirmed_at: null })
    .execute()
}

/** Uses up a time step. @returns `false` where it, or a later one, was used already: of two at once, one wins. */
export const useTotpStep = async (db: Reader, userId: number, step: number): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('totp_factors')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const confirmTotp = async (db: Writer, userId: number, at: string): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('totp_factors')
    .set({ confirmed_at: at })
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Says of all sessions of a user whether more than a password was shown. */
export const markSessions = async (db: Writer, userId: number, flag: 0 | 1): Promise<void> => {
  await db
    .updateTable('sessions')
    .set({ second_factor: flag })
    .where('user_id', '=', userId)
    .where('second_factor', '!=', flag)
    .execute()
}

export const deleteTotp = async (db: Writer, userId: number): Promise<void> => {
  await db.deleteFrom('totp_factors').where('user_id', '=', userId).execute()
}

export const countRecoveryCodes = async (db: Reader, userId: number): Promise<number> => {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const replaceRecoveryCodes = async (
  db: Writer,
  userId: number,
  hashes: readonly string[],
  at: string,
): Promise<void> => {
  await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
  if (hashes.length === 0) return
  await db
    .insertInto('recovery_codes')
    .values(hashes.map((code_hash) => ({ user_id: userId, code_hash, created_at: at })))
    .execute()
}

/** @returns `false` where there is none: of two at once, one uses it up. */
export const useRecoveryCode = async (db: Reader, userId: number, codeHash: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('recovery_codes')
    .where('user_id', '=', userId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Keeps a step, and forgets those that are over. */
export const insertStep = async (
  db: Writer,
  step: { tokenHash: string; userId: number; isRemembered: boolean; at: string; expiresAt: string },
): Promise<void> => {
  await db.deleteFrom('sign_in_steps').where('expires_at', '<', step.at).execute()
  await db
    .insertInto('sign_in_steps')
    .values({
      token_hash: step.tokenHash,
      user_id: step.userId,
      is_remembered: step.isRemembered ? 1 : 0,
      failures: 0,
      created_at: step.at,
      expires_at: step.expiresAt,
    })
    .execute()
}

/** Whose step that is; `undefined` where it is over, or has failed too often. */
export const selectStep = async (
  db: Reader,
  tokenHash: string,
  { now, maxFailures }: { now: string; maxFailures: number },
): Promise<{ user_id: number; is_remembered: 0 | 1 } | undefined> =>
  db
    .selectFrom('sign_in_steps')
    .select(['user_id', 'is_remembered'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where('failures', '<', maxFailures)
    .executeTakeFirst()

export const countStepFailure = async (db: Reader, tokenHash: string): Promise<void> => {
  await db
    .updateTable('sign_in_steps')
    .set((eb) => ({ failures: eb('failures', '+', 1) }))
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** @returns `false` where somebody else used it up meanwhile. */
export const deleteStep = async (db: Writer, tokenHash: string): Promise<boolean> => {
  const { numDeletedRows } = await db.deleteFrom('sign_in_steps').where('token_hash', '=', tokenHash).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Whoever has shown a password that is not the user's any more begins again. */
export const deleteStepsOf = async (db: Writer, userId: number): Promise<void> => {
  await db.deleteFrom('sign_in_steps').where('user_id', '=', userId).execute()
}
