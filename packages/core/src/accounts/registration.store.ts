import type { Reader, Writer } from '../db/database.ts'
import { createToken, hashToken } from '../sessions/token.ts'
import type { RegistrationRow } from './account.table.ts'

/** @returns Its id. */
export const insertRegistration = async (
  db: Writer,
  row: Omit<RegistrationRow, 'id' | 'token_hash'>,
): Promise<number> => {
  const { insertId } = await db
    .insertInto('registrations')
    .values({ ...row, token_hash: hashToken(createToken('va')) })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

export const selectRegistration = (db: Reader, id: number): Promise<RegistrationRow | undefined> =>
  db.selectFrom('registrations').selectAll().where('id', '=', id).executeTakeFirst()

/** The registration that a link confirms, while it does. */
export const selectRegistrationOfToken = (
  db: Reader,
  token: string,
  at: string,
): Promise<RegistrationRow | undefined> =>
  db
    .selectFrom('registrations')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('state', '=', 'unconfirmed')
    .where('expires_at', '>', at)
    .executeTakeFirst()

/** The link gets a token; one that it had before opens nothing any more. @returns `null` where the registration is gone. */
export const renewRegistrationToken = async (db: Reader, id: number): Promise<string | null> => {
  const token = createToken('va')
  const { numUpdatedRows } = await db
    .updateTable('registrations')
    .set({ token_hash: hashToken(token) })
    .where('id', '=', id)
    .where('state', '=', 'unconfirmed')
    .executeTakeFirst()
  return numUpdatedRows > 0n ? token : null
}

/** Oldest first. */
export const selectWaiting = (
  db: Reader,
  range: { limit: number; afterId?: number | undefined },
): Promise<RegistrationRow[]> => {
  let query = db.selectFrom('registrations').selectAll().where('state', '=', 'waiting').orderBy('id').limit(range.limit)
  if (range.afterId !== undefined) query = query.where('id', '>', range.afterId)
  return query.execute()
}

export const countRegistrations = async (db: Reader, state: RegistrationRow['state']): Promise<number> => {
  const { count } = await db
    .selectFrom('registrations')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The address is confirmed: an administrator decides. @returns `false` where that happened before. */
export const setWaiting = async (
  db: Writer,
  id: number,
  name: Pick<RegistrationRow, 'username' | 'username_key'>,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('registrations')
    .set({ ...name, state: 'waiting', expires_at: null, token_hash: hashToken(createToken('va')) })
    .where('id', '=', id)
    .where('state', '=', 'unconfirmed')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @returns `false` where somebody else was faster. */
export const deleteRegistration = async (db: Reader, id: number, state: RegistrationRow['state']): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('registrations')
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export const deleteExpiredRegistrations = async (db: Reader, at: string): Promise<void> => {
  await db.deleteFrom('registrations').where('expires_at', '<=', at).execute()
}
