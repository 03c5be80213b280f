import type { Reader, Writer } from '../db/database.ts'
import type { ApiKeyRow } from './api-key.table.ts'

export type ApiKeyWithUser = ApiKeyRow & { username: string; is_disabled: 0 | 1 }

const keys = (db: Reader) =>
  db
    .selectFrom('api_keys')
    .innerJoin('users', 'users.id', 'api_keys.user_id')
    .selectAll('api_keys')
    .select(['users.username', 'users.is_disabled'])

export const selectApiKey = (db: Reader, id: number): Promise<ApiKeyWithUser | undefined> =>
  keys(db).where('api_keys.id', '=', id).executeTakeFirst()

export const selectApiKeyByHash = (
  db: Reader,
  keyHash: string,
): Promise<Pick<ApiKeyRow, 'id' | 'user_id' | 'last_used_at'> | undefined> =>
  db.selectFrom('api_keys').select(['id', 'user_id', 'last_used_at']).where('key_hash', '=', keyHash).executeTakeFirst()

/** Newest first; those of one user, or all. */
export const selectApiKeys = (
  db: Reader,
  range: { userId: number | null; beforeId?: number | undefined; limit: number },
): Promise<ApiKeyWithUser[]> => {
  let query = keys(db).orderBy('api_keys.id', 'desc').limit(range.limit)
  if (range.userId !== null) query = query.where('api_keys.user_id', '=', range.userId)
  if (range.beforeId !== undefined) query = query.where('api_keys.id', '<', range.beforeId)
  return query.execute()
}

/** @param options.activeAt - Only those that have neither expired nor been revoked at this instant. */
export const countApiKeys = async (
  db: Reader,
  { userId, activeAt }: { userId: number | null; activeAt?: string },
): Promise<number> => {
  let query = db.selectFrom('api_keys').select((eb) => eb.fn.countAll<number>().as('count'))
  if (userId !== null) query = query.where('user_id', '=', userId)
  if (activeAt !== undefined)
    query = query
      .where('revoked_at', 'is', null)
      .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', activeAt)]))
  return Number((await query.executeTakeFirstOrThrow()).count)
}

export const insertApiKey = async (
  db: Writer,
  row: Pick<ApiKeyRow, 'user_id' | 'key_hash' | 'key_start' | 'name' | 'scopes' | 'created_at' | 'expires_at'>,
): Promise<number> => {
  const { insertId } = await db
    .insertInto('api_keys')
    .values({ ...row, last_used_at: null, revoked_at: null })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

/** Ends those of a user that work, or one of them. @returns Their ids. */
export const revokeApiKeys = async (
  db: Writer,
  which: { userId: number; id?: number },
  at: string,
): Promise<number[]> => {
  let query = db.selectFrom('api_keys').select('id').where('user_id', '=', which.userId).where('revoked_at', 'is', null)
  if (which.id !== undefined) query = query.where('id', '=', which.id)
  const ids = (await query.execute()).map(({ id }) => id)
  if (ids.length > 0) await db.updateTable('api_keys').set({ revoked_at: at }).where('id', 'in', ids).execute()
  return ids
}

export const touchApiKey = async (db: Reader, id: number, at: string): Promise<void> => {
  await db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', id).execute()
}
