import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** What says who may see these photos, beside the albums that they are in. */
export const selectGuarded = (db: Reader, dialect: DialectSupport, ids: Iterable<number>) =>
  db.selectFrom('photos').select(['id', 'level', 'deleted_at']).where('id', 'in', dialect.idList(ids)).execute()
