import { daysOfIsoWeek, isoWeekQuery, type PhotoScope, VitrineError } from '@vitrine/core'
import type { LinkQuery, Links } from '../../links.ts'

export type PeriodPart = number | 'any'

/** A time that photos were taken or came in, as far as it is told: from the year down, by months or by weeks. */
export interface Period {
  readonly by: 'created' | 'posted'
  /** `week`: years are those that weeks of ISO 8601 belong to, and weeks stand in the place of months. */
  readonly style?: 'week'
  readonly year?: PeriodPart
  readonly month?: PeriodPart
  readonly day?: PeriodPart
  readonly week?: PeriodPart
  readonly weekday?: PeriodPart
}
export type PeriodKind = Pick<Period, 'by' | 'style'>

const digits = { year: 4, month: 2, day: 2, week: 2, weekday: 1 } as const
const last = { year: 9999, month: 12, day: 31, week: 53, weekday: 7 } as const
type Unit = keyof typeof digits

const unitsOf = ({ style }: PeriodKind): readonly [Unit, Unit, Unit] =>
  style === 'week' ? ['year', 'week', 'weekday'] : ['year', 'month', 'day']

/** The parts that are told, from the year down. */
export const partsOf = (period: Period): PeriodPart[] => {
  const parts = unitsOf(period).map((unit) => period[unit])
  const end = parts.indexOf(undefined)
  return parts.slice(0, end < 0 ? parts.length : end).filter((part) => part !== undefined)
}

/** The reverse of {@link partsOf}. */
export const fromParts = ({ by, style }: PeriodKind, parts: readonly PeriodPart[]): Period => {
  const units = unitsOf({ by, ...(style ? { style } : {}) })
  return {
    by,
    ...(style ? { style } : {}),
    ...Object.fromEntries(parts.map((part, index): [string, PeriodPart] => [units[index] ?? 'year', part])),
  }
}

/** Its page of the calendar. */
export const periodUrl = (period: Period, links: Links, query: LinkQuery): string => {
  const { by, style } = period
  const more = { ...query, by: by === 'posted' ? by : undefined }
  return style === 'week' ? links.weeksUrl(partsOf(period), more) : links.calendarUrl(partsOf(period), more)
}

const known = (part: PeriodPart | undefined): number | null => (typeof part === 'number' ? part : null)

/** Whether the calendar has such days. */
const isReal = (period: Period): boolean => {
  const [year, upper, lower] = unitsOf(period).map((unit) => known(period[unit])) as [
    number | null,
    number | null,
    number | null,
  ]
  if (period.style === 'week')
    return (upper ?? lower) === null || isoWeekQuery({ field: period.by, year, week: upper, weekday: lower }) !== null
  // The most days there can be where year or month are any.
  const days = upper === null ? last.day : new Date(Date.UTC(year ?? 2000, upper, 0)).getUTCDate()
  return (lower ?? 1) <= days
}

/** Parts of a path, `2019`, `any`, `25`. @throws `ROUTE_NOT_FOUND` */
export const toPeriod = (kind: PeriodKind, texts: readonly string[]): Period => {
  const units = unitsOf(kind)
  if (texts.length > units.length) throw new VitrineError('ROUTE_NOT_FOUND')
  const parts = texts.map((text, index): PeriodPart => {
    if (text === 'any') return 'any'
    const unit = units[index] ?? 'year'
    const value = new RegExp(`^\\d{${digits[unit]}}$`).test(text) ? Number(text) : 0
    if (value < 1 || value > last[unit]) throw new VitrineError('ROUTE_NOT_FOUND')
    return value
  })
  const period = fromParts(kind, parts)
  if (!isReal(period)) throw new VitrineError('ROUTE_NOT_FOUND')
  return period
}

/** `created:2019-07`, `created:*-12-25`, `created:2019-W27`; what is left open at the end is left out. Empty for all of time. */
export const fromPeriod = (period: Period): string => {
  const isWeek = period.style === 'week'
  const units = unitsOf(period)
  const texts = partsOf(period).map((value, index) => {
    const text = value === 'any' ? '*' : String(value).padStart(digits[units[index] ?? 'year'], '0')
    return isWeek && index === 1 ? `W${text}` : text
  })
  while (texts.at(-1)?.endsWith('*')) texts.pop()
  // The year of its weeks is another one than that of its months.
  if (isWeek && texts.length === 1) texts.push('W*')
  return texts.length === 0 ? '' : `${period.by}:${texts.join('-')}`
}

/** What {@link fromPeriod} wrote. @throws `ROUTE_NOT_FOUND` */
export const readPeriod = (text: string): Period => {
  const [, by, parts] = /^(created|posted):([\d*]+(?:-W?[\d*]+){0,2})$/.exec(text) ?? []
  if (parts === undefined) throw new VitrineError('ROUTE_NOT_FOUND')
  const style = parts.includes('-W') ? { style: 'week' as const } : {}
  return toPeriod(
    { by: by === 'posted' ? 'posted' : 'created', ...style },
    parts.split('-').map((part, index) => {
      const value = index === 1 && style.style ? part.replace('W', '') : part
      return value === '*' ? 'any' : value
    }),
  )
}

/** The photos of a period, as a value to be joined to any other question. */
export const periodQuery = (period: Period): PhotoScope['query'] => {
  const { by, style } = period
  const [year, upper, lower] = unitsOf(period).map((unit) => known(period[unit])) as [
    number | null,
    number | null,
    number | null,
  ]
  if (year === null && upper === null && lower === null) return undefined
  if (style === 'week') return isoWeekQuery({ field: by, year, week: upper, weekday: lower }) ?? undefined
  const isWhole = year !== null && (upper !== null || lower === null)
  if (!isWhole) return { type: 'pattern', field: by, year, month: upper, day: lower }
  const at = fromPeriod(period).slice(by.length + 1)
  return { type: 'date', field: by, from: at, to: at }
}

/** First and last day of a week of a year, `2019-07-01`; `null` for all else. */
export const weekDays = ({ style, year, week }: Period): { readonly first: string; readonly last: string } | null =>
  style === 'week' && typeof year === 'number' && typeof week === 'number' ? daysOfIsoWeek(year, week) : null
