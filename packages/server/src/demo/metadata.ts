import type { Exif } from 'sharp'
import type { DemoPhoto } from './photo.ts'

/** EXIF as a camera writes it; texts that are not plain ASCII go into XMP alone, as EXIF has no say about their encoding. */
export const toExif = ({ title, description, takenAt, offset, place, gear, exposure }: DemoPhoto): Exif => {
  const time = takenAt.replaceAll('-', ':')
  const text = description || title
  const exif: Exif = {
    IFD0: { Make: gear.make, Model: gear.model, Software: 'Vitrine demo pictures', DateTime: time, Artist: 'Vitrine' },
    IFD2: {
      DateTimeOriginal: time,
      DateTimeDigitized: time,
      OffsetTimeOriginal: offset,
      ExposureTime: toRational(exposure.seconds),
      FNumber: toRational(exposure.aperture),
      ISOSpeedRatings: String(exposure.iso),
      FocalLength: toRational(exposure.focalLengthMm),
      LensModel: gear.lens,
    },
  }
  if (/^[ -~]+$/.test(text)) exif.IFD0 = { ...exif.IFD0, ImageDescription: text }
  if (place) {
    const [latitude, longitude, altitude] = place
    exif.IFD3 = {
      GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
      GPSLatitude: toDegrees(latitude),
      GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
      GPSLongitude: toDegrees(longitude),
      GPSAltitudeRef: altitude < 0 ? '1' : '0',
      GPSAltitude: toRational(Math.abs(altitude)),
    }
  }
  return exif
}

/** Title, description, keywords and rating (XMP, ISO 16684-1; properties of Dublin Core). */
export const toXmp = ({ title, description, keywords, rating }: DemoPhoto): string => {
  const alternative = (name: string, text: string) =>
    text ? `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt></dc:${name}>` : ''
  const subjects = keywords.map((keyword) => `<rdf:li>${escapeXml(keyword)}</rdf:li>`).join('')
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"${rating ? ` xmp:Rating="${rating}"` : ''}>
${alternative('title', title)}${alternative('description', description)}<dc:creator><rdf:Seq><rdf:li>Vitrine</rdf:li></rdf:Seq></dc:creator><dc:subject><rdf:Bag>${subjects}</rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
}

const toRational = (value: string | number): string => {
  if (typeof value === 'string' && value.includes('/')) return value
  return `${Math.round(Number(value) * 100)}/100`
}

const toDegrees = (value: number): string => {
  const degrees = Math.abs(value)
  const minutes = (degrees % 1) * 60
  return `${Math.floor(degrees)}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes % 1) * 60 * 100)}/100`
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
