import type { Selectable } from 'kysely'
import type { ChangeTable } from '../changes/change.table.ts'
import type { Reader } from '../db/database.ts'
import type { EventPlace } from './event-cursor.ts'

/** A change as the log has it. */
export type ChangeRow = Selectable<ChangeTable>

/**
 * Changes after a place, in the order of commits.
 *
 * `commit_seq` is taken while the row of `gallery_state` is locked, and that lock is kept until the commit: whoever sees a commit sees
 * all those before it. An id is handed out earlier, so that a lower one may come to light later; within one commit it gives the order.
 */
export const selectChangesAfter = async (db: Reader, after: EventPlace, limit: number): Promise<ChangeRow[]> => {
  const ofCommit = await selectOfCommit(db, after, limit)
  if (ofCommit.length === limit) return ofCommit
  const rest = await selectOfLaterCommits(db, after.commit, limit - ofCommit.length)
  return [...ofCommit, ...rest]
}

// Two statements: asked for both at once, a commit of a hundred thousand changes would be gone through again for each page of it.
const selectOfCommit = (db: Reader, { commit, change }: EventPlace, limit: number): Promise<ChangeRow[]> =>
  db
    .selectFrom('changes')
    .selectAll()
    .where('commit_seq', '=', commit)
    .where('id', '>', change)
    .orderBy('id')
    .limit(limit)
    .execute()

const selectOfLaterCommits = (db: Reader, commit: number, limit: number): Promise<ChangeRow[]> =>
  db
    .selectFrom('changes')
    .selectAll()
    .where('commit_seq', '>', commit)
    .orderBy('commit_seq')
    .orderBy('id')
    .limit(limit)
    .execute()

/** The first place of the log at or after an instant, up to `last` + 1. Looked for by halves: the log has no index of times. */
export const findPlaceAt = async (
  db: Reader,
  column: 'id' | 'commit_seq',
  at: string,
  last: number,
): Promise<number> => {
  let low = 1
  let high = last + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = await db
      .selectFrom('changes')
      .select('at')
      .where(column, '>=', middle)
      .orderBy(column)
      .limit(1)
      .executeTakeFirst()
    if (row && row.at < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Commit of the first change at or after an instant; `null` where there is none. */
export const findCommitAt = async (db: Reader, at: string, head: number): Promise<number | null> => {
  const commit = await findPlaceAt(db, 'commit_seq', at, head)
  return commit > head ? null : commit
}
