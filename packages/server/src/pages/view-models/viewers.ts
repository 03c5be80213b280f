import type { Photo, PhotoMetadata } from '@vitrine/core'
import type { ViewContext } from './view-context.ts'

/** A document that is read on the page. */
export interface DocumentView {
  /** The file; a script reads it, no browser opens it. */
  readonly url: string
  /** What the viewer says, as JSON; `PAGE` and `PAGES` stand for numbers. */
  readonly texts: string
}

/** Something to look around in, or along. */
export interface PanoramaView {
  /** `sphere`: all around, as a globe is drawn on a sheet. `wide`: a long picture. */
  readonly kind: 'sphere' | 'wide'
  /** How much of a sphere the picture holds, as JSON: `widthDegrees`, `heightDegrees`, and how far above the horizon its middle is (`centreDegrees`). */
  readonly sphere: string
  readonly texts: string
}

export interface HistogramView {
  /** What it says, as JSON; `DARK` and `BRIGHT` stand for shares. */
  readonly texts: string
}

/** Larger ones are downloaded: a phone would be full of them. */
const maxDocumentBytes = 64 * 1024 * 1024

export const toDocument = (
  { id, mimeType, bytes, capabilities }: Pick<Photo, 'id' | 'mimeType' | 'bytes' | 'capabilities'>,
  { links, t }: Pick<ViewContext, 'links' | 't'>,
): DocumentView | null =>
  mimeType === 'application/pdf' && bytes <= maxDocumentBytes && capabilities.includes('download')
    ? {
        url: links.originalUrl(id),
        texts: JSON.stringify({
          page: t('document.page', { page: 'PAGE', pages: 'PAGES' }),
          loading: t('document.loading'),
          failed: t('document.failed'),
        }),
      }
    : null

/** At least so many times as wide as high. */
const wideRatio = 2

/** A sphere holds 360 degrees by 180. Where the file does not say which part of it this is, it is a strip all around, as high as its shape tells. */
const partOfSphere = (ratio: number, crop: PhotoMetadata['sphereCrop']) => {
  const strip = Math.min(1, 2 / ratio)
  const { top, width, height } = crop ?? { top: (1 - strip) / 2, width: 1, height: strip }
  return {
    widthDegrees: toDegrees(360 * width),
    heightDegrees: toDegrees(180 * height),
    centreDegrees: toDegrees(180 * (0.5 - top - height / 2)),
  }
}

const toDegrees = (value: number): number => Math.round(value * 100) / 100

/** https://developers.google.com/streetview/spherical-metadata */
export const toPanorama = (
  { widthPx, heightPx, mediaType, derivatives }: Pick<Photo, 'widthPx' | 'heightPx' | 'mediaType' | 'derivatives'>,
  { projection, sphereCrop }: Pick<PhotoMetadata, 'projection' | 'sphereCrop'>,
  { t }: Pick<ViewContext, 't'>,
): PanoramaView | null => {
  if (mediaType !== 'image' || !widthPx || !heightPx || Object.keys(derivatives).length === 0) return null
  const ratio = widthPx / heightPx
  // Rounded sizes are nobody's crop.
  if (projection?.toLowerCase() === 'equirectangular' && (sphereCrop || ratio > wideRatio - 0.05))
    return {
      kind: 'sphere',
      sphere: JSON.stringify(partOfSphere(ratio, sphereCrop)),
      texts: JSON.stringify({ title: t('panorama.title'), failed: t('panorama.failed') }),
    }
  return ratio >= wideRatio ? { kind: 'wide', sphere: '{}', texts: '{}' } : null
}

export const toHistogram = ({ t }: Pick<ViewContext, 't'>): HistogramView => ({
  texts: JSON.stringify({
    told: t('histogram.told', { dark: 'DARK', bright: 'BRIGHT' }),
    failed: t('histogram.failed'),
  }),
})
