import type { MapBox } from '@vitrine/core'

/** A part of the world as it is drawn: units of the whole world's width, from its north-western corner, in Web Mercator. */
export interface MapFrame {
  /** 0 to 1, exclusive; the frame may reach over the date line, beyond 1. */
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Height by width of every map of these pages. */
export const shape = 9 / 16
/** Below that nothing more is to be seen: about a mile. */
const minWidth = 4e-5
/** From the north of Greenland to Cape Horn. */
const wholeWorld: MapFrame = { x: 0, y: 0.15, width: 1 }

const maxLatitude = 85.051_128_779_806_6
/** Web Mercator: https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames */
const toX = (longitude: number): number => (longitude + 180) / 360
const toY = (latitude: number): number => {
  const sine = Math.sin((Math.max(-maxLatitude, Math.min(maxLatitude, latitude)) * Math.PI) / 180)
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
}
const toLongitude = (x: number): number => (x - Math.floor(x)) * 360 - 180
const toLatitude = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI

/** Around a point, as wide as it is told. */
const frameAt = (x: number, y: number, width: number): MapFrame => {
  const wide = Math.max(minWidth, Math.min(1, width))
  if (wide === 1) return wholeWorld
  const left = x - wide / 2
  const top = Math.max(0, Math.min(1 - wide * shape, y - (wide * shape) / 2))
  return { x: left - Math.floor(left), y: top, width: wide }
}

export const frameAround = ({ south, west, north, east }: MapBox, margin = 1.2): MapFrame => {
  const [left, right] = [toX(west), toX(east) + (west > east ? 1 : 0)]
  const [top, bottom] = [toY(north), toY(south)]
  const width = Math.max(right - left, (bottom - top) / shape) * margin
  return frameAt((left + right) / 2, (top + bottom) / 2, width)
}

/** As wide as it is told, around the same middle. */
export const widened = ({ x, y, width }: MapFrame, wide: number): MapFrame =>
  frameAt(x + width / 2, y + (width * shape) / 2, wide)

export const isWholeWorld = ({ width }: MapFrame): boolean => width === 1
export const isNearest = ({ width }: MapFrame): boolean => width <= minWidth

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

export const boxOf = ({ x, y, width }: MapFrame): MapBox => ({
  // The drawing ends before the poles; the photos that were taken there stand at its edge.
  south: y + width * shape >= 1 ? -90 : rounded(toLatitude(y + width * shape)),
  west: width === 1 ? -180 : rounded(toLongitude(x)),
  north: y <= 0 ? 90 : rounded(toLatitude(y)),
  east: width === 1 ? 180 : rounded(toLongitude(x + width)),
})

/** Where a place stands in a frame: shares of its width and height. What lies beyond an edge stands at it. */
export const placeIn = (
  frame: MapFrame,
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
): { readonly x: number; readonly y: number } => {
  const x = toX(longitude) - frame.x
  const within = (share: number): number => Math.max(0.02, Math.min(0.98, share))
  // On the other side of the date line: whichever copy of it is the nearer one.
  const turned = x < 0 && x + 1 - frame.width <= -x ? x + 1 : x
  return { x: within(turned / frame.width), y: within((toY(latitude) - frame.y) / (frame.width * shape)) }
}

/** The zoom of tiles of 256 pixels at which a frame is about a thousand pixels wide. */
export const zoomOf = ({ width }: MapFrame): number =>
  Math.max(0, Math.min(18, Math.floor(Math.log2(1_000 / 256 / width))))

/** The part of the drawing of the land, whose world is a square of 10,000 units. */
export const viewBoxOf = ({ x, y, width }: MapFrame): string =>
  [x, y, width, width * shape].map((share) => String(Number((share * 10_000).toFixed(4)))).join(' ')

/** Whether the drawing has to be repeated east of the date line. */
export const repeats = ({ x, width }: MapFrame): boolean => x + width > 1
