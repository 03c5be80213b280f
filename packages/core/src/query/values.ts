import type { DateQuery, NearQuery, NumberField, NumberQuery } from './query.types.ts'

const multipliers: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9 }

/** How photographers write a figure, beside the figure. */
const decorations: Partial<Record<NumberField, RegExp>> = {
  aperture: /^f\/?/,
  focal: /mm$/,
  exposure: /s$/,
  duration: /s$/,
}

/** `3000`, `5m`, `2.8`, `4/3`, `1/250`, `f/2.8`, `35mm`. `null` where it is no number. */
const toNumber = (text: string, field: NumberField): number | null => {
  const lower = text.toLowerCase()
  const decoration = decorations[field]
  const plain = decoration ? lower.replace(decoration, '') : lower
  const match = /^(-?\d{1,15}(?:\.\d{1,10})?)(?:\/(\d{1,15}(?:\.\d{1,10})?)|([kmg])b?)?$/.exec(plain)
  if (!match) return null
  const [, whole, divisor, unit] = match
  const value = Number(whole) * (unit ? (multipliers[unit] as number) : 1)
  if (divisor === undefined) return value
  return Number(divisor) === 0 ? null : value / Number(divisor)
}

/** `a`, `a..b`, `..b`, `a..`, `>a`, `<a`, `>=a`, `<=a`. */
export const toNumberQuery = (field: NumberField, text: string): NumberQuery | null => {
  const range = (min: number | null, max: number | null, minIncluded = true, maxIncluded = true): NumberQuery | null =>
    (min === null && max === null) || (min !== null && max !== null && min > max)
      ? null
      : { type: 'number', field, min, max, minIncluded, maxIncluded }
  const comparison = /^([<>]=?)(.+)$/.exec(text)
  if (comparison) {
    const [, operator = '', rest = ''] = comparison
    const value = toNumber(rest, field)
    if (value === null) return null
    const isIncluded = operator.endsWith('=')
    return operator.startsWith('>') ? range(value, null, isIncluded) : range(null, value, true, isIncluded)
  }
  const [from = '', to, ...more] = text.split('..')
  if (more.length > 0) return null
  const min = from === '' ? null : toNumber(from, field)
  if (to === undefined) return min === null ? null : range(min, min)
  const max = to === '' ? null : toNumber(to, field)
  if ((from !== '' && min === null) || (to !== '' && max === null)) return null
  return range(min, max)
}

const dateParts = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\*?$/

/** `2019`, `2019-7`, `2019-07-04`, `2019*`; `null` where that is no day of the calendar. */
const toDatePart = (text: string): string | null => {
  const [, year, month, day] = dateParts.exec(text) ?? []
  if (year === undefined) return null
  const parts = [year, ...[month, day].flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')]))]
  const whole = [parts[0], parts[1] ?? '01', parts[2] ?? '01'].join('-')
  const date = new Date(`${whole}T00:00:00Z`)
  return Number.isFinite(date.getTime()) && date.toISOString().startsWith(whole) ? parts.join('-') : null
}

/** First and last day that a part of a date covers. */
export const daysOf = (part: string): { first: string; last: string } => {
  const [year = '', month, day] = part.split('-')
  if (day !== undefined) return { first: part, last: part }
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` }
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return { first: `${year}-${month}-01`, last: `${year}-${month}-${String(last).padStart(2, '0')}` }
}

export const dayAfter = (day: string, days: 1 | -1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export const toDateQuery = (field: DateQuery['field'], text: string): DateQuery | null => {
  const range = (from: string | null, to: string | null): DateQuery | null =>
    (from === null && to === null) || (from !== null && to !== null && daysOf(from).first > daysOf(to).last)
      ? null
      : { type: 'date', field, from, to }
  const comparison = /^([<>]=?)(.+)$/.exec(text)
  if (comparison) {
    const [, operator = '', rest = ''] = comparison
    const part = toDatePart(rest)
    if (part === null) return null
    if (operator === '>=') return range(part, null)
    if (operator === '<=') return range(null, part)
    return operator === '>'
      ? range(dayAfter(daysOf(part).last, 1), null)
      : range(null, dayAfter(daysOf(part).first, -1))
  }
  const [from = '', to, ...more] = text.split('..')
  if (more.length > 0) return null
  const first = from === '' ? null : toDatePart(from)
  if (to === undefined) return first === null ? null : range(first, first)
  const last = to === '' ? null : toDatePart(to)
  if ((from !== '' && first === null) || (to !== '' && last === null)) return null
  return range(first, last)
}

/** Half the way round the earth: everything. */
const maxRadiusMetres = 20_037_508

/** `48.85,2.35` (1 km around), `48.85,2.35,500m`, `48.85,2.35,25km`. */
export const toNearQuery = (text: string): NearQuery | null => {
  const [, lat, lon, distance = '1', unit = 'km'] =
    /^(-?\d{1,2}(?:\.\d{1,10})?),(-?\d{1,3}(?:\.\d{1,10})?)(?:,(\d{1,8}(?:\.\d{1,3})?)(m|km))?$/i.exec(text) ?? []
  if (lat === undefined || lon === undefined) return null
  const [latitude, longitude] = [Number(lat), Number(lon)]
  const radiusMetres = Number(distance) * (unit.toLowerCase() === 'km' ? 1_000 : 1)
  const isValid =
    Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && radiusMetres > 0 && radiusMetres <= maxRadiusMetres
  return isValid ? { type: 'near', latitude, longitude, radiusMetres } : null
}
