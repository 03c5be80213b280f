import type { Photo } from '@vitrine/core'
import { toPictureView } from './picture.ts'
import type { ViewContext } from './view-context.ts'

/** A picture as near as the one who looks may come. */
export interface ZoomView {
  /** The largest size, which a browser shows by itself. */
  readonly url: string
  /** Of that, and of the original where it may be had and browsers show its kind. */
  readonly widthPx: number
  readonly heightPx: number
  /** Widths ascending; the last one may be the original. */
  readonly srcset: string
  /** Small, and on the page already. */
  readonly thumbnailUrl: string
}

/** What every browser shows as it is. Animations and vector drawings lose nothing by their sizes, or do not need them. */
const shownByBrowsers: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif'])

/** More than this is not decoded on a phone without harm. */
const maxOriginalPixels = 120e6
const maxOriginalBytes = 64 * 1024 * 1024

/** `null` where there is no picture of it. */
export const toZoom = (photo: Photo, context: ViewContext): ZoomView | null => {
  const picture = toPictureView(photo, 'stage', context)
  if (!picture) return null
  const url = picture.srcset.split(', ').at(-1)?.split(' ')[0] ?? picture.src
  const { widthPx, heightPx } = photo
  const isLarger =
    widthPx !== null && heightPx !== null && widthPx > picture.widthPx && widthPx * heightPx <= maxOriginalPixels
  const isShown =
    isLarger &&
    photo.capabilities.includes('download') &&
    photo.bytes <= maxOriginalBytes &&
    shownByBrowsers.has(photo.mimeType)
  return {
    url,
    thumbnailUrl: picture.src,
    ...(isShown
      ? {
          widthPx,
          heightPx,
          srcset: `${picture.srcset}, ${context.links.originalUrl(photo.id)} ${widthPx}w`,
        }
      : { widthPx: picture.widthPx, heightPx: picture.heightPx, srcset: picture.srcset }),
  }
}

/** What the viewer over the whole window says, as JSON. */
export const toZoomTexts = ({ t }: Pick<ViewContext, 't'>): string =>
  JSON.stringify({
    title: t('zoom.title'),
    close: t('zoom.close'),
    toggle: t('zoom.toggle'),
    previous: t('photo.previous'),
    next: t('photo.next'),
    fullScreen: t('photo.fullScreen'),
    failed: t('zoom.failed'),
  })
