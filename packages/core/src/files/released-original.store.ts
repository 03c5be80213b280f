import type { Reader, Writer } from '../db/database.ts'
import type { Unit } from '../transaction.ts'
import type { ReleasedOriginalTable } from './photo-file.table.ts'

/** Says that something stopped naming an original. Said again, the time begins anew. */
export const insertReleased = async (db: Writer, released: ReleasedOriginalTable): Promise<void> => {
  await deleteReleased(db, released.storage_key)
  await db.insertInto('released_originals').ignore().values(released).execute()
}

export const deleteReleased = async (db: Writer, key: string): Promise<void> => {
  await db.deleteFrom('released_originals').where('storage_key', '=', key).execute()
}

export const isReleased = async (db: Reader, key: string): Promise<boolean> =>
  (await db
    .selectFrom('released_originals')
    .select('storage_key')
    .where('storage_key', '=', key)
    .executeTakeFirst()) !== undefined

/** Those that were released up to then, oldest first. */
export const selectReleased = (
  db: Reader,
  upTo: string,
  { limit }: { readonly limit: number },
): Promise<ReleasedOriginalTable[]> =>
  db
    .selectFrom('released_originals')
    .selectAll()
    .where('released_at', '<=', upTo)
    .orderBy('released_at')
    .limit(limit)
    .execute()

/** The same for one of them, which nobody takes back until this transaction ends. */
export const lockReleased = async (
  { db, dialect }: Pick<Unit, 'db' | 'dialect'>,
  key: string,
  upTo: string,
): Promise<ReleasedOriginalTable | undefined> => {
  let select = db
    .selectFrom('released_originals')
    .selectAll()
    .where('storage_key', '=', key)
    .where('released_at', '<=', upTo)
  if (dialect.forUpdate) select = select.modifyEnd(dialect.forUpdate)
  return select.executeTakeFirst()
}
