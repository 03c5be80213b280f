import { toOrientation } from '../media/orientation.ts'
import { fromIptcDate, toWrittenDate, type WrittenDate } from './dates.ts'
import type { ExifValues } from './exif.ts'
import { exifTags, gpsTags } from './exif-tags.ts'
import { fromDegrees, fromXmpCoordinate, type Position, toAltitude, toGpsUtc, toPosition } from './gps.ts'
import { type IptcRecords, iptcDatasets } from './iptc.ts'
import { fromFraction, toDescription, toKeywords, toLine, toNumber } from './text.ts'
import type { CameraInfo } from './types.ts'
import type { XmpProperties } from './xmp.ts'

/** What was read from the blocks of a file, still apart: the precedence between them is settled in the functions below. */
export interface Sources {
  readonly exif: ExifValues
  readonly xmp: XmpProperties
  readonly iptc: IptcRecords
  /** QuickTime keys and atoms, Matroska title and date. */
  readonly tags: ReadonlyMap<string, string>
}

const firstOf = <T>(...candidates: (() => T | null)[]): T | null => {
  for (const candidate of candidates) {
    const value = candidate()
    if (value !== null) return value
  }
  return null
}

/** EXIF text ends at its first NUL; some cameras leave rubbish behind it. */
const ascii = (value: unknown): string | null => (typeof value === 'string' ? (value.split('\0', 1)[0] ?? null) : null)
/** Microsoft's XP tags hold UTF-16, little-endian whatever the byte order of the block. */
const wide = (value: unknown): string | null =>
  value instanceof Uint8Array ? (Buffer.from(value).toString('utf16le').split('\0', 1)[0] ?? null) : null

export const readTexts = ({ exif, xmp, iptc, tags }: Sources) => {
  const property = (name: string) => xmp.get(name)?.[0]
  const record = (dataset: number) => iptc.get(dataset)?.[0]
  const exifText = (tag: number) => ascii(exif.tags.get(tag))
  const line = (...values: unknown[]) => firstOf(...values.map((value) => () => toLine(value)))
  const joined = (values: readonly string[] | undefined, separator: string) =>
    values
      ?.map((v) => v.trim())
      .filter(Boolean)
      .join(separator)
  return {
    title: line(
      property('dc:title'),
      record(iptcDatasets.objectName),
      wide(exif.tags.get(exifTags.xpTitle)),
      tags.get('com.apple.quicktime.title'),
      tags.get('©nam'),
      tags.get('title'),
    ),
    description: firstOf(
      () => toDescription(property('dc:description')),
      () => toDescription(record(iptcDatasets.caption)),
      () => toDescription(exifText(exifTags.imageDescription)),
      () => toDescription(wide(exif.tags.get(exifTags.xpComment))),
      () => toDescription(tags.get('com.apple.quicktime.description') ?? tags.get('©des') ?? tags.get('desc')),
    ),
    author: line(
      joined(xmp.get('dc:creator'), ', '),
      joined(iptc.get(iptcDatasets.byLine), ', '),
      exifText(exifTags.artist),
      wide(exif.tags.get(exifTags.xpAuthor)),
      tags.get('com.apple.quicktime.author'),
      tags.get('com.apple.quicktime.artist'),
      tags.get('©ART'),
      tags.get('©aut'),
    ),
    copyright: line(
      property('dc:rights'),
      record(iptcDatasets.copyrightNotice),
      exifText(exifTags.copyright),
      tags.get('com.apple.quicktime.copyright'),
      tags.get('©cpy'),
    ),
    city: line(property('photoshop:City'), record(iptcDatasets.city)),
    country: line(property('photoshop:Country'), record(iptcDatasets.country)),
    headline: line(property('photoshop:Headline'), record(iptcDatasets.headline)),
  }
}

export const readKeywords = ({ xmp, iptc }: Sources): string[] =>
  toKeywords([...(iptc.get(iptcDatasets.keywords) ?? []), ...(xmp.get('dc:subject') ?? [])])

/** Lightroom's paths first; digiKam and Microsoft part theirs with a slash. */
export const readHierarchicalKeywords = ({ xmp }: Sources): string[][] => {
  const candidates = [
    ['lr:hierarchicalSubject', '|'],
    ['digiKam:TagsList', '/'],
    ['MicrosoftPhoto:LastKeywordXMP', '/'],
  ] as const
  for (const [name, separator] of candidates) {
    const paths = toKeywords(xmp.get(name) ?? [])
    if (paths.length > 0)
      return paths
        .map((path) =>
          path
            .split(separator)
            .map((part) => part.trim())
            .filter(Boolean),
        )
        .filter((p) => p.length > 0)
  }
  return []
}

/** Stars from a percentage, as Microsoft stores them: 1, 25, 50, 75, 99. */
const fromPercent = (value: number | null): number | null =>
  value === null ? null : value <= 0 ? 0 : Math.min(5, Math.round(value / 25) + 1)

export const readRating = ({ exif, xmp }: Sources): number | null => {
  const rating = firstOf(
    () => toNumber(xmp.get('xmp:Rating')?.[0]),
    () => toNumber(exif.tags.get(exifTags.rating)),
    () => fromPercent(toNumber(xmp.get('MicrosoftPhoto:Rating')?.[0])),
  )
  return rating !== null && rating >= -1 && rating <= 5 ? Math.round(rating) : null
}

export const readOrientation = ({ exif, xmp }: Sources) =>
  toOrientation(exif.tags.get(exifTags.orientation)) ?? toOrientation(xmp.get('tiff:Orientation')?.[0])

const positive = (value: number | null, max: number): number | null =>
  value !== null && value > 0 && value <= max ? value : null
const single = (value: unknown): number | null => toNumber(Array.isArray(value) ? value[0] : value)

export const readCamera = ({ exif, xmp, tags }: Sources): CameraInfo | null => {
  const number = (tag: number, property: string, max: number) =>
    positive(single(exif.tags.get(tag)), max) ?? positive(fromFraction(xmp.get(property)?.[0]), max)
  const text = (tag: number, ...others: (string | undefined)[]) =>
    firstOf(() => toLine(ascii(exif.tags.get(tag))), ...others.map((other) => () => toLine(other)))
  const camera: CameraInfo = {
    make: text(exifTags.make, xmp.get('tiff:Make')?.[0], tags.get('com.apple.quicktime.make'), tags.get('©mak')),
    model: text(exifTags.model, xmp.get('tiff:Model')?.[0], tags.get('com.apple.quicktime.model'), tags.get('©mod')),
    lens: text(exifTags.lensModel, xmp.get('exifEX:LensModel')?.[0], xmp.get('aux:Lens')?.[0]),
    // 65535 stands for "look elsewhere" (CIPA DC-008, PhotographicSensitivity).
    iso:
      [
        number(exifTags.iso, 'exif:ISOSpeedRatings', 65_534),
        positive(single(exif.tags.get(exifTags.recommendedExposureIndex)), 1e8),
      ].find((v) => v !== null) ?? null,
    aperture: number(exifTags.fNumber, 'exif:FNumber', 1000),
    exposureSeconds: number(exifTags.exposureTime, 'exif:ExposureTime', 7 * 86_400),
    focalLengthMm: number(exifTags.focalLength, 'exif:FocalLength', 100_000),
  }
  return Object.values(camera).some((value) => value !== null) ? camera : null
}

export const readPosition = ({
  exif: { gps },
  xmp,
}: Sources): { position: Position | null; altitude: number | null } => {
  const degrees = (value: number, reference: number) => fromDegrees(gps.get(value), gps.get(reference))
  const fromExif = toPosition(
    degrees(gpsTags.latitude, gpsTags.latitudeRef),
    degrees(gpsTags.longitude, gpsTags.longitudeRef),
  )
  const fromXmp = toPosition(
    fromXmpCoordinate(xmp.get('exif:GPSLatitude')?.[0]),
    fromXmpCoordinate(xmp.get('exif:GPSLongitude')?.[0]),
  )
  const below = (reference: unknown) => String(reference instanceof Uint8Array ? reference[0] : reference) === '1'
  const signed = (metres: number | null, reference: unknown) =>
    toAltitude(metres === null || !below(reference) ? metres : -Math.abs(metres))
  const altitude =
    signed(toNumber(gps.get(gpsTags.altitude)), gps.get(gpsTags.altitudeRef)) ??
    signed(fromFraction(xmp.get('exif:GPSAltitude')?.[0]), xmp.get('exif:GPSAltitudeRef')?.[0])
  return { position: fromExif ?? fromXmp, altitude }
}

export const readGpsUtc = ({ exif: { gps } }: Sources): string | null =>
  toGpsUtc(ascii(gps.get(gpsTags.dateStamp)), gps.get(gpsTags.timeStamp))

/** The date created of XMP, or that of IPTC where it has the time of the same day and XMP the day alone. */
const readDateCreated = ({ xmp, iptc }: Sources): WrittenDate | null => {
  const fromXmp = toWrittenDate(xmp.get('photoshop:DateCreated')?.[0])
  const fromIptc = fromIptcDate(iptc.get(iptcDatasets.dateCreated)?.[0], iptc.get(iptcDatasets.timeCreated)?.[0])
  const isDayOnly = fromXmp?.local.endsWith('T00:00:00') && fromIptc?.local.startsWith(fromXmp.local.slice(0, 10))
  return isDayOnly ? fromIptc : (fromXmp ?? fromIptc)
}

/** EXIF before XMP before IPTC; the moment of taking before that of digitising; a film's own clock last, because it lacks the zone. */
export const readDate = (sources: Sources): WrittenDate | null => {
  const { tags } = sources.exif
  const { xmp, tags: movie } = sources
  const exifDate = (date: number, fraction: number, offset: number) =>
    toWrittenDate(ascii(tags.get(date)), { fraction: tags.get(fraction), offset: ascii(tags.get(offset)) })
  return firstOf(
    () => exifDate(exifTags.dateTimeOriginal, exifTags.subSecTimeOriginal, exifTags.offsetTimeOriginal),
    () => toWrittenDate(movie.get('com.apple.quicktime.creationdate')),
    () => toWrittenDate(xmp.get('exif:DateTimeOriginal')?.[0]),
    () => readDateCreated(sources),
    () => exifDate(exifTags.dateTimeDigitized, exifTags.subSecTimeDigitized, exifTags.offsetTimeDigitized),
    () => toWrittenDate(movie.get('©day')),
    () => toWrittenDate(xmp.get('xmp:CreateDate')?.[0]),
    () => toWrittenDate(movie.get('created')?.replace(/\.000Z$|Z$/, '')),
  )
}
