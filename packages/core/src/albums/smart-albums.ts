import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { VitrineError } from '../errors/vitrine-error.ts'

/** The first of these albums that is a smart one: it shows what fits its query, and nothing can be put into it by hand. */
const selectSmart = (db: Reader, albumIds: readonly number[]) =>
  db.selectFrom('albums').select('id').where('id', 'in', albumIds).where('query', 'is not', null).limit(1)

/** @throws {VitrineError} `ALBUM_IS_SMART` */
export const requirePlain = async (db: Reader, albumIds: readonly number[]): Promise<void> => {
  if (albumIds.length > 0 && (await selectSmart(db, albumIds).executeTakeFirst()))
    throw new VitrineError('ALBUM_IS_SMART')
}

/**
 * The same inside a transaction that puts photos into them: none becomes a smart one before it ends.
 *
 * @throws {VitrineError} `ALBUM_IS_SMART`
 */
export const keepPlain = async (db: Writer, dialect: DialectSupport, albumIds: readonly number[]): Promise<void> => {
  if (dialect.forShare && albumIds.length > 0)
    await db
      .selectFrom('albums')
      .select('id')
      .where('id', 'in', albumIds)
      .orderBy('id')
      .modifyEnd(dialect.forShare)
      .execute()
  await requirePlain(db, albumIds)
}
