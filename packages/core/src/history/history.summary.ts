import type { CallContext } from '../context.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { visitSummary } from './history.schema.ts'
import type { VisitCounts, VisitPeriod, VisitSummary, VisitSummaryOptions } from './history.types.ts'
import { sumVisits, type VisitSum } from './visit-days.store.ts'

const dayMs = 86_400_000

/** Days that are summed up where nobody says which, and at most. */
const days = {
  hour: { usual: 1, most: 31 },
  day: { usual: 30, most: 366 },
  month: { usual: 365, most: 10 * 366 },
  year: { usual: 3_652, most: 100 * 366 },
} as const satisfies Record<VisitPeriod, { usual: number; most: number }>

export const sumUpVisits = async ({ gallery }: CallContext, options: VisitSummaryOptions): Promise<VisitSummary> => {
  const { by, ...asked } = validate(visitSummary, options)
  const { usual, most } = days[by]
  const to = asked.to ?? toDay(gallery.clock().getTime())
  const from = asked.from ?? toDay(Date.parse(to) - (usual - 1) * dayMs)
  const length = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (length < 1) throw inputInvalid([{ path: 'to', message: 'Must not be before the first day.' }])
  if (length > most) throw inputInvalid([{ path: 'from', message: `Must be ${most} days before the last at most.` }])
  const sums = await sumVisits(gallery.connections.read, by, { from, to })
  const periods = new Map<string, VisitSum[]>()
  for (const sum of sums) periods.set(sum.period, [...(periods.get(sum.period) ?? []), sum])
  return {
    by,
    from,
    to,
    periods: [...periods]
      .map(([period, parts]) => ({ period, ...toCounts(parts) }))
      .sort((a, b) => (a.period < b.period ? -1 : 1)),
    all: toCounts(sums),
  }
}

const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

const toCounts = (sums: readonly VisitSum[]): VisitCounts => {
  const counts = {
    total: 0,
    types: { page: 0, high: 0, download: 0 },
    who: { guest: 0, user: 0, administrator: 0, link: 0 },
  }
  for (const { type, who, visits } of sums) {
    counts.total += visits
    counts.types[type] += visits
    counts.who[who] += visits
  }
  return counts
}
