import type { Orientation } from './types.ts'

/** An orientation from an untrusted number; `null` unless it is an integer from 1 to 8 (0 is written by some cameras and means nothing). */
export const toOrientation = (value: unknown): Orientation | null => {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= 8
    ? (number as Orientation)
    : null
}

export const swapsSides = (orientation: Orientation): boolean => orientation >= 5

/** Width and height as shown, from the stored ones: orientations 5 to 8 swap them. */
export const displayedSize = (
  widthPx: number,
  heightPx: number,
  orientation: Orientation,
): { widthPx: number; heightPx: number } =>
  swapsSides(orientation) ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx }

/** A linear map of the plane with entries -1, 0, 1: `x' = a·x + c·y`, `y' = b·x + d·y`, y pointing down. */
type Turn = readonly [a: number, b: number, c: number, d: number]

const turns: Readonly<Record<Orientation, Turn>> = {
  1: [1, 0, 0, 1],
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, 1, -1, 0],
  7: [0, -1, -1, 0],
  8: [0, -1, 1, 0],
}
const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8]

/** The orientation that is `first` followed by `second`. */
export const composeOrientations = (first: Orientation, second: Orientation): Orientation => {
  const [a, b, c, d] = turns[first]
  const [e, f, g, h] = turns[second]
  return fromTurn(e * a + g * b, f * a + h * b, e * c + g * d, f * c + h * d) ?? 1
}

const fromTurn = (a: number, b: number, c: number, d: number): Orientation | null =>
  orientations.find((o) => turns[o][0] === a && turns[o][1] === b && turns[o][2] === c && turns[o][3] === d) ?? null

/** Quarter turns anticlockwise, as the HEIF `irot` box counts them (ISO/IEC 23008-12, 6.5.10). */
export const fromQuarterTurns = (quarterTurns: number): Orientation => ([1, 8, 3, 6] as const)[quarterTurns & 3] ?? 1

/** The HEIF `imir` box (ISO/IEC 23008-12, 6.5.12): 0 exchanges top and bottom, 1 exchanges left and right. */
export const fromMirrorAxis = (axis: number): Orientation => ((axis & 1) === 0 ? 4 : 2)

/** The 3 × 3 matrix of a video track (ISO/IEC 14496-12, 6.2.2), its first two columns; anything but quarter turns and mirrors gives 1. */
export const fromTrackMatrix = (a: number, b: number, c: number, d: number): Orientation =>
  fromTurn(Math.sign(a), Math.sign(b), Math.sign(c), Math.sign(d)) ?? 1
