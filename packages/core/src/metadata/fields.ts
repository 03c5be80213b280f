import { toOrientation } from '../media/orientation.ts'
import { exifTags, gpsTags } from './exif-tags.ts'
import { fromDegrees, fromIso6709, fromXmpCoordinate, type Position, toAltitude, toGpsUtc, toPosition } from './gps.ts'
import { toLensRange } from './lens-range.ts'
import { choose, type MetadataOrder } from './order.ts'
import { ascii, type Sources } from './sources.ts'
import { fromFraction, toLine, toNumber } from './text.ts'
import type { CameraInfo } from './types.ts'

/** Stars from a percentage, as Microsoft stores them: 1, 25, 50, 75, 99. */
const fromPercent = (value: number | null): number | null =>
  value === null ? null : value <= 0 ? 0 : Math.min(5, Math.round(value / 25) + 1)

export const readRating = ({ exif, xmp }: Sources, order: MetadataOrder): number | null => {
  const rating = choose(order.rating, [
    ['xmp', () => toNumber(xmp.get('xmp:Rating')?.[0])],
    ['exif', () => toNumber(exif.tags.get(exifTags.rating))],
    ['xmp', () => fromPercent(toNumber(xmp.get('MicrosoftPhoto:Rating')?.[0]))],
    ['exif', () => fromPercent(toNumber(exif.tags.get(exifTags.ratingPercent)))],
  ])
  return rating !== null && rating >= -1 && rating <= 5 ? Math.round(rating) : null
}

export const readOrientation = ({ exif, xmp }: Sources, order: MetadataOrder) =>
  choose(order.orientation, [
    ['exif', () => toOrientation(exif.tags.get(exifTags.orientation))],
    ['xmp', () => toOrientation(xmp.get('tiff:Orientation')?.[0])],
  ])

const positive = (value: number | null, max: number): number | null =>
  value !== null && value > 0 && value <= max ? value : null
const single = (value: unknown): number | null => toNumber(Array.isArray(value) ? value[0] : value)

export const readCamera = ({ exif, xmp, tags }: Sources, order: MetadataOrder): CameraInfo | null => {
  const number = (tag: number, property: string, max: number) =>
    choose(order.camera, [
      ['exif', () => positive(single(exif.tags.get(tag)), max)],
      ['xmp', () => positive(fromFraction(xmp.get(property)?.[0]), max)],
    ])
  const text = (tag: number, properties: readonly string[], film: readonly string[]) =>
    choose(order.camera, [
      ['exif', () => toLine(ascii(exif.tags.get(tag)))],
      ...properties.map((name) => ['xmp', () => toLine(xmp.get(name)?.[0])] as const),
      ...film.map((name) => ['film', () => toLine(tags.get(name))] as const),
    ])
  /** The same in the additive system (APEX; CIPA DC-008, annex C), rounded to what a camera can mean. */
  const apex = (tag: number, property: string, toValue: (apex: number) => number, digits: number) => {
    const value = choose(order.camera, [
      ['exif', () => single(exif.tags.get(tag))],
      ['xmp', () => fromFraction(xmp.get(property)?.[0])],
    ])
    return value === null || Math.abs(value) > 30 ? null : Number(toValue(value).toPrecision(digits))
  }
  const camera: CameraInfo = {
    make: text(exifTags.make, ['tiff:Make'], ['com.apple.quicktime.make', '©mak']),
    model: text(exifTags.model, ['tiff:Model'], ['com.apple.quicktime.model', '©mod']),
    // What a further reader makes of a maker note is a guess by number: it comes last, before the mere range of the lens.
    lens:
      text(exifTags.lensModel, ['exifEX:LensModel', 'aux:Lens'], []) ??
      toLine(tags.get('lens-id')) ??
      choose(order.camera, [
        ['exif', () => toLensRange(exif.tags.get(exifTags.lensSpecification))],
        [
          'xmp',
          () =>
            toLensRange(
              xmp
                .get('aux:LensInfo')?.[0]
                ?.split(/\s+/)
                .map((part) => fromFraction(part)),
            ),
        ],
      ]),
    // 65535 stands for "look elsewhere" (CIPA DC-008, PhotographicSensitivity).
    iso:
      number(exifTags.iso, 'exif:ISOSpeedRatings', 65_534) ??
      choose(order.camera, [
        ['exif', () => positive(single(exif.tags.get(exifTags.recommendedExposureIndex)), 1e8)],
        ['xmp', () => positive(fromFraction(xmp.get('exifEX:PhotographicSensitivity')?.[0]), 1e8)],
      ]),
    aperture:
      number(exifTags.fNumber, 'exif:FNumber', 1000) ??
      apex(exifTags.apertureValue, 'exif:ApertureValue', (value) => 2 ** (value / 2), 2),
    exposureSeconds:
      number(exifTags.exposureTime, 'exif:ExposureTime', 7 * 86_400) ??
      apex(exifTags.shutterSpeedValue, 'exif:ShutterSpeedValue', (value) => 2 ** -value, 3),
    focalLengthMm: number(exifTags.focalLength, 'exif:FocalLength', 100_000),
  }
  return Object.values(camera).some((value) => value !== null) ? camera : null
}

/** Position and altitude may come from different blocks: panorama programs write one here, the other there. */
export const readPosition = ({ exif: { gps }, xmp, tags }: Sources, order: MetadataOrder) => {
  const degrees = (value: number, reference: number) => fromDegrees(gps.get(value), gps.get(reference))
  const film = fromIso6709(tags.get('com.apple.quicktime.location.ISO6709') ?? tags.get('©xyz'))
  const below = (reference: unknown) => String(reference instanceof Uint8Array ? reference[0] : reference) === '1'
  const signed = (metres: number | null, reference: unknown) =>
    toAltitude(metres === null || !below(reference) ? metres : -Math.abs(metres))
  const position = choose<Position>(order.position, [
    [
      'exif',
      () =>
        toPosition(degrees(gpsTags.latitude, gpsTags.latitudeRef), degrees(gpsTags.longitude, gpsTags.longitudeRef)),
    ],
    ['film', () => film.position],
    [
      'xmp',
      () =>
        toPosition(
          fromXmpCoordinate(xmp.get('exif:GPSLatitude')?.[0]),
          fromXmpCoordinate(xmp.get('exif:GPSLongitude')?.[0]),
        ),
    ],
  ])
  const altitude = choose(order.position, [
    ['exif', () => signed(toNumber(gps.get(gpsTags.altitude)), gps.get(gpsTags.altitudeRef))],
    ['film', () => film.altitude],
    ['xmp', () => signed(fromFraction(xmp.get('exif:GPSAltitude')?.[0]), xmp.get('exif:GPSAltitudeRef')?.[0])],
  ])
  return { latitude: position?.latitude ?? null, longitude: position?.longitude ?? null, altitude }
}

export const readGpsUtc = ({ exif: { gps } }: Sources): string | null =>
  toGpsUtc(ascii(gps.get(gpsTags.dateStamp)), gps.get(gpsTags.timeStamp))
