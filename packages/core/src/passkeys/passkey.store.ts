import type { Insertable, Selectable } from 'kysely'
import type { Reader, Writer } from '../db/database.ts'
import type { PasskeyCeremonyTable, PasskeyTable } from './passkey.table.ts'

export type PasskeyRow = Selectable<PasskeyTable>
type CeremonyRow = Selectable<PasskeyCeremonyTable>

/** The oldest first; few, because their number is limited. */
export const selectPasskeys = (db: Reader, userId: number): Promise<PasskeyRow[]> =>
  db.selectFrom('passkeys').selectAll().where('user_id', '=', userId).orderBy('id').execute()

export const selectPasskey = (db: Reader, userId: number, id: number): Promise<PasskeyRow | undefined> =>
  db.selectFrom('passkeys').selectAll().where('id', '=', id).where('user_id', '=', userId).executeTakeFirst()

export const selectPasskeyByCredential = (db: Reader, credentialId: string): Promise<PasskeyRow | undefined> =>
  db.selectFrom('passkeys').selectAll().where('credential_id', '=', credentialId).executeTakeFirst()

export const countPasskeys = async (db: Reader, userId: number): Promise<number> => {
  const { count } = await db
    .selectFrom('passkeys')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const insertPasskey = async (db: Writer, row: Insertable<PasskeyTable>): Promise<number> => {
  const { insertId } = await db.insertInto('passkeys').values(row).executeTakeFirstOrThrow()
  return Number(insertId)
}

/** Notes a use. @returns `false` where the counter is not beyond the last one, or the passkey is gone: of two at once, one wins. */
export const countPasskeyUse = async (
  db: Writer,
  id: number,
  use: { counter: number; isBackedUp: boolean; at: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('passkeys')
    .set({ counter: use.counter, is_backed_up: use.isBackedUp ? 1 : 0, last_used_at: use.at })
    .where('id', '=', id)
    // Those that do not count say 0 each time.
    .where((eb) => (use.counter === 0 ? eb('counter', '=', 0) : eb('counter', '<', use.counter)))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const renamePasskey = async (db: Writer, userId: number, id: number, name: string): Promise<void> => {
  await db.updateTable('passkeys').set({ name }).where('id', '=', id).where('user_id', '=', userId).execute()
}

export const deletePasskey = async (db: Writer, userId: number, id: number): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export const deletePasskeysOf = async (db: Writer, userId: number): Promise<boolean> => {
  const { numDeletedRows } = await db.deleteFrom('passkeys').where('user_id', '=', userId).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Keeps a ceremony, and forgets those that are over. */
export const insertCeremony = async (db: Writer, row: CeremonyRow): Promise<void> => {
  await db.deleteFrom('passkey_ceremonies').where('expires_at', '<', row.created_at).execute()
  await db.insertInto('passkey_ceremonies').values(row).execute()
}

/** Those that were begun for a user are over. */
export const deleteCeremoniesOf = async (db: Writer, userId: number): Promise<void> => {
  await db.deleteFrom('passkey_ceremonies').where('user_id', '=', userId).execute()
}
