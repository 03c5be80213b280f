import { toNumber } from './text.ts'
import type { SphereCrop } from './types.ts'
import type { XmpProperties } from './xmp.ts'

/**
 * The part of a sphere that a picture holds; `null` where the file does not say so, or says what cannot be.
 * https://developers.google.com/streetview/spherical-metadata
 */
export const readSphereCrop = (xmp: XmpProperties): SphereCrop | null => {
  const field = (name: string): number | null => toNumber(xmp.get(`GPano:${name}`)?.[0])
  const horizontal = span(
    field('CroppedAreaLeftPixels'),
    field('CroppedAreaImageWidthPixels'),
    field('FullPanoWidthPixels'),
  )
  const vertical = span(
    field('CroppedAreaTopPixels'),
    field('CroppedAreaImageHeightPixels'),
    field('FullPanoHeightPixels'),
  )
  if (!horizontal || !vertical) return null
  return { left: horizontal.start, top: vertical.start, width: horizontal.length, height: vertical.length }
}

/** As shares of the whole. Stitchers round: what goes over the edge by that is cut. */
const span = (startPx: number | null, lengthPx: number | null, wholePx: number | null) => {
  if (startPx === null || lengthPx === null || wholePx === null) return null
  if (startPx < 0 || lengthPx < 1 || wholePx < 1 || startPx >= wholePx) return null
  const start = startPx / wholePx
  return { start, length: Math.min(lengthPx / wholePx, 1 - start) }
}
