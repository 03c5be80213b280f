import { dayOfIsoWeek, daysOfIsoWeek, weeksOf } from './iso-week.ts'
import type { DateField, DatePatternQuery, DateQuery, RecentQuery, RecentUnit, WeekQuery } from './query.types.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const dateParts = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:T(\d{1,2}))?)?)?\*?$/i

/** `2019`, `2019-7`, `2019-07-04`, `2019-07-04T18`, `2019*`; `null` where that is no day of the calendar. */
export const toDatePart = (text: string): string | null => {
  const [, year, month, day, hour] = dateParts.exec(text) ?? []
  if (year === undefined) return null
  const two = (part: string) => part.padStart(2, '0')
  const whole = [year, two(month ?? '1'), two(day ?? '1')].join('-')
  const date = new Date(`${whole}T00:00:00Z`)
  if (!Number.isFinite(date.getTime()) || !date.toISOString().startsWith(whole)) return null
  if (hour !== undefined) return Number(hour) < 24 ? `${whole}T${two(hour)}` : null
  return day === undefined ? (month === undefined ? year : `${year}-${two(month)}`) : whole
}

/** First and last day that a part of a date covers. */
export const daysOf = (part: string): { first: string; last: string } => {
  const [year = '', month, day] = part.slice(0, 10).split('-')
  if (day !== undefined) return { first: part.slice(0, 10), last: part.slice(0, 10) }
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` }
  const end = new Date(0)
  end.setUTCFullYear(Number(year), Number(month), 0)
  return { first: `${year}-${month}-01`, last: `${year}-${month}-${String(end.getUTCDate()).padStart(2, '0')}` }
}

/** Where the part begins and where what is past it begins, to compare dates with as text. */
export const boundsOf = (part: string): { from: string; before: string } => {
  const { first, last } = daysOf(part)
  const from = part.length > 10 ? part : first
  // What follows the last day of all is greater than any date.
  return { from, before: stepFrom(part.length > 10 ? part : last, 1) ?? '9999-12-32' }
}

/** The day (or the hour, from an hour) after or before; `null` past the years of four digits. */
const stepFrom = (part: string, steps: 1 | -1): string | null => {
  const isHour = part.length > 10
  const at = new Date(Date.parse(isHour ? `${part}:00:00Z` : `${part}T00:00:00Z`) + steps * (isHour ? hourMs : dayMs))
  const text = at.toISOString()
  return /^\d{4}-/.test(text) ? text.slice(0, isHour ? 13 : 10) : null
}

/** What a date field is compared with; `null` where it is no date. */
export const toDateCondition = (
  field: DateField,
  text: string,
): DateQuery | DatePatternQuery | WeekQuery | RecentQuery | null =>
  toRecentQuery(field, text) ?? toPatternQuery(field, text) ?? toWeekQuery(field, text) ?? toDateQuery(field, text)

/** `a`, `a..b`, `..b`, `a..`, `>a`, `<a`, `>=a`, `<=a`, ends as dates or parts of them. */
export const toDateRange = (text: string): { from: string | null; to: string | null } | null => {
  const range = (from: string | null, to: string | null) =>
    (from === null && to === null) || (from !== null && to !== null && boundsOf(from).from >= boundsOf(to).before)
      ? null
      : { from, to }
  const comparison = /^([<>]=?)(.+)$/.exec(text)
  if (comparison) {
    const [, operator = '', rest = ''] = comparison
    const part = toDatePart(rest)
    if (part === null) return null
    if (operator === '>=') return range(part, null)
    if (operator === '<=') return range(null, part)
    const isHour = part.length > 10
    return operator === '>'
      ? range(stepFrom(isHour ? part : daysOf(part).last, 1), null)
      : range(null, stepFrom(isHour ? part : daysOf(part).first, -1))
  }
  const [from = '', to, ...more] = text.split('..')
  if (more.length > 0) return null
  const first = from === '' ? null : toDatePart(from)
  if (to === undefined) return first === null ? null : range(first, first)
  const last = to === '' ? null : toDatePart(to)
  if ((from !== '' && first === null) || (to !== '' && last === null)) return null
  return range(first, last)
}

const toDateQuery = (field: DateField, text: string): DateQuery | null => {
  const range = toDateRange(text)
  return range && { type: 'date', field, ...range }
}

const patterns = /^(\*|\d{4})-(\*|\d{1,2})(?:-(\*|\d{1,2}))?$/

/** `*-12`, `*-12-25`, `*-*-25`, `2019-*-25`; `null` where nothing is left open, or everything. */
const toPatternQuery = (field: DateField, text: string): DatePatternQuery | null => {
  const [year = null, month = null, day = null] = (patterns.exec(text)?.slice(1) ?? []).map((part) =>
    part === undefined || part === '*' ? null : Number(part),
  )
  return toPattern({ field, year, month, day })
}

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** `null` where the calendar has no such days, or they are a range. */
export const toPattern = ({ field, year, month, day }: Omit<DatePatternQuery, 'type'>): DatePatternQuery | null => {
  const isRange = year !== null && (month !== null || day === null)
  if (isRange || (month === null && day === null)) return null
  if (month !== null && (month < 1 || month > 12)) return null
  if (day !== null && (day < 1 || day > (month === null ? 31 : (daysInMonth[month - 1] as number)))) return null
  return { type: 'pattern', field, year, month, day }
}

const weeks = /^(\*|\d{4})-W(\*|\d{1,2})(?:-([1-7*]))?$/i

/** `2019-W27`, `2019-W27-4`, `*-W27`, `2019-W*-7`, as ISO 8601 writes weeks; `null` where that is none, or nothing is asked. */
const toWeekQuery = (field: DateField, text: string): WeekQuery | DateQuery | null => {
  const parts = weeks.exec(text)?.slice(1)
  if (!parts) return null
  const [year = null, week = null, weekday = null] = parts.map((part) =>
    part === undefined || part === '*' ? null : Number(part),
  )
  return isoWeekQuery({ field, year, week, weekday })
}

/** The days of a week, or of the weeks of a year, as the range that they are; `null` where the calendar has none such. */
export const isoWeekQuery = ({ field, year, week, weekday }: Omit<WeekQuery, 'type'>): WeekQuery | DateQuery | null => {
  if (year !== null && (year < 1 || year > 9_999)) return null
  if (week !== null && (week < 1 || week > (year === null ? 53 : weeksOf(year)))) return null
  if (weekday !== null && (weekday < 1 || weekday > 7)) return null
  if (year !== null && week !== null && weekday !== null) {
    const day = dayOfIsoWeek({ year, week, weekday })
    return day.length === 10 ? { type: 'date', field, from: day, to: day } : null
  }
  if (year !== null && weekday === null) {
    const { first, last } = daysOfIsoWeek(year, week)
    return { type: 'date', field, from: first, to: last }
  }
  return week === null && weekday === null ? null : { type: 'week', field, year, week, weekday }
}

/** `24h`, `7d`, `2w`, `3m`, `1y`. */
const toRecentQuery = (field: DateField, text: string): RecentQuery | null => {
  const [, count, unit] = /^(\d{1,4})([hdwmy])$/i.exec(text) ?? []
  if (count === undefined || unit === undefined || Number(count) === 0) return null
  return { type: 'recent', field, count: Number(count), unit: unit.toLowerCase() as RecentUnit }
}

/**
 * The range that a relative date means at a moment: from that many units ago, as a whole day (or hour). What a camera showed may be
 * in another zone, a day ahead; what it shows beyond that is a wrong clock, and not recent.
 */
export const rangeOfRecent = ({ field, count, unit }: RecentQuery, now: Date): DateQuery => {
  const from = new Date(now)
  if (unit === 'h') from.setTime(from.getTime() - count * hourMs)
  else if (unit === 'd' || unit === 'w') from.setTime(from.getTime() - count * (unit === 'w' ? 7 : 1) * dayMs)
  else {
    const day = from.getUTCDate()
    from.setUTCMonth(from.getUTCMonth() - count * (unit === 'y' ? 12 : 1))
    // A month ago from the 31st is the last day of that month.
    if (from.getUTCDate() !== day) from.setUTCDate(0)
  }
  const text = from.toISOString()
  return {
    type: 'date',
    field,
    from: /^\d{4}-/.test(text) ? text.slice(0, unit === 'h' ? 13 : 10) : '0000',
    to: field === 'created' ? stepFrom(now.toISOString().slice(0, 10), 1) : null,
  }
}
