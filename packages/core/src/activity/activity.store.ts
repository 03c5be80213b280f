import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { ChangeTable } from '../changes/change.table.ts'
import type { Database, Reader } from '../db/database.ts'
import type { ChangeRow } from '../events/event.store.ts'

/** `action`: `null` for all of a subject. */
export interface ActivityType {
  readonly subject: ChangeTable['subject']
  readonly action: string | null
}

export interface ActivityFilter {
  readonly types: readonly ActivityType[] | null
  readonly subjectId: number | null
  readonly userId: number | null
}

/** Entries from one id on, up to another. */
export interface ActivityRange {
  readonly fromId: number
  readonly beforeId: number
}

/** Those of a range that fit, the newest first. */
export const selectActivity = (
  db: Reader,
  filter: ActivityFilter,
  range: ActivityRange & { readonly limit: number },
): Promise<ChangeRow[]> =>
  db
    .selectFrom('changes')
    .selectAll()
    .where('id', '>=', range.fromId)
    .where('id', '<', range.beforeId)
    .where((eb) => fits(eb, filter))
    .orderBy('id', 'desc')
    .limit(range.limit)
    .execute()

const fits = (
  eb: ExpressionBuilder<Database, 'changes'>,
  { types, subjectId, userId }: ActivityFilter,
): Expression<SqlBool> => {
  const isOfType = ({ subject, action }: ActivityType) =>
    eb.and([eb('subject', '=', subject), ...(action === null ? [] : [eb('action', '=', action)])])
  return eb.and([
    // What the gallery does for itself.
    ...(types === null ? [eb.not(isOfType({ subject: 'photo', action: 'indexed' }))] : [eb.or(types.map(isOfType))]),
    ...(subjectId === null ? [] : [eb('subject_id', '=', subjectId)]),
    ...(userId === null ? [] : [isBy(eb, userId)]),
  ])
}

/** In person, or by a key. */
export const isBy = (eb: ExpressionBuilder<Database, 'changes'>, userId: number): Expression<SqlBool> =>
  eb.or([
    eb.and([eb('actor_kind', '=', 'user'), eb('actor_id', '=', userId)]),
    eb.and([
      eb('actor_kind', '=', 'apiKey'),
      eb('actor_id', 'in', eb.selectFrom('api_keys').select('api_keys.id').where('api_keys.user_id', '=', userId)),
    ]),
  ])

export const selectMaxChangeId = async (db: Reader): Promise<number> => {
  const row = await db
    .selectFrom('changes')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  return Number(row?.id ?? 0)
}

/** The first entry at or after an instant; one more than the last where there is none. Looked for by halves: the log has no index of times. */
export const findChangeAt = async (db: Reader, at: string, maxId: number): Promise<number> => {
  let low = 1
  let high = maxId + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = await db
      .selectFrom('changes')
      .select('at')
      .where('id', '>=', middle)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (row && row.at < at) low = middle + 1
    else high = middle
  }
  return low
}
