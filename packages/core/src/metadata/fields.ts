import { toOrientation } from '../media/orientation.ts'
import type { ExifValues } from './exif.ts'
import { exifTags, gpsTags } from './exif-tags.ts'
import { fromDegrees, fromIso6709, fromXmpCoordinate, type Position, toAltitude, toGpsUtc, toPosition } from './gps.ts'
import { type IptcRecords, iptcDatasets } from './iptc.ts'
import { choose, type MetadataBlockName, type MetadataOrder, type OrderedField } from './order.ts'
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

/** EXIF text ends at its first NUL; some cameras leave rubbish behind it. */
export const ascii = (value: unknown): string | null =>
  typeof value === 'string' ? (value.split('\0', 1)[0] ?? null) : null
/** Microsoft's XP tags hold UTF-16, little-endian whatever the byte order of the block. */
const wide = (value: unknown): string | null =>
  value instanceof Uint8Array ? (Buffer.from(value).toString('utf16le').split('\0', 1)[0] ?? null) : null

export const readTexts = ({ exif, xmp, iptc, tags }: Sources, order: MetadataOrder) => {
  const inXmp = (name: string) => ['xmp', xmp.get(name)?.[0]] as const
  const inIptc = (dataset: number) => ['iptc', iptc.get(dataset)?.[0]] as const
  const inExif = (tag: number) => ['exif', ascii(exif.tags.get(tag))] as const
  const wideInExif = (tag: number) => ['exif', wide(exif.tags.get(tag))] as const
  const inFilm = (...names: string[]) => names.map((name) => ['film', tags.get(name)] as const)
  const joined = (values: readonly string[] | undefined) =>
    values
      ?.map((v) => v.trim())
      .filter(Boolean)
      .join(', ')
  type Texts = readonly (readonly [MetadataBlockName, unknown])[]
  const text = (read: (value: unknown) => string | null, blocks: readonly MetadataBlockName[], texts: Texts) =>
    choose(
      blocks,
      texts.map(([block, value]) => [block, () => read(value)] as const),
    )
  const line = (field: OrderedField, texts: Texts) => text((value) => toLine(value), order[field], texts)
  return {
    title: line('title', [
      inXmp('dc:title'),
      inIptc(iptcDatasets.objectName),
      wideInExif(exifTags.xpTitle),
      ...inFilm('com.apple.quicktime.title', '©nam', 'title'),
    ]),
    description: text(toDescription, order.description, [
      inXmp('dc:description'),
      inIptc(iptcDatasets.caption),
      inExif(exifTags.imageDescription),
      wideInExif(exifTags.xpComment),
      ...inFilm('com.apple.quicktime.description', '©des', 'desc'),
    ]),
    author: line('author', [
      ['xmp', joined(xmp.get('dc:creator'))],
      ['iptc', joined(iptc.get(iptcDatasets.byLine))],
      inExif(exifTags.artist),
      wideInExif(exifTags.xpAuthor),
      ...inFilm('com.apple.quicktime.author', 'com.apple.quicktime.artist', '©ART', '©aut'),
    ]),
    copyright: line('copyright', [
      inXmp('dc:rights'),
      inIptc(iptcDatasets.copyrightNotice),
      inExif(exifTags.copyright),
      ...inFilm('com.apple.quicktime.copyright', '©cpy'),
    ]),
    city: line('city', [inXmp('photoshop:City'), inIptc(iptcDatasets.city)]),
    country: line('country', [inXmp('photoshop:Country'), inIptc(iptcDatasets.country)]),
    headline: line('headline', [inXmp('photoshop:Headline'), inIptc(iptcDatasets.headline)]),
  }
}

export const readKeywords = ({ xmp, iptc }: Sources, { keywords }: MetadataOrder): string[] =>
  toKeywords(
    keywords.flatMap((block) =>
      block === 'iptc' ? (iptc.get(iptcDatasets.keywords) ?? []) : block === 'xmp' ? (xmp.get('dc:subject') ?? []) : [],
    ),
  )

/** Lightroom's paths first; digiKam and Microsoft part theirs with a slash. */
export const readHierarchicalKeywords = ({ xmp }: Sources, { keywords }: MetadataOrder): string[][] => {
  if (!keywords.includes('xmp')) return []
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

export const readRating = ({ exif, xmp }: Sources, order: MetadataOrder): number | null => {
  const rating = choose(order.rating, [
    ['xmp', () => toNumber(xmp.get('xmp:Rating')?.[0])],
    ['exif', () => toNumber(exif.tags.get(exifTags.rating))],
    ['xmp', () => fromPercent(toNumber(xmp.get('MicrosoftPhoto:Rating')?.[0]))],
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
  const camera: CameraInfo = {
    make: text(exifTags.make, ['tiff:Make'], ['com.apple.quicktime.make', '©mak']),
    model: text(exifTags.model, ['tiff:Model'], ['com.apple.quicktime.model', '©mod']),
    // What a further reader makes of a maker note is a guess by number: it comes last.
    lens: text(exifTags.lensModel, ['exifEX:LensModel', 'aux:Lens'], []) ?? toLine(tags.get('lens-id')),
    // 65535 stands for "look elsewhere" (CIPA DC-008, PhotographicSensitivity).
    iso:
      number(exifTags.iso, 'exif:ISOSpeedRatings', 65_534) ??
      choose(order.camera, [['exif', () => positive(single(exif.tags.get(exifTags.recommendedExposureIndex)), 1e8)]]),
    aperture: number(exifTags.fNumber, 'exif:FNumber', 1000),
    exposureSeconds: number(exifTags.exposureTime, 'exif:ExposureTime', 7 * 86_400),
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
