import { type CalendarDay, toCalendarDay } from '../query/calendar-days.ts'
import { type IsoWeekDay, toIsoWeekDay } from '../query/iso-week.ts'
import type { CalendarBy, DayTally } from './days.ts'

/** How a calendar divides years: into months and their days, or into the weeks of ISO 8601 and theirs. */
export type CalendarStyle = 'month' | 'week'

/** A year, a month and a day, or a year, a week and its day, each of which may be any. What is left out is what the cells are of. */
export interface CalendarPeriod {
  readonly year?: number | 'any' | undefined
  readonly month?: number | 'any' | undefined
  readonly day?: number | 'any' | undefined
  /** Default `month`; by weeks, years are those that their weeks belong to. */
  readonly style?: CalendarStyle | undefined
  /** 1 to 53, with the style `week`. */
  readonly week?: number | 'any' | undefined
  /** 1 (Monday) to 7 (Sunday), with the style `week`. */
  readonly weekday?: number | 'any' | undefined
}

/** A year, a month, a week or a day of a calendar. */
export interface CalendarCell {
  readonly value: number
  readonly photos: number
  /** The newest of these photos that a picture can be made of; `null` where there is none. */
  readonly coverPhotoId: number | null
}

export type CalendarUnit = 'year' | 'month' | 'day' | 'week' | 'weekday'

/** Those of the style that is asked for. */
type DateParts = CalendarDay & IsoWeekDay

/** What there is below a year. */
const below = { month: ['month', 'day'], week: ['week', 'weekday'] } as const

/** What the next step down is: years at the top; `null` for a period that names a day. */
export const unitOf = (period: CalendarPeriod): CalendarUnit | null => {
  const units = ['year', ...below[period.style ?? 'month']] as const
  return units.find((unit) => period[unit] === undefined) ?? null
}

/** Sums the days of a period up to years, months or days: those that have photos, ascending. */
export const toCells = (tally: DayTally, period: CalendarPeriod): { photos: number; cells: CalendarCell[] } => {
  const unit = unitOf(period)
  const { style = 'month', year = 'any' } = period
  const [upper, lower] = below[style]
  const { [upper]: part = 'any', [lower]: smallest = 'any' } = period
  const sums = new Map<number, { photos: number; coverPhotoId: number; newestAt: number }>()
  let all = 0
  for (let i = 0; i < tally.days.length; i++) {
    const date = (style === 'week' ? toIsoWeekDay : toCalendarDay)(tally.days[i] as number) as DateParts
    if (year !== 'any' && date.year !== year) continue
    if ((part !== 'any' && date[upper] !== part) || (smallest !== 'any' && date[lower] !== smallest)) continue
    const photos = tally.counts[i] as number
    all += photos
    if (unit === null) continue
    const coverPhotoId = tally.newestIds[i] as number
    const newestAt = tally.newestAts[i] as number
    const sum = sums.get(date[unit])
    if (!sum) sums.set(date[unit], { photos, coverPhotoId, newestAt })
    else {
      sum.photos += photos
      const isNewer = newestAt > sum.newestAt || (newestAt === sum.newestAt && coverPhotoId > sum.coverPhotoId)
      // Before 1970 the newest of all is less than the 0 of a day without.
      if (coverPhotoId !== 0 && (sum.coverPhotoId === 0 || isNewer)) {
        sum.newestAt = newestAt
        sum.coverPhotoId = coverPhotoId
      }
    }
  }
  const cells = [...sums].map(([value, { photos, coverPhotoId }]) => ({
    value,
    photos,
    coverPhotoId: coverPhotoId === 0 ? null : coverPhotoId,
  }))
  return { photos: all, cells: cells.sort((a, b) => a.value - b.value) }
}

/** The photos of a period as a query, `created:2019-07`, `created:*-12-25` or `created:2019-W27`; empty where these are all there are. */
export const periodQuery = (by: CalendarBy, period: CalendarPeriod): string => {
  const { style = 'month', year = 'any' } = period
  const [upper, lower] = below[style]
  const { [upper]: part = 'any', [lower]: smallest = 'any' } = period
  const digits = (value: number | 'any', count: number) => (value === 'any' ? '*' : String(value).padStart(count, '0'))
  if (style === 'week' && (year !== 'any' || part !== 'any' || smallest !== 'any'))
    return `${by}:${digits(year, 4)}-W${digits(part, 2)}${smallest === 'any' ? '' : `-${smallest}`}`
  const parts = [digits(year, 4), digits(part, 2), digits(smallest, 2)]
  while (parts.length > 1 && parts.at(-1) === '*') parts.pop()
  // Every photo was posted one day.
  if (by === 'posted' && parts[0] === '*' && parts.length === 1) return ''
  return `${by}:${parts.join('-')}`
}
