import type { Selectable } from 'kysely'
import type { Database, Reader } from '../db/database.ts'

/** Tables of things that are used once, by the hash of a token. */
type OneTimeTable = 'identity_flows' | 'passkey_ceremonies'

/** Uses a row up, whatever comes of it. `undefined` where there is none, or somebody else used it up. */
export const takeOnce = async <T extends OneTimeTable>(
  db: Reader,
  table: T,
  tokenHash: string,
): Promise<Selectable<Database[T]> | undefined> => {
  // The builder knows one table at a time; what is asked for here is in all of them.
  const name = table as 'identity_flows'
  const row = await db.selectFrom(name).selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
  if (!row) return undefined
  const { numDeletedRows } = await db.deleteFrom(name).where('token_hash', '=', tokenHash).executeTakeFirst()
  return numDeletedRows > 0n ? (row as Selectable<Database[T]>) : undefined
}
