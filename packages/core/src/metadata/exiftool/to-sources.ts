import { exifTags, gpsTags } from '../exif-tags.ts'
import { iptcNames } from '../iptc-names.ts'
import type { Sources } from '../sources.ts'
import { canonicalProperty } from '../xmp-names.ts'

/** What exiftool says of a file: values by `group:name`, untranslated. */
export type ExiftoolTags = Readonly<Record<string, unknown>>

/** Names of exiftool that are not ours with a capital. */
const exifNames: Readonly<Record<string, number>> = {
  CreateDate: exifTags.dateTimeDigitized,
  ISO: exifTags.iso,
  ExposureCompensation: exifTags.exposureBias,
  FocalLengthIn35mmFormat: exifTags.focalLength35,
  DigitalZoomRatio: exifTags.digitalZoom,
  XPTitle: exifTags.xpTitle,
  XPComment: exifTags.xpComment,
  XPAuthor: exifTags.xpAuthor,
  XPKeywords: exifTags.xpKeywords,
  LensInfo: exifTags.lensSpecification,
}
const gpsNames: Readonly<Record<string, number>> = {
  GPSLatitudeRef: gpsTags.latitudeRef,
  GPSLatitude: gpsTags.latitude,
  GPSLongitudeRef: gpsTags.longitudeRef,
  GPSLongitude: gpsTags.longitude,
  GPSAltitudeRef: gpsTags.altitudeRef,
  GPSAltitude: gpsTags.altitude,
  GPSImgDirection: gpsTags.imageDirection,
  GPSDateStamp: gpsTags.dateStamp,
}
/** Properties whose name in exiftool is another one. */
const properties: Readonly<Record<string, string>> = {
  'exif:ISO': 'exif:ISOSpeedRatings',
  'MicrosoftPhoto:RatingPercent': 'MicrosoftPhoto:Rating',
}

const filmNames: Readonly<Record<string, string>> = {
  'Keys:Make': 'com.apple.quicktime.make',
  'Keys:Model': 'com.apple.quicktime.model',
  'Keys:CreationDate': 'com.apple.quicktime.creationdate',
  'Keys:ContentIdentifier': 'com.apple.quicktime.content.identifier',
  'Keys:DisplayName': 'com.apple.quicktime.title',
  'Keys:Title': 'com.apple.quicktime.title',
  'Keys:Description': 'com.apple.quicktime.description',
  'Keys:Author': 'com.apple.quicktime.author',
  'Keys:Artist': 'com.apple.quicktime.artist',
  'Keys:Copyright': 'com.apple.quicktime.copyright',
  'UserData:Make': '©mak',
  'UserData:Model': '©mod',
  'ItemList:Title': '©nam',
  'UserData:Title': '©nam',
  'ItemList:Artist': '©ART',
  'UserData:Artist': '©ART',
  'ItemList:Author': '©aut',
  'ItemList:Description': 'desc',
  'ItemList:Copyright': '©cpy',
  'UserData:Copyright': '©cpy',
  'QuickTime:CreateDate': 'created',
  'ICC_Profile:ProfileDescription': 'icc',
  'Apple:MediaGroupUUID': 'com.apple.quicktime.content.identifier',
  'Apple:ContentIdentifier': 'com.apple.quicktime.content.identifier',
  'Composite:LensID': 'lens-id',
}
/** Films and raw files that are not TIFF keep the moment of taking in groups of their own. */
const originalDates = ['RIFF:DateTimeOriginal', 'H264:DateTimeOriginal', 'QuickTime:DateTimeOriginal']

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const toTexts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value])
    .filter((item) => typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean')
    .map(String)

const number = (value: unknown): number | null => {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : null
}

const exifNumber = (name: string): number | undefined => {
  const own = exifNames[name]
  const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  return own ?? (Object.hasOwn(exifTags, key) ? exifTags[key as keyof typeof exifTags] : undefined)
}

/** Text in the little-endian UTF-16 in which EXIF keeps what Windows wrote: exiftool has decoded it. */
const toExifValue = (name: string, value: unknown): unknown => {
  if (name.startsWith('XP') && typeof value === 'string') return Buffer.from(value, 'utf16le')
  // EXIF texts that look like numbers come as numbers.
  return typeof value === 'number' && /^(Make|Model|LensModel|Artist|Copyright|ImageDescription|SubSec)/.test(name)
    ? String(value)
    : value
}

const readRegionInfo = (value: unknown, xmp: Map<string, readonly string[]>): void => {
  if (!isRecord(value)) return
  const put = (name: string, field: unknown) => {
    const texts = toTexts(field)
    if (texts.length > 0) xmp.set(name, texts)
  }
  const { AppliedToDimensions: drawnOn, RegionList: list } = value
  if (isRecord(drawnOn))
    for (const side of ['W', 'H'])
      put(`mwg-rs:Regions/mwg-rs:AppliedToDimensions/stDim:${side.toLowerCase()}`, drawnOn[side])
  for (const [index, region] of (Array.isArray(list) ? list : []).slice(0, 500).entries()) {
    if (!isRecord(region)) continue
    const base = `mwg-rs:Regions/mwg-rs:RegionList[${index + 1}]`
    put(`${base}/mwg-rs:Name`, region.Name)
    put(`${base}/mwg-rs:Type`, region.Type)
    if (!isRecord(region.Area)) continue
    for (const [name, part] of Object.entries(region.Area))
      put(`${base}/mwg-rs:Area/stArea:${name.toLowerCase()}`, part)
  }
}

const readPeople = (value: unknown, xmp: Map<string, readonly string[]>): void => {
  const list = isRecord(value) && Array.isArray(value.Regions) ? value.Regions : []
  for (const [index, region] of list.slice(0, 500).entries()) {
    if (!isRecord(region)) continue
    for (const name of ['PersonDisplayName', 'Rectangle'])
      if (typeof region[name] === 'string')
        xmp.set(`MP:RegionInfo/MPRI:Regions[${index + 1}]/MPReg:${name}`, [region[name]])
  }
}

/** `51.5334 -0.1255 26.756` and the like to ISO 6709, as films have it. */
const toIso6709 = (tags: ExiftoolTags): string | null => {
  const [latitude, longitude] = [number(tags['Composite:GPSLatitude']), number(tags['Composite:GPSLongitude'])]
  if (latitude === null || longitude === null) return null
  const altitude = number(tags['Composite:GPSAltitude'])
  const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(9)}`
  return `${signed(latitude)}${signed(longitude)}${altitude === null ? '' : signed(altitude)}/`
}

/** What exiftool found, sorted into the blocks it found it in, so that one order of precedence holds for both readers. */
export const toSources = (tags: ExiftoolTags): Sources => {
  const exif = new Map<number, unknown>()
  const gps = new Map<number, unknown>()
  const iptc = new Map<number, readonly string[]>()
  const xmp = new Map<string, readonly string[]>()
  const film = new Map<string, string>()
  for (const [key, value] of Object.entries(tags)) {
    const colon = key.indexOf(':')
    const [group, name] = [key.slice(0, colon), key.slice(colon + 1)]
    if (group === 'IFD0' || group === 'ExifIFD') {
      const tag = exifNumber(name)
      if (tag !== undefined && !exif.has(tag)) exif.set(tag, toExifValue(name, value))
    } else if (group === 'GPS') {
      const tag = gpsNames[name]
      if (tag !== undefined) gps.set(tag, value)
      if (name === 'GPSTimeStamp') gps.set(gpsTags.timeStamp, String(value).split(':'))
    } else if (group === 'IPTC') {
      const dataset = iptcNames[name.toLowerCase()]
      if (dataset !== undefined)
        iptc.set(
          dataset,
          toTexts(value).map((text) => (/^(Date|Time)Created$/.test(name) ? text.replaceAll(':', '') : text)),
        )
    } else if (key === 'XMP-mwg-rs:RegionInfo') readRegionInfo(value, xmp)
    else if (key === 'XMP-MP:RegionInfoMP') readPeople(value, xmp)
    else if (group.startsWith('XMP-')) {
      const property = canonicalProperty(group.slice(4), name)
      const texts = toTexts(value)
      if (property !== null && texts.length > 0) xmp.set(properties[property] ?? property, texts)
    } else {
      const tag = filmNames[key]
      const [text] = toTexts(value)
      if (tag !== undefined && text !== undefined && !film.has(tag)) film.set(tag, text)
    }
  }
  const position = gps.has(gpsTags.latitude) || xmp.has('exif:GPSLatitude') ? null : toIso6709(tags)
  if (position !== null) film.set('com.apple.quicktime.location.ISO6709', position)
  if ('QuickTime:MotionPhotoVideo' in tags) film.set('mpvd', '1')
  const original = originalDates.map((key) => tags[key]).find((value) => typeof value === 'string')
  if (typeof original === 'string') film.set('date-original', original)
  return { exif: { tags: exif, gps }, xmp, iptc, tags: film }
}
