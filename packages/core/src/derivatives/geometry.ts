import type { SizeDefinition } from './sizes.ts'

/** Width and height of a picture in pixels. Whether as stored or as shown is said where it is used. */
export interface Dimensions {
  readonly widthPx: number
  readonly heightPx: number
}

/** The part of a picture that matters most, as shares of its width and height as shown: 0, 0 is the top left corner. */
export interface FocalPoint {
  readonly x: number
  readonly y: number
}

export interface Rectangle extends Dimensions {
  readonly leftPx: number
  readonly topPx: number
}

type Box = Pick<SizeDefinition, 'widthPx' | 'heightPx' | 'fit'>

/** How a derivative is made: the whole picture is scaled, then a rectangle is cut out of it (the whole of it for `inside`). */
export interface DerivativePlan {
  readonly scaled: Dimensions
  readonly crop: Rectangle
}

/**
 * The steps from a picture to a derivative, in coordinates as shown. Nothing is ever enlarged: where the picture is smaller than the
 * box, `inside` keeps it as it is and `crop` cuts the largest part that has the shape of the box.
 */
export const planDerivative = (
  size: Box,
  shown: Dimensions,
  focal: FocalPoint = { x: 0.5, y: 0.5 },
): DerivativePlan => {
  const horizontal = size.widthPx / shown.widthPx
  const vertical = size.heightPx / shown.heightPx
  const scale = Math.min(1, size.fit === 'inside' ? Math.min(horizontal, vertical) : Math.max(horizontal, vertical))
  const scaled = {
    widthPx: Math.max(1, Math.round(shown.widthPx * scale)),
    heightPx: Math.max(1, Math.round(shown.heightPx * scale)),
  }
  if (size.fit === 'inside') return { scaled, crop: { leftPx: 0, topPx: 0, ...scaled } }

  // Where the picture cannot fill the box, the box shrinks until it can, and keeps its shape.
  const shrink = Math.max(1, horizontal, vertical)
  const widthPx = clamp(Math.round(size.widthPx / shrink), 1, scaled.widthPx)
  const heightPx = clamp(Math.round(size.heightPx / shrink), 1, scaled.heightPx)
  return {
    scaled,
    crop: {
      leftPx: clamp(Math.round(focal.x * scaled.widthPx - widthPx / 2), 0, scaled.widthPx - widthPx),
      topPx: clamp(Math.round(focal.y * scaled.heightPx - heightPx / 2), 0, scaled.heightPx - heightPx),
      widthPx,
      heightPx,
    },
  }
}

/**
 * Width and height of a derivative, known without rendering it: exactly what the renderer makes.
 *
 * @param shown - The picture as shown, that is after orientation.
 */
export const derivativeSize = (size: Box, shown: Dimensions): Dimensions => {
  const { widthPx, heightPx } = planDerivative(size, shown).crop
  return { widthPx, heightPx }
}

/** Dimensions as stored ↔ as shown: orientations 5 to 8 lie on their side (Exif 2.32, tag 0x0112). */
export const turnDimensions = ({ widthPx, heightPx }: Dimensions, orientation: number): Dimensions =>
  orientation >= 5 && orientation <= 8 ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx }

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)
