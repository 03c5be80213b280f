/** How figures and dates are written in one language. */
export interface Formats {
  number(value: number): string
  /** `3.4 MB`, in powers of 1,000 as cameras and disks count. */
  bytes(value: number): string
  /** A date as the camera wrote it, such as `2019-07-04T18:30:00`: `4 July 2019, 18:30`. The text itself where it is no date. */
  localDateTime(local: string): string
  /** An instant in UTC, such as `2024-05-01T10:00:00.000Z`, for administrators. */
  instant(iso: string): string
  /** `1:02:03`, `4:05` */
  duration(seconds: number): string
}

const local = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?/

/** @param language - BCP 47; English where the language is not known. */
export const createFormats = (language: string): Formats => {
  const locale = Intl.DateTimeFormat.supportedLocalesOf([language === 'en' ? 'en-GB' : language])[0] ?? 'en-GB'
  const numbers = new Intl.NumberFormat(language === 'en' ? 'en-US' : locale)
  const decimals = new Intl.NumberFormat(language === 'en' ? 'en-US' : locale, { maximumFractionDigits: 1 })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const minute = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' })

  return {
    number: (value) => numbers.format(value),
    bytes: (value) => {
      const units = ['B', 'kB', 'MB', 'GB', 'TB']
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
      return match[4] === undefined ? day.format(instant) : `${day.format(instant)}, ${minute.format(instant)}`
    },
    instant: (iso) => {
      const instant = Date.parse(iso)
      return Number.isFinite(instant) ? `${day.format(instant)}, ${minute.format(instant)} UTC` : iso
    },
    duration: (seconds) => {
      const whole = Math.max(0, Math.round(seconds))
      const two = (value: number): string => String(value).padStart(2, '0')
      const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
      return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
    },
  }
}
