import { type CalendarDay, toCalendarDay } from './calendar-days.ts'
import type { CalendarBy, DayTally } from './days.ts'

/** A year, a month and a day, each of which may be any. What is left out is what the cells are of. */
export interface CalendarPeriod {
  readonly year?: number | 'any' | undefined
  readonly month?: number | 'any' | undefined
  readonly day?: number | 'any' | undefined
}

/** A year, a month or a day of a calendar. */
export interface CalendarCell {
  readonly value: number
  readonly photos: number
  /** The newest of these photos that a picture can be made of; `null` where there is none. */
  readonly coverPhotoId: number | null
}

export type CalendarUnit = 'year' | 'month' | 'day'

/** What the next step down is: years at the top; `null` for a period that names a day. */
export const unitOf = ({ year, month, day }: CalendarPeriod): CalendarUnit | null =>
  year === undefined ? 'year' : month === undefined ? 'month' : day === undefined ? 'day' : null

/** Sums the days of a period up to years, months or days: those that have photos, ascending. */
export const toCells = (tally: DayTally, period: CalendarPeriod): { photos: number; cells: CalendarCell[] } => {
  const unit = unitOf(period)
  const sums = new Map<number, { photos: number; coverPhotoId: number; newestAt: number }>()
  let all = 0
  for (let i = 0; i < tally.days.length; i++) {
    const day = toCalendarDay(tally.days[i] as number)
    if (!isWithin(day, period)) continue
    const photos = tally.counts[i] as number
    all += photos
    if (unit === null) continue
    const coverPhotoId = tally.newestIds[i] as number
    const newestAt = tally.newestAts[i] as number
    const sum = sums.get(day[unit])
    if (!sum) sums.set(day[unit], { photos, coverPhotoId, newestAt })
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

const isWithin = (
  day: CalendarDay,
  { year = 'any', month = 'any', day: dayOfMonth = 'any' }: CalendarPeriod,
): boolean =>
  (year === 'any' || day.year === year) &&
  (month === 'any' || day.month === month) &&
  (dayOfMonth === 'any' || day.day === dayOfMonth)

/** The photos of a period as a query, `created:2019-07` or `created:*-12-25`; empty where these are all there are. */
export const periodQuery = (by: CalendarBy, { year = 'any', month = 'any', day = 'any' }: CalendarPeriod): string => {
  const part = (value: number | 'any', digits: number) => (value === 'any' ? '*' : String(value).padStart(digits, '0'))
  const parts = [part(year, 4), part(month, 2), part(day, 2)]
  while (parts.length > 1 && parts.at(-1) === '*') parts.pop()
  // Every photo was posted one day.
  if (by === 'posted' && parts[0] === '*' && parts.length === 1) return ''
  return `${by}:${parts.join('-')}`
}
