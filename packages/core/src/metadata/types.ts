import type { Orientation } from '../media/types.ts'

export interface CameraInfo {
  readonly make: string | null
  readonly model: string | null
  readonly lens: string | null
  readonly iso: number | null
  /** F-number, such as 2.8. */
  readonly aperture: number | null
  readonly exposureSeconds: number | null
  readonly focalLengthMm: number | null
}

/** One group of rows for an info panel. Plain text: escape it like everything else that came out of a file. */
export interface MetadataGroup {
  readonly group: 'exif' | 'iptc' | 'xmp' | 'gps' | 'file'
  readonly rows: readonly { readonly label: string; readonly value: string }[]
}

/** What `takenAt` rests on: a written offset, the UTC time of the GPS receiver, or the assumption that the clock showed UTC. */
export type TakenAtSource = 'offset' | 'gps' | 'assumed-utc'

/** What a file says about itself. All text is plain, without control characters, trimmed and capped; numbers are in range. */
export interface MediaMetadata {
  /** At most 255 characters, one line. */
  readonly title: string | null
  /** At most 64 KiB. */
  readonly description: string | null
  readonly author: string | null
  readonly copyright: string | null
  /** At most 500, each at most 255 characters, none twice. */
  readonly keywords: readonly string[]
  /** Paths from the root of a tag tree, such as `['Places', 'France', 'Brest']`. */
  readonly hierarchicalKeywords: readonly (readonly string[])[]
  /** 0 to 5 stars, or -1 for "rejected" (XMP specification part 1, 8.4). */
  readonly rating: number | null
  /** `YYYY-MM-DDTHH:mm:ss[.sss]` as the camera wrote it. */
  readonly takenAtLocal: string | null
  /** `+02:00`; `null` where nobody wrote it and GPS time does not tell. */
  readonly takenOffset: string | null
  /** ISO 8601, UTC. */
  readonly takenAt: string | null
  readonly takenAtSource: TakenAtSource | null
  /** Degrees, -90 to 90, south negative. Always set together with `longitude`. */
  readonly latitude: number | null
  /** Degrees, -180 to 180, west negative. */
  readonly longitude: number | null
  /** Metres above sea level. */
  readonly altitude: number | null
  readonly camera: CameraInfo | null
  /** As written in EXIF or, failing that, XMP; `null` where neither says so. See `effectiveOrientation`. */
  readonly orientation: Orientation | null
  readonly city: string | null
  readonly country: string | null
  readonly headline: string | null
  readonly panel: readonly MetadataGroup[]
  /** What could not be read, for a log. The file is fine all the same. */
  readonly warnings: readonly string[]
}

export const emptyMetadata: MediaMetadata = {
  title: null,
  description: null,
  author: null,
  copyright: null,
  keywords: [],
  hierarchicalKeywords: [],
  rating: null,
  takenAtLocal: null,
  takenOffset: null,
  takenAt: null,
  takenAtSource: null,
  latitude: null,
  longitude: null,
  altitude: null,
  camera: null,
  orientation: null,
  city: null,
  country: null,
  headline: null,
  panel: [],
  warnings: [],
}
