import { sql } from 'kysely'
import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { VisitPeriod, VisitType, VisitWho } from './history.types.ts'
import type { VisitDayRow, VisitRow } from './visit.table.ts'

/** Counts lines, in the transaction that writes them: whatever becomes of the lines, they are counted once. */
export const countVisits = async (
  db: Writer,
  dialect: DialectSupport,
  visits: readonly Pick<VisitRow, 'at' | 'type' | 'who'>[],
): Promise<void> => {
  const counts = new Map<string, VisitDayRow>()
  for (const { at, type, who } of visits) {
    const [day, hour] = [at.slice(0, 10), Number(at.slice(11, 13))]
    const key = `${day} ${hour} ${type} ${who}`
    counts.set(key, { day, hour, type, who, visits: (counts.get(key)?.visits ?? 0) + 1 })
  }
  // In one order: two processes that count at once wait for each other, and not both.
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  for (const row of rows)
    await db
      .insertInto('visit_days')
      .values(row)
      .modifyEnd(dialect.addingTo('visits', ['day', 'hour', 'type', 'who']))
      .execute()
}

/** Characters of a day that stand for a period. */
const lengthOf = { hour: 10, day: 10, month: 7, year: 4 } as const satisfies Record<VisitPeriod, number>

export interface VisitSum {
  readonly period: string
  readonly type: VisitType
  readonly who: VisitWho
  readonly visits: number
}

/** Sums of the days from one to another, both included. */
export const sumVisits = async (
  db: Reader,
  by: VisitPeriod,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<VisitSum[]> => {
  const part = sql<string>`substr(day, 1, ${sql.lit(lengthOf[by])})`
  let query = db
    .selectFrom('visit_days')
    .select([part.as('part'), 'type', 'who'])
    .select((eb) => eb.fn.sum<number>('visits').as('visits'))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy([part, 'type', 'who'])
  if (by === 'hour') query = query.groupBy('hour')
  const rows = await query.select(by === 'hour' ? 'hour' : sql<number>`0`.as('hour')).execute()
  return rows.map(({ part, hour, type, who, visits }) => ({
    period: by === 'hour' ? `${part}T${String(hour).padStart(2, '0')}` : part,
    type,
    who,
    visits: Number(visits),
  }))
}

/** Counts of the days up to one, that one included. A few hundred rows for a day at most. @returns Whether there are more. */
export const deleteCountsOfDay = async (db: Writer, upTo: string): Promise<boolean> => {
  const first = await db
    .selectFrom('visit_days')
    .select('day')
    .where('day', '<=', upTo)
    .orderBy('day')
    .limit(1)
    .executeTakeFirst()
  if (!first) return false
  await db.deleteFrom('visit_days').where('day', '=', first.day).execute()
  return true
}
