import type { Reader } from '../db/database.ts'

/** Rows of the table, whatever names are tried. */
const buckets = 65_536

/** Names share rows: a neighbour's failures slow a name down now and then, and a million names cannot fill a disk. */
export const toBucket = (hash: Buffer): number => hash.readUInt32BE(0) % buckets

export interface FailureRow {
  readonly failures: number
  readonly first_at: string
  readonly last_at: string
}

export const selectFailures = (db: Reader, bucket: number): Promise<FailureRow | undefined> =>
  db
    .selectFrom('sign_in_failures')
    .select(['failures', 'first_at', 'last_at'])
    .where('bucket', '=', bucket)
    .executeTakeFirst()

/** Counts one more; what is older than `since` counts no more. */
export const addFailure = async (
  db: Reader,
  bucket: number,
  { at, since }: { at: string; since: string },
): Promise<void> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('sign_in_failures')
    .ignore()
    .values({ bucket, failures: 1, first_at: at, last_at: at })
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows) return
  const { numUpdatedRows } = await db
    .updateTable('sign_in_failures')
    .set((eb) => ({ failures: eb('failures', '+', 1), last_at: at }))
    .where('bucket', '=', bucket)
    .where('first_at', '>', since)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return
  await db
    .updateTable('sign_in_failures')
    .set({ failures: 1, first_at: at, last_at: at })
    .where('bucket', '=', bucket)
    .where('first_at', '<=', since)
    .execute()
}
