import type { Reader, Writer } from '../db/database.ts'
import { createToken, hashToken } from '../sessions/token.ts'
import type { AccountTokenRow } from './account.table.ts'

/** Keeps what a link will open; nobody has its token yet. @returns Its id. */
export const insertAccountToken = async (
  db: Reader,
  row: Pick<AccountTokenRow, 'user_id' | 'kind' | 'email' | 'created_at' | 'expires_at'>,
): Promise<number> => {
  const { insertId } = await db
    .insertInto('account_tokens')
    .values({ ...row, token_hash: hashToken(createToken('va')) })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

/** The link gets a token; one that it had before opens nothing any more. @returns `null` where it is gone. */
export const renewAccountToken = async (db: Reader, id: number): Promise<string | null> => {
  const token = createToken('va')
  const { numUpdatedRows } = await db
    .updateTable('account_tokens')
    .set({ token_hash: hashToken(token) })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? token : null
}

export const selectAccountToken = (
  db: Reader,
  token: string,
  kind: AccountTokenRow['kind'],
  at: string,
): Promise<AccountTokenRow | undefined> =>
  db
    .selectFrom('account_tokens')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('expires_at', '>', at)
    .executeTakeFirst()

export const selectAccountTokenById = (db: Reader, id: number): Promise<AccountTokenRow | undefined> =>
  db.selectFrom('account_tokens').selectAll().where('id', '=', id).executeTakeFirst()

export const selectAccountTokensOf = (
  db: Reader,
  userId: number,
  kind: AccountTokenRow['kind'],
): Promise<AccountTokenRow[]> =>
  db
    .selectFrom('account_tokens')
    .selectAll()
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()

/** Uses a link up. @returns `false` where somebody else was faster. */
export const takeAccountToken = async (db: Reader, id: number): Promise<boolean> => {
  const { numDeletedRows } = await db.deleteFrom('account_tokens').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Links of a user that lead nowhere from now on. */
export const deleteAccountTokens = async (
  db: Writer,
  userId: number,
  kind?: AccountTokenRow['kind'],
): Promise<void> => {
  let query = db.deleteFrom('account_tokens').where('user_id', '=', userId)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  await query.execute()
}

export const deleteExpiredAccountTokens = async (db: Reader, at: string): Promise<void> => {
  await db.deleteFrom('account_tokens').where('expires_at', '<=', at).execute()
}
