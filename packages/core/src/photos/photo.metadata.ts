import { toOrientation } from '../media/orientation.ts'
import type { Orientation } from '../media/types.ts'
import type {
  MediaDate,
  MediaMetadata,
  MediaRegion,
  MetadataGroup,
  SphereCrop,
  TakenAtSource,
} from '../metadata/types.ts'
import type { PhotoRow } from './photo.table.ts'

/** What a file says about itself beside the fields of the photo. */
export interface PhotoMetadata {
  /** Rows of the information panel. */
  readonly groups: readonly MetadataGroup[]
  /** Faces and other marked parts of the picture as it is shown; all numbers are shares of its width and height. */
  readonly regions: readonly MediaRegion[]
  /** Every date as written, at most one of a kind. */
  readonly dates: readonly MediaDate[]
  /** What the photo's date rests on. */
  readonly takenAtSource: TakenAtSource | null
  readonly headline: string | null
  readonly city: string | null
  readonly country: string | null
  /** Keywords with those above them, such as `['Places', 'France', 'Brest']`. */
  readonly keywordPaths: readonly (readonly string[])[]
  readonly colourProfile: string | null
  /** `equirectangular` for a sphere laid flat. */
  readonly projection: string | null
  /** The part of the sphere that the picture holds; `null` where the file does not say so. */
  readonly sphereCrop: SphereCrop | null
  /** The same for the picture and the film of a live photo. */
  readonly contentIdentifier: string | null
  /** A film is kept inside the picture. */
  readonly isMotionPhoto: boolean
}

interface Stored extends Omit<PhotoMetadata, 'city' | 'country'> {
  /** The names at the ends of `keywordPaths` were taken for keywords: where the photo has no such tag, somebody took it away. */
  readonly pathsAreTags?: true
}

/** As JSON for the table of photos; `null` where the file says nothing. */
export const toStoredMetadata = (metadata: MediaMetadata): string | null => {
  const stored: Stored = {
    groups: metadata.panel,
    regions: metadata.regions,
    dates: metadata.dates,
    takenAtSource: metadata.takenAtSource,
    headline: metadata.headline,
    keywordPaths: metadata.hierarchicalKeywords,
    colourProfile: metadata.colourProfile,
    projection: metadata.projection,
    sphereCrop: metadata.sphereCrop,
    contentIdentifier: metadata.contentIdentifier,
    isMotionPhoto: metadata.isMotionPhoto,
    ...(metadata.tagPaths.length > 0 ? { pathsAreTags: true } : {}),
  }
  const said = Object.values(stored).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== null && value !== false,
  )
  return said ? JSON.stringify(stored) : null
}

const nothing: Stored = {
  groups: [],
  regions: [],
  dates: [],
  takenAtSource: null,
  headline: null,
  keywordPaths: [],
  colourProfile: null,
  projection: null,
  sphereCrop: null,
  contentIdentifier: null,
  isMotionPhoto: false,
}

export const fromStoredMetadata = (metadata: string | null): Stored => {
  const parsed: unknown = metadata === null ? nothing : JSON.parse(metadata)
  // Before regions were kept, the rows of the panel were all there was.
  return { ...nothing, ...(Array.isArray(parsed) ? { groups: parsed } : (parsed as Partial<Stored>)) }
}

/** Whether paths of keywords were read as tags when the file was read, whatever the settings say by now. */
export const arePathsTags = ({ metadata }: Pick<PhotoRow, 'metadata'>): boolean =>
  fromStoredMetadata(metadata).pathsAreTags ?? false

export const toPhotoMetadata = ({
  metadata,
  orientation,
  city,
  country,
}: Pick<PhotoRow, 'metadata' | 'orientation' | 'city' | 'country'>): PhotoMetadata => {
  const { pathsAreTags: _, ...stored } = fromStoredMetadata(metadata)
  const turned = toOrientation(orientation) ?? 1
  return { ...stored, city, country, regions: stored.regions.map((region) => toShown(region, turned)) }
}

/** A region of the picture as stored, in the picture as shown (EXIF orientation: CIPA DC-008, 4.6.5.1). */
export const toShown = (region: MediaRegion, orientation: Orientation): MediaRegion => {
  const { x, y, width, height } = region
  const centres: Readonly<Record<Orientation, readonly [number, number]>> = {
    1: [x, y],
    2: [1 - x, y],
    3: [1 - x, 1 - y],
    4: [x, 1 - y],
    5: [y, x],
    6: [1 - y, x],
    7: [1 - y, 1 - x],
    8: [y, 1 - x],
  }
  const [shownX, shownY] = centres[orientation]
  const sides = orientation >= 5 ? { width: height, height: width } : { width, height }
  return { ...region, x: shownX, y: shownY, ...sides }
}
