import type { Dimensions } from './geometry.ts'
import type { SizeDefinition } from './sizes.ts'

export const watermarkPositions = [
  'top-left',
  'top',
  'top-right',
  'left',
  'centre',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
  'tiled',
] as const
/** One of nine places, or all over the picture. */
export type WatermarkPosition = (typeof watermarkPositions)[number]

/** A mark that is laid on derivatives, never on originals. */
export interface Watermark {
  /** `[a-z0-9_-]`, 1 to 32 characters. */
  readonly name: string
  /** The mark's picture: SHA-256 of its PNG, lower-case hexadecimal. */
  readonly picture: string
  readonly position: WatermarkPosition
  /** 1 to 100. */
  readonly opacityPercent: number
  /** Distance from the edges (`tiled`: between the marks), in percent of the picture's shorter side, 0 to 50. */
  readonly marginPercent: number
  /** Width of the mark, in percent of the picture's width, 1 to 100; `null`: its own pixels. Always made to fit. */
  readonly widthPercent: number | null
  /** Derivatives that are narrower or lower carry no mark. */
  readonly minWidthPx: number
  readonly minHeightPx: number
  /** Names of the sizes that carry it; `null`: all. */
  readonly sizes: readonly string[] | null
}

/** What is laid on derivatives: a mark of the settings, or a text that is drawn when it is needed. */
export interface Mark extends Watermark {
  /** In place of a stored picture. */
  readonly text?: string
  /** Another mark, beneath the text. */
  readonly over?: Watermark | null
}

/** What lies on a derivative of these dimensions; `null`: nothing. */
export const markOn = (mark: Mark | null | undefined, size: SizeDefinition, picture: Dimensions): Mark | null => {
  if (!mark) return null
  const over = mark.over && isMarked(mark.over, size, picture) ? mark.over : null
  if (!isMarked(mark, size, picture)) return over
  return mark.over && over === null ? { ...mark, over } : mark
}

/** Whether the mark lies on a derivative of these dimensions. */
const isMarked = (mark: Watermark, size: SizeDefinition, { widthPx, heightPx }: Dimensions): boolean =>
  (mark.sizes === null || mark.sizes.includes(size.name)) && widthPx >= mark.minWidthPx && heightPx >= mark.minHeightPx

/** All that decides what the mark looks like; which derivatives carry it is no part of it. */
export const markRecipe = (mark: Mark): readonly unknown[] => [
  mark.picture,
  mark.position,
  mark.opacityPercent,
  mark.marginPercent,
  mark.widthPercent,
  ...(mark.over ? markRecipe(mark.over) : []),
]

/** How large the mark is on a picture, and how far it stands from the edges. */
export const measureMark = (
  mark: Pick<Watermark, 'marginPercent' | 'widthPercent'>,
  picture: Dimensions,
  own: Dimensions,
): Dimensions & { readonly marginPx: number } => {
  const marginPx = Math.round((Math.min(picture.widthPx, picture.heightPx) * mark.marginPercent) / 100)
  const wanted = mark.widthPercent === null ? own.widthPx : (picture.widthPx * mark.widthPercent) / 100
  const room = { widthPx: picture.widthPx - 2 * marginPx, heightPx: picture.heightPx - 2 * marginPx }
  const scale = Math.min(wanted / own.widthPx, room.widthPx / own.widthPx, room.heightPx / own.heightPx)
  return {
    marginPx,
    widthPx: Math.max(1, Math.round(own.widthPx * scale)),
    heightPx: Math.max(1, Math.round(own.heightPx * scale)),
  }
}

/** Where the marks stand: one place, or as many as it takes to cover the picture. */
export const placeMarks = (
  { position }: Pick<Watermark, 'position'>,
  picture: Dimensions,
  size: Dimensions & { readonly marginPx: number },
): { readonly leftPx: number; readonly topPx: number }[] => {
  const { widthPx, heightPx, marginPx } = size
  if (position === 'tiled') {
    const gapPx = Math.max(marginPx, 1)
    const places: { leftPx: number; topPx: number }[] = []
    // Every other row is shifted: a gap that runs down the whole picture would show it bare.
    for (let topPx = 0, row = 0; topPx < picture.heightPx; topPx += heightPx + gapPx, row++) {
      const first = row % 2 === 0 ? 0 : -Math.round((widthPx + gapPx) / 2)
      for (let leftPx = first; leftPx < picture.widthPx; leftPx += widthPx + gapPx) places.push({ leftPx, topPx })
    }
    return places
  }
  const leftPx = position.endsWith('left')
    ? marginPx
    : position.endsWith('right')
      ? picture.widthPx - widthPx - marginPx
      : Math.round((picture.widthPx - widthPx) / 2)
  const topPx = position.startsWith('top')
    ? marginPx
    : position.startsWith('bottom')
      ? picture.heightPx - heightPx - marginPx
      : Math.round((picture.heightPx - heightPx) / 2)
  return [{ leftPx: Math.max(0, leftPx), topPx: Math.max(0, topPx) }]
}
