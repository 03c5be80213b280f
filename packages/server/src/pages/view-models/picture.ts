import type { Photo } from '@vitrine/core'
import type { ViewContext } from './view-context.ts'

/** One picture in several sizes. */
export interface PictureView {
  readonly src: string
  /** For `srcset`, widths ascending. */
  readonly srcset: string
  readonly widthPx: number
  readonly heightPx: number
  /** So small that it is shown at its own size: enlarged, there would be nothing to see. */
  readonly isSmall: boolean
  readonly alt: string
}

/** Smallest and largest width worth offering, in pixels, by what a picture is for. */
const widths = { grid: [230, 1300], cover: [230, 1300], stage: [500, Number.POSITIVE_INFINITY] } as const
export type PictureUse = keyof typeof widths

/** Long edge below which a picture is shown at its own size, in pixels. */
const smallPx = { grid: 180, cover: 120, stage: 640 } as const

/** Title, or the file name made readable: without its ending, with spaces for underscores. */
export const photoTitle = (photo: Pick<Photo, 'title' | 'fileName'>): string => {
  const title = photo.title?.trim()
  if (title) return title
  const name = photo.fileName
    .replace(/\.[^.]{1,8}$/, '')
    .replaceAll('_', ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return name === '' ? photo.fileName : name
}

/** `null` where no picture can be made of the file. */
export const toPictureView = (photo: Photo, use: PictureUse, { links }: ViewContext): PictureView | null => {
  const [narrowest, widest] = widths[use]
  const sizes = Object.entries(photo.derivatives)
    // `square` is cropped: never one of several versions of the same picture.
    .filter(([size]) => size !== 'square')
    .sort(([, a], [, b]) => a.widthPx - b.widthPx)
    // Small originals are never enlarged: their larger sizes are all alike.
    .filter(([, { widthPx }], index, all) => widthPx !== all[index - 1]?.[1].widthPx)
  const useful = sizes.filter(([, { widthPx }]) => widthPx >= narrowest && widthPx <= widest)
  const offered = (useful.length > 0 ? useful : sizes.slice(-1)).map(([size, { key, widthPx, heightPx }]) => ({
    url: links.derivativeUrl(photo.id, size, key),
    widthPx,
    heightPx,
  }))
  const largest = offered.at(-1)
  const usual = offered[Math.floor(offered.length / 2)]
  if (!largest || !usual) return null
  return {
    src: usual.url,
    srcset: offered.map(({ url, widthPx }) => `${url} ${widthPx}w`).join(', '),
    widthPx: largest.widthPx,
    heightPx: largest.heightPx,
    isSmall: Math.max(largest.widthPx, largest.heightPx) < smallPx[use],
    alt: photoTitle(photo),
  }
}
