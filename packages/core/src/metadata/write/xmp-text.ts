// Characters that XML 1.0 has no way to write.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** A coordinate with its letter: `51,32.0040N` (XMP specification part 2, GPSCoordinate). */
const toCoordinate = (degrees: number, letters: readonly [string, string]): string => {
  const magnitude = Math.abs(degrees)
  const whole = Math.floor(magnitude)
  return `${whole},${((magnitude - whole) * 60).toFixed(7)}${letters[degrees < 0 ? 1 : 0]}`
}

/** A value as XMP writes it: dates by ISO 8601, fractions, coordinates with their letter. */
export const toXmpText = (property: string, value: string): string => {
  if (property === 'exif:GPSLatitude') return toCoordinate(Number(value), ['N', 'S'])
  if (property === 'exif:GPSLongitude') return toCoordinate(Number(value), ['E', 'W'])
  if (property === 'exif:GPSAltitude') return `${Math.round(Number(value) * 1000)}/1000`
  if (property === 'photoshop:DateCreated' || property === 'exif:DateTimeOriginal')
    return value.replace(/^(\d{4}):(\d\d):(\d\d) /, '$1-$2-$3T')
  return value.replace(unwritable, '')
}
