import type { Photo } from '@vitrine/core'
import { boxText } from './map-box.ts'
import { boxOf, frameAround, placeIn, repeats, viewBoxOf, widened } from './map-frame.ts'
import type { ViewContext } from './view-context.ts'

/** A drawing of the land and a dot. */
export interface MiniMapView {
  readonly viewBox: string
  readonly repeats: boolean
  /** Per cent. */
  readonly x: string
  readonly y: string
  /** The map of what was taken near. */
  readonly url: string
}

/** A sixth of the way around the world: a continent is known at a glance. */
const widthOfWorld = 0.16
/** Degrees to each side of what counts as near. */
const near = 0.1

export const toMiniMap = (
  { latitude, longitude }: Pick<Photo, 'latitude' | 'longitude'>,
  { links }: Pick<ViewContext, 'links'>,
): MiniMapView | null => {
  if (latitude === null || longitude === null) return null
  const place = { latitude, longitude }
  const point = { south: latitude, west: longitude, north: latitude, east: longitude }
  const frame = widened(frameAround(point), widthOfWorld)
  const at = placeIn(frame, place)
  const around = {
    south: Math.max(-90, latitude - near),
    west: longitude - near < -180 ? longitude - near + 360 : longitude - near,
    north: Math.min(90, latitude + near),
    east: longitude + near > 180 ? longitude + near - 360 : longitude + near,
  }
  return {
    viewBox: viewBoxOf(frame),
    repeats: repeats(frame),
    x: `${(at.x * 100).toFixed(2)}%`,
    y: `${(at.y * 100).toFixed(2)}%`,
    url: links.path('/map', { box: boxText(boxOf(frameAround(around, 1))) }),
  }
}
