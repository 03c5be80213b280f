import { toCalendarDay, toIsoDay } from './calendar-days.ts'

/** A day as ISO 8601 counts weeks: they begin on a Monday and belong to the year of their Thursday. */
export interface IsoWeekDay {
  /** That of the week: 30 December 2019 is in week 1 of 2020. */
  readonly year: number
  /** 1 to 53. */
  readonly week: number
  /** 1 (Monday) to 7 (Sunday). */
  readonly weekday: number
}

const dayMs = 86_400_000

/** Days since 1970-01-01 of the first Monday of a year's weeks: the week of its 4 January. */
const firstMonday = (year: number): number => {
  const fourth = new Date(0).setUTCFullYear(year, 0, 4) / dayMs
  return fourth - weekdayOf(fourth) + 1
}

/** 1970-01-01 was a Thursday. */
const weekdayOf = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1

/** @param days - Since 1970-01-01. */
export const toIsoWeekDay = (days: number): IsoWeekDay => {
  const weekday = weekdayOf(days)
  const { year } = toCalendarDay(days - weekday + 4)
  return { year, week: Math.floor((days - firstMonday(year)) / 7) + 1, weekday }
}

/** 52 or 53. */
export const weeksOf = (year: number): number => (firstMonday(year + 1) - firstMonday(year)) / 7

/** First and last day, `2019-07-01` and `2019-07-07`, of a week, or of all weeks of a year, within the years of four digits. */
export const daysOfIsoWeek = (year: number, week: number | null): { first: string; last: string } => {
  const start = firstMonday(year)
  const first = start + ((week ?? 1) - 1) * 7
  const last = start + (week ?? weeksOf(year)) * 7 - 1
  const end = year === 9_999 && toCalendarDay(last).year > year ? `${year}-12-31` : toIsoDay(last)
  return { first: toIsoDay(first), last: end }
}

/** `2019-07-04`, for the fourth day of week 27 of 2019. */
export const dayOfIsoWeek = ({ year, week, weekday }: IsoWeekDay): string =>
  toIsoDay(firstMonday(year) + (week - 1) * 7 + weekday - 1)
