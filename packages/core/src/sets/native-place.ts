import type { BoxQuery, NearQuery } from '../query/query.types.ts'
import type { Catalogue } from './catalogue.types.ts'

/** Mean radius of the earth (IUGG), metres. */
const earthRadiusMetres = 6_371_009
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180

/** By the chord between two points on a sphere; the same steps as in SQL, so that both draw the line at the same photo. */
export const nearby = (
  { latitude, longitude, radiusMetres }: NearQuery,
  { latitudes, longitudes }: Catalogue,
): ((slot: number) => boolean) => {
  const angle = radiusMetres / earthRadiusMetres
  const north = Math.min(90, latitude + (angle * 180) / Math.PI)
  const south = Math.max(-90, latitude - (angle * 180) / Math.PI)
  const [phi, lambda] = [toRadians(latitude), toRadians(longitude)]
  const [x, y, z] = [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
  const least = Math.cos(Math.min(angle, Math.PI)) - 1e-12
  return (slot) => {
    const degrees = latitudes[slot] as number
    // NaN, where there is none, is in no range.
    if (!(degrees >= south && degrees <= north)) return false
    const [lat, lon] = [toRadians(degrees), toRadians(longitudes[slot] as number)]
    return Math.cos(lat) * Math.cos(lon) * x + Math.cos(lat) * Math.sin(lon) * y + Math.sin(lat) * z >= least
  }
}

export const inBox =
  ({ south, west, north, east }: BoxQuery, { latitudes, longitudes }: Catalogue) =>
  (slot: number): boolean => {
    const [lat, lon] = [latitudes[slot] as number, longitudes[slot] as number]
    if (!(lat >= south && lat <= north)) return false
    return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east
  }
