import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { ChangeTable } from '../changes/change.table.ts'
import type { Database, Reader } from '../db/database.ts'
import type { ChangeRow } from '../events/event.store.ts'
import { internalTypes } from '../events/event-types.ts'

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

/** `photo.added`, or `photo.*`. */
export const toActivityType = (type: string): ActivityType => {
  const [subject, action] = type.split('.') as [ActivityType['subject'], string]
  return { subject, action: action === '*' ? null : action }
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
    ...(types === null
      ? internalTypes.map((type) => eb.not(isOfType(toActivityType(type))))
      : [eb.or(types.map(isOfType))]),
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
