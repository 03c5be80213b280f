/** A day of the calendar; months and days from 1. */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Days of 400 years, after which the calendar repeats itself. */
const daysPerEra = 146_097

/**
 * The day of the Gregorian calendar, from days since 1970-01-01. By arithmetic, as calendars of a whole gallery turn tens of thousands
 * of days: years begin in March, so that the leap day is their last.
 */
export const toCalendarDay = (days: number): CalendarDay => {
  const since = days + 719_468
  const era = Math.floor(since / daysPerEra)
  const dayOfEra = since - era * daysPerEra
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  }
}

/** `2019-07-04`, from days since 1970-01-01. */
export const toIsoDay = (days: number): string => {
  const { year, month, day } = toCalendarDay(days)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
