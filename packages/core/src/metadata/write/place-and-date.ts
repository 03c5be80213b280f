import type { MetadataChanges } from './changes.ts'
import type { Assignment } from './write.types.ts'

type Writes = (block: 'exif' | 'iptc' | 'xmp') => boolean

const one = (tag: string, value: string | null): Assignment => ({ tag, values: value === null ? [] : [value] })

/** The moment of taking, to the thousandth of a second where it is known. */
export const dateAssignments = (date: NonNullable<MetadataChanges['date']> | null, writes: Writes): Assignment[] => {
  const [day = '', clock = ''] = date?.local.split('T') ?? []
  const [seconds = '', fraction = null] = clock.split('.')
  const written = date && `${day.replaceAll('-', ':')} ${seconds}`
  const offset = date?.offset ?? null
  const whole = written && `${written}${fraction === null ? '' : `.${fraction}`}${offset ?? ''}`
  return [
    ...(writes('exif')
      ? [
          one('EXIF:DateTimeOriginal', written),
          one('EXIF:SubSecTimeOriginal', fraction),
          one('EXIF:OffsetTimeOriginal', offset),
          // Where no offset is known, that of all dates would be taken for this one's.
          ...(offset === null ? [one('EXIF:OffsetTime', null)] : []),
        ]
      : []),
    ...(writes('iptc')
      ? [
          one('IPTC:DateCreated', date && day.replaceAll('-', ':')),
          one('IPTC:TimeCreated', date && `${seconds}${offset ?? '+00:00'}`),
        ]
      : []),
    ...(writes('xmp')
      ? [
          one('XMP-photoshop:DateCreated', whole),
          one('XMP-exif:DateTimeOriginal', whole),
          one('Keys:CreationDate', whole),
        ]
      : []),
  ]
}

/** Where it was taken; degrees with more digits than any receiver has. */
export const positionAssignments = (
  position: NonNullable<MetadataChanges['position']> | null,
  writes: Writes,
): Assignment[] => {
  const degrees = (value: number | undefined) => (value === undefined ? null : Math.abs(value).toFixed(8))
  const letter = (value: number | undefined, positive: string, negative: string) =>
    value === undefined ? null : value < 0 ? negative : positive
  const { latitude, longitude, altitude = null } = position ?? {}
  const metres = altitude === null ? null : Math.abs(altitude).toFixed(3)
  const below = altitude === null ? null : altitude < 0 ? '1' : '0'
  return [
    ...(writes('exif')
      ? [
          one('GPS:GPSLatitude#', degrees(latitude)),
          one('GPS:GPSLatitudeRef#', letter(latitude, 'N', 'S')),
          one('GPS:GPSLongitude#', degrees(longitude)),
          one('GPS:GPSLongitudeRef#', letter(longitude, 'E', 'W')),
          one('GPS:GPSAltitude#', metres),
          one('GPS:GPSAltitudeRef#', below),
        ]
      : []),
    ...(writes('xmp')
      ? [
          one('XMP-exif:GPSLatitude#', latitude === undefined ? null : latitude.toFixed(8)),
          one('XMP-exif:GPSLongitude#', longitude === undefined ? null : longitude.toFixed(8)),
          one('XMP-exif:GPSAltitude#', metres),
          one('XMP-exif:GPSAltitudeRef#', below),
        ]
      : []),
    // Films keep it in tags of their own, which must not go on saying where it was not.
    ...['Keys:GPSCoordinates', 'UserData:GPSCoordinates', 'ItemList:GPSCoordinates'].map((tag) => one(tag, null)),
  ]
}
