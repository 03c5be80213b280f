import type { BoxQuery, NearQuery, NumberField, NumberQuery } from './query.types.ts'

const multipliers: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9 }

/** How photographers write a figure, beside the figure. */
const decorations: Partial<Record<NumberField, RegExp>> = {
  aperture: /^f\/?/,
  focal: /mm$/,
  exposure: /s$/,
  duration: /s$/,
}

/** Figures have at most so many digits before the point and after it: more than that nothing here is measured in. */
const maxFigure = 999_999_999_999_999
const maxFractionDigits = 10

/** Rounded to what can be written. */
export const toFigure = (value: number): number => Number(value.toFixed(maxFractionDigits)) + 0

/** Without an exponent, which the reader does not know. */
export const printFigure = (value: number): string =>
  value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: maxFractionDigits })

/** `3000`, `5m`, `2.8`, `4/3`, `1/250`, `f/2.8`, `35mm`. `null` where it is no number. */
export const toNumber = (text: string, field: NumberField | null): number | null => {
  const lower = text.toLowerCase()
  const decoration = field === null ? undefined : decorations[field]
  const plain = decoration ? lower.replace(decoration, '') : lower
  const match = /^(-?\d{1,15}(?:\.\d{1,10})?)(?:\/(\d{1,15}(?:\.\d{1,10})?)|([kmg])b?)?$/.exec(plain)
  if (!match) return null
  const [, whole, divisor, unit] = match
  if (divisor !== undefined && Number(divisor) === 0) return null
  const value = (Number(whole) * (unit ? (multipliers[unit] as number) : 1)) / Number(divisor ?? 1)
  return Math.abs(value) > maxFigure ? null : toFigure(value)
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

const ids = /^\d{1,15}$/
export const toId = (text: string): number | null => (ids.test(text) && Number(text) > 0 ? Number(text) : null)

/** Half the way round the earth: everything. */
const maxRadiusMetres = 20_037_508

/** `48.85,2.35` (1 km around), `48.85,2.35,500m`, `48.85,2.35,25km`. */
export const toNearQuery = (text: string): NearQuery | null => {
  const [, lat, lon, distance = '1', unit = 'km'] =
    /^(-?\d{1,2}(?:\.\d{1,10})?),(-?\d{1,3}(?:\.\d{1,10})?)(?:,(\d{1,8}(?:\.\d{1,3})?)(m|km))?$/i.exec(text) ?? []
  if (lat === undefined || lon === undefined) return null
  return toNear({
    latitude: toFigure(Number(lat)),
    longitude: toFigure(Number(lon)),
    radiusMetres: toMillimetres(Number(distance) * (unit.toLowerCase() === 'km' ? 1_000 : 1)),
  })
}

const toMillimetres = (metres: number): number => Number(metres.toFixed(3))

/** `null` where there is no such circle. */
export const toNear = (circle: Omit<NearQuery, 'type'>): NearQuery | null => {
  const { latitude, longitude, radiusMetres } = circle
  const isValid =
    Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && radiusMetres > 0 && radiusMetres <= maxRadiusMetres
  return isValid ? { type: 'near', latitude, longitude, radiusMetres } : null
}

/** `48.8,2.2,48.9,2.5`: south, west, north, east. */
export const toBoxQuery = (text: string): BoxQuery | null => {
  const parts = text.split(',')
  if (parts.length !== 4 || !parts.every((part) => /^-?\d{1,3}(?:\.\d{1,10})?$/.test(part))) return null
  const [south = 0, west = 0, north = 0, east = 0] = parts.map((part) => toFigure(Number(part)))
  const isValid =
    [south, north].every((degrees) => Math.abs(degrees) <= 90) &&
    [west, east].every((degrees) => Math.abs(degrees) <= 180) &&
    south <= north
  return isValid ? { type: 'box', south, west, north, east } : null
}
