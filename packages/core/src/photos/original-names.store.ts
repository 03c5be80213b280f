import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** Does any row name this original? What does not stand here may be removed: whatever names originals has its line. */
export const isOriginalNamed = async (db: Reader, dialect: DialectSupport, key: string): Promise<boolean> => {
  // A key is made of the hash, by which photos are found.
  const sha256 = key.slice(key.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
  const photo = await db
    .selectFrom('photos')
    .select('id')
    .where(dialect.digestIn('photos.sha256', [sha256]))
    .where('storage_key', '=', key)
    .limit(1)
    .executeTakeFirst()
  return photo !== undefined
}
