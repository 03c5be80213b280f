import type { MapBox } from '@vitrine/core'
import { inputInvalid } from '@vitrine/core'

/** `48.8,2.2,48.9,2.5`: south, west, north, east, as the query language has it. */
export const boxText = ({ south, west, north, east }: MapBox): string =>
  [south, west, north, east].map((degrees) => String(Number(degrees.toFixed(6)))).join(',')

/** What {@link boxText} wrote; `null` where there is nothing. @throws `INPUT_INVALID` */
export const readBox = (query: URLSearchParams): MapBox | null => {
  const text = query.get('box') ?? ''
  if (text === '') return null
  const parts = text.split(',', 5)
  const isFigures = parts.length === 4 && parts.every((part) => /^-?\d{1,3}(?:\.\d{1,10})?$/.test(part))
  const [south = 0, west = 0, north = 0, east = 0] = parts.map(Number)
  const isOnEarth =
    [south, north].every((one) => Math.abs(one) <= 90) && [west, east].every((one) => Math.abs(one) <= 180)
  if (isFigures && isOnEarth && south <= north) return { south, west, north, east }
  throw inputInvalid([{ path: 'box', message: 'Expected south, west, north and east in degrees, joined by commas' }])
}
