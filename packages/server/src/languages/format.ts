/** How figures and dates are written in one language. */
export interface Formats {
  number(value: number): string
  /** `boat, quay, sea` */
  list(names: readonly string[]): string
  /** `3.4 MB`, in powers of 1,000 as cameras and disks count; the unit as the language writes it. */
  bytes(value: number): string
  /** A date as the camera wrote it, such as `2019-07-04T18:30:00`: `4 July 2019, 18:30`. The text itself where it is no date. */
  localDateTime(local: string): string
  /** Days such as `2019-07-04`, as short as they can be told: `4 July 2019`, `4 – 9 July 2019`, `2019 – 2021`. */
  dayRange(from: string, to: string): string
  /** The same with all their days, also over the end of a year: `30 December 2019 – 5 January 2020`. */
  days(from: string, to: string): string
  /** The same without the year: `1–7 July`. */
  daysOfYear(from: string, to: string): string
  /** `July`, with the year `July 2019`. */
  month(month: number, year?: number): string
  /** `4 July 2019` */
  day(year: number, month: number, day: number): string
  /** `25 December` */
  dayOfMonth(month: number, day: number): string
  /** Weekdays from the first of the week in this language, short and in full. */
  readonly weekdays: readonly { readonly short: string; readonly long: string }[]
  /** 1 (Monday) to 7 (Sunday). */
  weekday(weekday: number): { readonly short: string; readonly long: string }
  /** Day the week starts with: 1 (Monday) to 7 (Sunday). */
  readonly firstWeekday: number
  /** An instant in UTC, such as `2024-05-01T10:00:00.000Z`, for administrators. */
  instant(iso: string): string
  /** `1:02:03`, `4:05` */
  duration(seconds: number): string
}

const local = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?/

const weekdayIn = (locale: string, weekday: 'short' | 'long', at: number): string =>
  new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(at)

/** `MB`, in French `Mo`. */
const unitIn = (locale: string, unit: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' })
    .formatToParts(1)
    .find(({ type }) => type === 'unit')?.value ?? unit

/** As the language's largest country counts; Monday where that is not known. */
const firstWeekdayOf = (locale: string): number => {
  const known: unknown = new Intl.Locale(locale)
  const info: unknown =
    typeof known === 'object' && known !== null && 'weekInfo' in known
      ? known.weekInfo
      : typeof known === 'object' && known !== null && 'getWeekInfo' in known && typeof known.getWeekInfo === 'function'
        ? known.getWeekInfo()
        : null
  const firstDay = typeof info === 'object' && info !== null && 'firstDay' in info ? info.firstDay : 1
  return typeof firstDay === 'number' && firstDay >= 1 && firstDay <= 7 ? firstDay : 1
}

/** Between a day and a time of day. The words of long forms, “at” and the like, read badly in a table. */
const separatorOf = (locale: string): string => {
  const short = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' })
  const comma = short.formatToParts(0).find(({ type, value }) => type === 'literal' && /^\p{P} $/u.test(value))
  // A day that ends in a figure does not run into the time; one that ends in the sign for “day” may.
  const endsInFigure = /\d$/.test(new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(0))
  return comma?.value ?? (endsInFigure ? ', ' : ' ')
}

/** @param language - BCP 47; English where the language is not known. */
export const createFormats = (language: string): Formats => {
  const locale = Intl.DateTimeFormat.supportedLocalesOf([language === 'en' ? 'en-GB' : language])[0] ?? 'en-GB'
  const lists = new Intl.ListFormat(locale, { type: 'unit', style: 'short' })
  const numbers = new Intl.NumberFormat(language === 'en' ? 'en-US' : locale)
  const decimals = new Intl.NumberFormat(language === 'en' ? 'en-US' : locale, { maximumFractionDigits: 1 })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const minute = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' })
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const monthOnly = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const monthOfYear = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const dayOfMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const firstWeekday = firstWeekdayOf(locale)
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'].map((unit) => unitIn(locale, unit))
  const beforeTime = separatorOf(locale)

  const nameOf = (weekday: number) => {
    // The first of January 2024 was a Monday.
    const at = Date.UTC(2024, 0, weekday)
    return { short: weekdayIn(locale, 'short', at), long: weekdayIn(locale, 'long', at) }
  }

  return {
    firstWeekday,
    weekdays: Array.from({ length: 7 }, (_, index) => nameOf(firstWeekday + index)),
    weekday: nameOf,
    days: (from, to) => days.formatRange(Date.parse(from), Date.parse(to)),
    daysOfYear: (from, to) => dayOfMonth.formatRange(Date.parse(from), Date.parse(to)),
    dayRange: (from, to) => {
      const [start, end] = [Date.parse(from.slice(0, 10)), Date.parse(to.slice(0, 10))]
      if (!Number.isFinite(start) || !Number.isFinite(end)) return ''
      // Beyond a year the days tell nothing.
      const isLong = from.slice(0, 4) !== to.slice(0, 4)
      return isLong ? `${Number(from.slice(0, 4))} – ${Number(to.slice(0, 4))}` : days.formatRange(start, end)
    },
    month: (month, year) => (year === undefined ? monthOnly : monthOfYear).format(Date.UTC(year ?? 2000, month - 1, 1)),
    day: (year, month, date) => days.format(Date.UTC(year, month - 1, date)),
    dayOfMonth: (month, date) => dayOfMonth.format(Date.UTC(2000, month - 1, date)),
    number: (value) => numbers.format(value),
    list: (names) => lists.format(names),
    bytes: (value) => {
      let amount = value
      let unit = 0
      while (amount >= 999.5 && unit < units.length - 1) {
        amount /= 1000
        unit++
      }
      return `${amount < 10 && unit > 0 ? decimals.format(amount) : numbers.format(Math.round(amount))} ${units[unit]}`
    },
    localDateTime: (text) => {
      const match = local.exec(text)
      if (!match) return text
      const [, year, month, date, hour, minutes] = match.map(Number)
      const instant = Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1, hour || 0, minutes || 0)
      if (!Number.isFinite(instant)) return text
      return match[4] === undefined
        ? day.format(instant)
        : `${day.format(instant)}${beforeTime}${minute.format(instant)}`
    },
    instant: (iso) => {
      const instant = Date.parse(iso)
      return Number.isFinite(instant) ? `${day.format(instant)}${beforeTime}${minute.format(instant)} UTC` : iso
    },
    duration: (seconds) => {
      const whole = Math.max(0, Math.round(seconds))
      const two = (value: number): string => String(value).padStart(2, '0')
      const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
      return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
    },
  }
}
