import type { Catalogue } from '../sets/catalogue.types.ts'
import { mark } from '../sets/columns.ts'
import type { MapBox } from './map.types.ts'
import type { Pausable } from './photo-set.ts'

/** Photos of one square of the map. */
export interface MapCell {
  photos: number
  latitudes: number
  longitudes: number
  south: number
  west: number
  north: number
  east: number
  /** The slot of the photo that stands for them. */
  newest: number
}

export interface MapTally {
  readonly cells: readonly MapCell[]
  readonly zoom: number
  readonly photos: number
  readonly withoutPosition: number
}

/** Cells of 64 pixels in a tile of 256. */
const cellsPerTile = 4
/** Photos that are looked at between two chances for others. */
const photosPerRun = 20_000
/** Web Mercator ends here: the world is a square. */
const maxLatitude = 85.051_128_779_806_6

/** 0 (west, north) to 1 (east, south). https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames */
export const mercatorX = (longitude: number): number => (longitude + 180) / 360
export const mercatorY = (latitude: number): number => {
  const sine = Math.sin((Math.max(-maxLatitude, Math.min(maxLatitude, latitude)) * Math.PI) / 180)
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
}

/**
 * Photos by squares of the map, in one pass. Wherever there are too many squares, four become one: what comes out is the finest grid, up
 * to the zoom asked for, that has no more than `maxCells`. One square is four of the next zoom, so nothing is counted anew.
 */
export function* countCells(
  { latitudes, longitudes, ids, sortAt, marks }: Catalogue,
  slots: Int32Array,
  {
    box,
    zoom: wanted,
    maxCells,
  }: { readonly box: MapBox | undefined; readonly zoom: number; readonly maxCells: number },
): Pausable<MapTally> {
  const isWithin = within(box)
  const isBetter = (slot: number, than: number): boolean => {
    const pictures = ((marks[slot] as number) & mark.renderable) - ((marks[than] as number) & mark.renderable)
    if (pictures !== 0) return pictures > 0
    const later = (sortAt[slot] as number) - (sortAt[than] as number)
    return later !== 0 ? later > 0 : (ids[slot] as number) > (ids[than] as number)
  }
  let zoom = wanted
  let side = cellsPerTile * 2 ** zoom
  let cells = new Map<number, MapCell>()
  let [photos, withoutPosition] = [0, 0]
  const place = (fraction: number): number => Math.max(0, Math.min(side - 1, Math.floor(fraction * side)))

  for (let i = 0; i < slots.length; i++) {
    if (i % photosPerRun === photosPerRun - 1) yield
    const slot = slots[i] as number
    const [latitude, longitude] = [latitudes[slot] as number, longitudes[slot] as number]
    if (Number.isNaN(latitude) || Number.isNaN(longitude)) {
      withoutPosition += 1
      continue
    }
    if (!isWithin(latitude, longitude)) continue
    photos += 1
    const key = place(mercatorY(latitude)) * side + place(mercatorX(longitude))
    const cell = cells.get(key)
    if (cell) {
      cell.photos += 1
      cell.latitudes += latitude
      cell.longitudes += longitude
      if (latitude < cell.south) cell.south = latitude
      if (latitude > cell.north) cell.north = latitude
      if (longitude < cell.west) cell.west = longitude
      if (longitude > cell.east) cell.east = longitude
      if (isBetter(slot, cell.newest)) cell.newest = slot
      continue
    }
    cells.set(key, {
      photos: 1,
      latitudes: latitude,
      longitudes: longitude,
      south: latitude,
      west: longitude,
      north: latitude,
      east: longitude,
      newest: slot,
    })
    while (cells.size > maxCells && zoom > 0) {
      cells = coarser(cells, side, isBetter)
      zoom -= 1
      side /= 2
    }
  }
  return { cells: [...cells.values()], zoom, photos, withoutPosition }
}

const within = (box: MapBox | undefined): ((latitude: number, longitude: number) => boolean) => {
  if (!box) return () => true
  const { south, west, north, east } = box
  return west <= east
    ? (lat, lon) => lat >= south && lat <= north && lon >= west && lon <= east
    : (lat, lon) => lat >= south && lat <= north && (lon >= west || lon <= east)
}

const coarser = (
  cells: ReadonlyMap<number, MapCell>,
  side: number,
  isBetter: (slot: number, than: number) => boolean,
): Map<number, MapCell> => {
  const merged = new Map<number, MapCell>()
  for (const [key, cell] of cells) {
    const [row, column] = [Math.floor(key / side), key % side]
    const place = Math.floor(row / 2) * (side / 2) + Math.floor(column / 2)
    const other = merged.get(place)
    if (!other) {
      merged.set(place, cell)
      continue
    }
    other.photos += cell.photos
    other.latitudes += cell.latitudes
    other.longitudes += cell.longitudes
    other.south = Math.min(other.south, cell.south)
    other.north = Math.max(other.north, cell.north)
    other.west = Math.min(other.west, cell.west)
    other.east = Math.max(other.east, cell.east)
    if (isBetter(cell.newest, other.newest)) other.newest = cell.newest
  }
  return merged
}
