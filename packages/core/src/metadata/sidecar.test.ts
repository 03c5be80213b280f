import { describe, expect, it } from 'vitest'
import { useTemporaryFiles } from '../../test/media-fixtures.ts'
import { mergeMetadata, readSidecar } from './sidecar.ts'
import { emptyMetadata } from './types.ts'

const file = useTemporaryFiles()
const sidecar = `<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 exif:DateTimeOriginal="2024-01-31T00:02:07+01:00" exif:GPSLatitude="57,46.8417528N" exif:GPSLongitude="14,9.7753152E" xmp:Rating="-1">
<dc:subject><rdf:Bag><rdf:li>corrected</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`

const photo = {
  ...emptyMetadata,
  title: 'From the file',
  keywords: ['camera'],
  rating: 2,
  takenAtLocal: '2020-01-01T00:00:00',
  takenAt: '2020-01-01T00:00:00.000Z',
  takenAtSource: 'assumed-utc',
  latitude: 1,
  longitude: 2,
  altitude: 3,
  orientation: 6,
} as const

describe('sidecars', () => {
  it('says what is in it and nothing else', async () => {
    const said = await readSidecar(await file('a.xmp', sidecar))
    expect(Object.keys(said).sort()).toEqual([
      'dates',
      'keywords',
      'latitude',
      'longitude',
      'rating',
      'takenAt',
      'takenAtLocal',
      'takenAtSource',
      'takenOffset',
    ])
    expect(said).toMatchObject({ rating: -1, takenAt: '2024-01-30T23:02:07.000Z', keywords: ['corrected'] })
    expect(said.latitude).toBeCloseTo(57.78069588, 8)
  })

  it('wins over the file where it speaks', async () => {
    const merged = mergeMetadata(photo, await readSidecar(await file('b.xmp', sidecar)))
    expect(merged).toMatchObject({
      title: 'From the file',
      keywords: ['corrected'],
      rating: -1,
      takenOffset: '+01:00',
      altitude: 3,
      orientation: 6,
    })
    expect(merged.latitude).toBeCloseTo(57.78, 2)
    expect(mergeMetadata(photo, {})).toEqual(photo)
  })

  it('does not mix the date or the position of two sources', () => {
    const merged = mergeMetadata(
      { ...photo, takenOffset: '+05:00' },
      { takenAtLocal: '2021-02-03T04:05:06', takenAt: '2021-02-03T04:05:06.000Z', takenAtSource: 'assumed-utc' },
    )
    expect(merged).toMatchObject({ takenAtLocal: '2021-02-03T04:05:06', takenOffset: null, latitude: 1, longitude: 2 })
  })

  it('DO-16: refuses what is too large and reads nothing from what is no XMP', async () => {
    await expect(readSidecar(await file('large.xmp', Buffer.alloc(1024 * 1024 + 1)))).rejects.toMatchObject({
      code: 'MEDIA_TOO_LARGE',
    })
    expect(await readSidecar(await file('text.xmp', 'hello'))).toEqual({})
    expect(await readSidecar(await file('empty.xmp', ''))).toEqual({})
  })
})
