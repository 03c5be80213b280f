import type { SelectQueryBuilder } from 'kysely'
import type { CommentRow } from '../comments/comment.table.ts'
import type { Database, Reader } from '../db/database.ts'
import { countedUpTo } from './overview.types.ts'

/** Counts rows, and stops where nobody wants to know it any more exactly. */
const count = async <T extends keyof Database>(
  db: Reader,
  rows: SelectQueryBuilder<Database, T, { id: number }>,
): Promise<number> => {
  const row = await db
    .selectFrom(rows.limit(countedUpTo).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export const countTags = (db: Reader): Promise<number> => count(db, db.selectFrom('tags').select('id'))
export const countUsers = (db: Reader): Promise<number> => count(db, db.selectFrom('users').select('id'))
export const countGroups = (db: Reader): Promise<number> => count(db, db.selectFrom('groups').select('id'))

export const countComments = (db: Reader, state: CommentRow['state']): Promise<number> =>
  count(db, db.selectFrom('comments').select('id').where('state', '=', state))

export const countReviewsWaiting = (db: Reader): Promise<number> =>
  count(db, db.selectFrom('photo_reviews').select('photo_id as id').where('state', '=', 'waiting'))

/** Those that an administrator has to let in. */
export const countRegistrations = (db: Reader): Promise<number> =>
  count(db, db.selectFrom('registrations').select('id').where('state', '=', 'waiting'))
