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

/** A marked part of a picture as stored, before any turning; all numbers are parts of its width and height, 0 to 1. */
export interface MediaRegion {
  /** Whoever or whatever is there; `null` where nobody said. */
  readonly name: string | null
  /** `Face`, `Pet`, `Focus`, `BarCode` (MWG 2.0, 5.9), or a program's own word. */
  readonly type: string | null
  /** The centre. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A part of a sphere laid flat: all numbers are shares of the width and height of the whole, 0 to 1. */
export interface SphereCrop {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The size of the picture that regions were drawn on. */
export interface RegionDimensions {
  readonly widthPx: number
  readonly heightPx: number
}

/** One of the dates of a file: when the shutter opened, when it became a file, when its content was made. */
export interface MediaDate {
  readonly kind: 'original' | 'digitized' | 'created'
  /** `YYYY-MM-DDTHH:mm:ss[.sss]` */
  readonly local: string
  /** `+02:00`, where one was written with it. */
  readonly offset: string | null
}

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
  /** Those of them that tags are placed by, at most 500 names in all; none unless they were asked for. */
  readonly tagPaths: readonly (readonly string[])[]
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
  /** Every date as written, at most one of a kind; `takenAt` is chosen from them. */
  readonly dates: readonly MediaDate[]
  /** Faces and other regions, at most 500. */
  readonly regions: readonly MediaRegion[]
  readonly regionDimensions: RegionDimensions | null
  /** Name of the embedded ICC profile, such as `Display P3`. */
  readonly colourProfile: string | null
  /** `equirectangular` for a sphere laid flat (GPano). */
  readonly projection: string | null
  /** The part of the sphere that the picture holds (GPano); `null` where nobody wrote it. */
  readonly sphereCrop: SphereCrop | null
  /** The same for the picture and the film of a live photo. */
  readonly contentIdentifier: string | null
  /** A film is kept inside the picture. */
  readonly isMotionPhoto: boolean
  /** Texts of the tags that custom fields are read from, by the key of the field; none where the file has no such tag. */
  readonly custom: Readonly<Record<string, readonly string[]>>
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
  tagPaths: [],
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
  dates: [],
  regions: [],
  regionDimensions: null,
  colourProfile: null,
  projection: null,
  sphereCrop: null,
  contentIdentifier: null,
  isMotionPhoto: false,
  custom: {},
  panel: [],
  warnings: [],
}
