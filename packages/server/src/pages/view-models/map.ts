import type { MapBox, MapCluster, MapTiles, PhotoMap } from '@vitrine/core'
import type { CrumbView } from './album.ts'
import type { PhotoListingView } from './listing.ts'
import {
  boxOf,
  frameAround,
  isNearest,
  isWholeWorld,
  type MapFrame,
  placeIn,
  repeats,
  viewBoxOf,
  widened,
} from './map-frame.ts'
import type { ViewContext } from './view-context.ts'

/** Photos of one place, as a dot of the drawing and as a line of the list. */
export interface MapDotView {
  /** Nearer to these photos; the photo, or the list of them, where there is no nearer. */
  readonly url: string
  /** `12 photos` */
  readonly label: string
  /** `48.86° N, 2.35° E` */
  readonly place: string
  readonly count: string
  /** Per cent. */
  readonly x: string
  readonly y: string
  readonly radius: number
}

/** `MapView@1` */
export interface MapView {
  readonly title: string
  readonly breadcrumbs: readonly CrumbView[]
  /** What the drawing shows, for those who do not see it. */
  readonly label: string
  readonly viewBox: string
  readonly repeats: boolean
  readonly dots: readonly MapDotView[]
  /** `null` where there is no nearer, no further, or nothing but that. */
  readonly nearerUrl: string | null
  readonly furtherUrl: string | null
  readonly resetUrl: string | null
  /** Tells of photos without a place, or of a part without photos. */
  readonly note: string | null
  readonly listing: PhotoListingView | null
  readonly listUrl: string
  readonly empty: { readonly title: string; readonly text: string } | null
  /** The server whose pictures a visitor may allow; `null` where the owner chose none. */
  readonly tiles: MapTilesView | null
}

export interface MapTilesView {
  readonly isShown: boolean
  readonly host: string
  /** The form by which they are allowed, and no more. */
  readonly action: string
  readonly returnTo: string
  readonly csrfToken: string | null
  readonly attribution: { readonly text: string; readonly url: string | null } | null
  /** For the script. */
  readonly template: string
  readonly box: string
  /** Where clusters are asked for, with the scope. */
  readonly clustersUrl: string
  /** Of a photo in this list; `/photos/0` stands for it. */
  readonly photoUrl: string
  /** Of the list of a part of the map; `BOX` stands for it. */
  readonly partUrl: string
  readonly texts: string
}

/** `tiles.example`; of a template with `{s}`, `*.tiles.example`, as a policy of contents has it. */
export const tileSource = ({ tileUrl }: MapTiles): string | null =>
  tileUrl === null ? null : (/^https:\/\/([^/]+)\//.exec(tileUrl)?.[1]?.replace('{s}', '*').toLowerCase() ?? null)

const isPoint = ({ south, west, north, east }: MapBox): boolean => south === north && west === east

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`
const degrees = (value: number, [positive, negative]: readonly [string, string]): string =>
  `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`

/** Dots grow with the logarithm of what they count, and hold its digits. */
const radiusOf = (photos: number): number => Math.round(11 + 3.5 * Math.log10(photos))

export const toDots = (
  clusters: readonly MapCluster[],
  parts: {
    readonly frame: MapFrame
    readonly boxUrl: (box: MapBox) => string
    readonly listUrl: (box: MapBox) => string
    readonly photoUrl: (id: number) => string
  },
  { t, formats }: ViewContext,
): MapDotView[] =>
  clusters.map((cluster) => {
    const { latitude, longitude, photos, photoId, box } = cluster
    const at = placeIn(parts.frame, cluster)
    const near = boxOf(frameAround(box))
    const leads =
      photos === 1
        ? parts.photoUrl(photoId)
        : isPoint(box) || isNearest(parts.frame)
          ? parts.listUrl(box)
          : parts.boxUrl(near)
    return {
      url: leads,
      label: t('count.photos', { count: photos }),
      place: `${degrees(latitude, ['N', 'S'])}, ${degrees(longitude, ['E', 'W'])}`,
      count: formats.number(photos),
      x: percent(at.x),
      y: percent(at.y),
      radius: radiusOf(photos),
    }
  })

/** The drawing: what is seen of the world, with the ways nearer and further. */
export const toDrawing = (
  frame: MapFrame,
  { boxUrl, isReset }: { readonly boxUrl: (box: MapBox) => string; readonly isReset: boolean },
  resetUrl: string,
): Pick<MapView, 'viewBox' | 'repeats' | 'nearerUrl' | 'furtherUrl' | 'resetUrl'> => ({
  viewBox: viewBoxOf(frame),
  repeats: repeats(frame),
  nearerUrl: isNearest(frame) ? null : boxUrl(boxOf(widened(frame, frame.width / 2))),
  furtherUrl: isWholeWorld(frame) ? null : boxUrl(boxOf(widened(frame, frame.width * 2))),
  resetUrl: isReset ? null : resetUrl,
})

export const mapNote = (map: PhotoMap, isReset: boolean, { t }: ViewContext): string | null => {
  if (map.photos === 0) return t('map.nothingHere')
  return isReset && map.withoutPosition > 0 ? t('map.without', { count: map.withoutPosition }) : null
}
