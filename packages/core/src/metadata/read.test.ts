import { open } from 'node:fs/promises'
import { brotliCompressSync, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { box, film, picture, u32, useTemporaryFiles } from '../../test/media-fixtures.ts'
import { probeMedia } from '../media/probe.ts'
import type { MediaProbe } from '../media/types.ts'
import { defaultMetadataOrder } from './order.ts'
import { effectiveOrientation } from './orientation.ts'
import { readMetadata } from './read.ts'

const file = useTemporaryFiles()
const read = async (path: string) => readMetadata(path, await probeMedia(path))

const exif = {
  IFD0: { Make: 'Vitrine', Model: 'Pinhole', Artist: 'Ada', ImageDescription: 'From EXIF', Copyright: 'Copyright Ada' },
  IFD2: {
    DateTimeOriginal: '2024:03:10 14:05:06',
    OffsetTimeOriginal: '-03:30',
    SubSecTimeOriginal: '250',
    ExposureTime: '1/250',
    FNumber: '28/10',
    ISOSpeedRatings: '400',
    FocalLength: '35/1',
    LensModel: 'Card and needle',
  },
  IFD3: {
    GPSLatitudeRef: 'S',
    GPSLatitude: '33/1 51/1 205/10',
    GPSLongitudeRef: 'E',
    GPSLongitude: '151/1 12/1 36/1',
    GPSAltitude: '4/1',
  },
}
const xmp = (
  inside: string,
  attributes = '',
) => `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmlns:lr="http://ns.adobe.com/lightroom/1.0/" ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`
const texts = xmp(
  `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &lt;b&gt; title</rdf:li></rdf:Alt></dc:title>
  <dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>coast</rdf:li></rdf:Bag></dc:subject>
  <lr:hierarchicalSubject><rdf:Bag><rdf:li>Places|Brittany|coast</rdf:li></rdf:Bag></lr:hierarchicalSubject>`,
  'xmp:Rating="4"',
)

describe('readMetadata', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('reads EXIF and XMP of a %s', async (format) => {
    const bytes = await picture().withExif(exif).withXmp(texts)[format]().toBuffer()
    const metadata = await read(await file(`full.${format}`, bytes))
    expect(metadata).toMatchObject({
      title: 'A <b> title',
      description: 'From EXIF',
      author: 'Ada',
      copyright: 'Copyright Ada',
      keywords: ['sea', 'coast'],
      hierarchicalKeywords: [['Places', 'Brittany', 'coast']],
      rating: 4,
      takenAtLocal: '2024-03-10T14:05:06.250',
      takenOffset: '-03:30',
      takenAt: '2024-03-10T17:35:06.250Z',
      takenAtSource: 'offset',
      camera: {
        make: 'Vitrine',
        model: 'Pinhole',
        lens: 'Card and needle',
        iso: 400,
        aperture: 2.8,
        exposureSeconds: 0.004,
        focalLengthMm: 35,
      },
      altitude: 4,
      warnings: [],
    })
    expect(metadata.latitude).toBeCloseTo(-33.855694, 5)
    expect(metadata.longitude).toBeCloseTo(151.21, 5)
  })

  // sharp writes no EXIF into TIFF: XMP has to do.
  it('reads XMP of a TIFF', async () => {
    const metadata = await read(await file('full.tif', await picture().withXmp(texts).tiff().toBuffer()))
    expect(metadata).toMatchObject({ title: 'A <b> title', keywords: ['sea', 'coast'], rating: 4 })
  })

  it('shows it in a panel, position apart', async () => {
    const metadata = await read(
      await file('panel.jpg', await picture().withExif(exif).withXmp(texts).jpeg().toBuffer()),
    )
    expect(metadata.panel.map(({ group }) => group)).toEqual(['file', 'exif', 'xmp', 'gps'])
    const rows = Object.fromEntries(
      metadata.panel.flatMap((group) => group.rows.map(({ label, value }) => [label, value])),
    )
    expect(rows).toMatchObject({
      Exposure: '1/250 s',
      Aperture: 'f/2.8',
      ISO: '400',
      'Stored size': '64 × 48 px',
      Latitude: '-33.855694',
    })
  })

  it('says nothing about a file that says nothing', async () => {
    const metadata = await read(await file('bare.png', await picture().png().toBuffer()))
    expect(metadata).toMatchObject({
      title: null,
      keywords: [],
      takenAt: null,
      latitude: null,
      camera: null,
      orientation: null,
      warnings: [],
    })
  })

  it('finds the orientation that only XMP has, and turns HEIF pictures once', async () => {
    const bytes = await picture().withXmp(xmp('', 'tiff:Orientation="3"')).png().toBuffer()
    const path = await file('turned.png', bytes)
    const probe = await probeMedia(path)
    const metadata = await readMetadata(path, probe)
    expect([probe.orientation, metadata.orientation, effectiveOrientation(probe, metadata)]).toEqual([1, 3, 3])
    const heic = { ...probe, mimeType: 'image/heic', extension: 'heic', orientation: 6 } as const
    expect(effectiveOrientation(heic, { orientation: 6 })).toBe(6)
    expect(effectiveOrientation(heic, { orientation: null })).toBe(6)
  })

  it.each(['jpeg', 'png', 'webp', 'tiff', 'avif'] as const)('names the colour profile of a %s', async (format) => {
    const bytes = await picture().withIccProfile('p3')[format]().toBuffer()
    const metadata = await read(await file(`profile.${format}`, bytes))
    expect(metadata).toMatchObject({ colourProfile: expect.stringMatching(/P3/i), warnings: [] })
  })

  it('reads EXIF that is compressed inside of a JPEG XL', async () => {
    const jpeg = await picture().withExif(exif).jpeg().toBuffer()
    const start = jpeg.indexOf('Exif\0\0') + 6
    const item = Buffer.concat([u32(0), jpeg.subarray(start, start + jpeg.readUInt16BE(start - 8) - 8)])
    const parts = [
      box('JXL ', Buffer.from([0x0d, 0x0a, 0x87, 0x0a])),
      box('ftyp', 'jxl ', u32(0), 'jxl '),
      box('jxlc', Buffer.from([0xff, 0x0a, 0x41, 0x10, 0x04, 0, 0, 0])),
      box('brob', 'Exif', brotliCompressSync(item)),
    ]
    const path = await file('packed.jxl', Buffer.concat(parts))
    const probe: MediaProbe = {
      ...{ mediaType: 'image', mimeType: 'image/jxl', extension: 'jxl', widthPx: 8, heightPx: 8, orientation: 1 },
      ...{ frames: 1, durationSeconds: null, hasAlpha: false, renderable: false },
    }
    expect(await readMetadata(path, probe)).toMatchObject({ author: 'Ada', camera: { make: 'Vitrine' }, warnings: [] })
  })

  it('keeps faces and every date', async () => {
    const faces = xmp(
      `<mwg-rs:Regions xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
        xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" rdf:parseType="Resource">
        <mwg-rs:AppliedToDimensions stDim:w="640" stDim:h="480" stDim:unit="pixel"/>
        <mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="Ada &lt;b&gt;" mwg-rs:Type="Face">
        <mwg-rs:Area stArea:x="0.5" stArea:y="0.25" stArea:w="0.1" stArea:h="0.2" stArea:unit="normalized"/>
        </rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`,
      'xmp:CreateDate="2024-05-01T10:00:00+02:00"',
    )
    const bytes = await picture().withExif(exif).withXmp(faces).jpeg().toBuffer()
    expect(await read(await file('faces.jpg', bytes))).toMatchObject({
      regions: [{ name: 'Ada <b>', type: 'Face', x: 0.5, y: 0.25, width: 0.1, height: 0.2 }],
      regionDimensions: { widthPx: 640, heightPx: 480 },
      dates: [
        { kind: 'original', local: '2024-03-10T14:05:06.250', offset: '-03:30' },
        { kind: 'digitized', local: '2024-05-01T10:00:00', offset: '+02:00' },
      ],
    })
  })

  it('asks the blocks in the order that was chosen, and leaves out the others', async () => {
    const bytes = await picture().withExif(exif).withXmp(texts).jpeg().toBuffer()
    const path = await file('order.jpg', bytes)
    const order = {
      ...defaultMetadataOrder,
      title: ['exif'],
      keywords: ['iptc'],
      camera: ['xmp'],
      date: ['xmp'],
    } as const
    expect(await readMetadata(path, await probeMedia(path), { order })).toMatchObject({
      title: null,
      description: 'From EXIF',
      keywords: [],
      hierarchicalKeywords: [],
      camera: null,
      takenAt: null,
    })
  })

  it('takes the ends of paths for keywords, where that is asked for', async () => {
    const paths = (list: readonly string[]) =>
      xmp(
        `<dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>coast</rdf:li></rdf:Bag></dc:subject>
        <lr:hierarchicalSubject><rdf:Bag>${list.map((path) => `<rdf:li>${path}</rdf:li>`).join('')}</rdf:Bag></lr:hierarchicalSubject>`,
      )
    const readWith = async (list: readonly string[], keywordTrees?: boolean) => {
      const path = await file('paths.jpg', await picture().withXmp(paths(list)).jpeg().toBuffer())
      return readMetadata(path, await probeMedia(path), keywordTrees === undefined ? {} : { keywordTrees })
    }
    const list = ['Places|Brittany|coast', 'People|Ada']
    expect(await readWith(list)).toMatchObject({ keywords: ['sea', 'coast'], tagPaths: [] })
    const trees = await readWith(list, true)
    expect(trees.keywords).toEqual(['sea', 'coast', 'Ada'])
    expect(trees.tagPaths).toEqual(trees.hierarchicalKeywords)
    const many = await readWith(
      Array.from({ length: 400 }, (_, at) => `a${at}|b${at}`),
      true,
    )
    expect(many.tagPaths, '500 names in all').toHaveLength(250)
    expect(many.keywords).toHaveLength(252)
    expect(many.hierarchicalKeywords).toHaveLength(400)
  })

  it('takes a photo whose EXIF is rubbish, and says so', async () => {
    const good = await picture().withExif(exif).jpeg().toBuffer()
    const at = good.indexOf('Exif\0\0') + 6
    const rubbish = Buffer.from(good)
    rubbish.fill(0xff, at, at + 40)
    const metadata = await read(await file('rubbish.jpg', rubbish))
    expect(metadata).toMatchObject({ takenAt: null, camera: null })
    expect(metadata.warnings).toHaveLength(1)
    // Directories that lead back to themselves, and counts that leave the block.
    for (const [offset, value] of [
      [10, 8],
      [14, 0xffff_fff0],
      [4, 0xffff_ffff],
    ] as const) {
      const hostile = Buffer.from(good)
      hostile.writeUInt32LE(value >>> 0, at + offset)
      const start = performance.now()
      await read(await file('hostile.jpg', hostile))
      expect(performance.now() - start).toBeLessThan(1000)
    }
  })

  it('does not inflate a bomb in a text chunk', async () => {
    const png = await picture().png().toBuffer()
    const text = Buffer.concat([
      Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'),
      deflateSync(Buffer.alloc(50 * 1024 * 1024)),
    ])
    const chunk = Buffer.concat([u32(text.length), Buffer.from('iTXt'), text, u32(0)])
    const path = await file('bomb.png', Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]))
    const metadata = await readMetadata(path, await probeMedia(await file('plain.png', png)))
    expect(metadata.title).toBeNull()
    expect(metadata.warnings).toHaveLength(1)
  })

  it('reads the tags of a film', async () => {
    const text = (type: string, value: string) => box(type, Buffer.from([0, value.length, 0, 0]), value)
    const udta = box('udta', text('©xyz', '+51.5334-000.1255+026.756/'), text('©nam', 'Harbour'))
    const path = await file('film.mp4', film({ udta, created: 2_082_844_800 + 1_700_000_000 }))
    expect(await read(path)).toMatchObject({
      title: 'Harbour',
      latitude: 51.5334,
      longitude: -0.1255,
      altitude: 26.756,
      takenAt: '2023-11-14T22:13:20.000Z',
      takenAtSource: 'assumed-utc',
    })
  })

  it('costs a few milliseconds for a file of 50 MB', async () => {
    const path = await file('large.jpg', await picture().withExif(exif).jpeg().toBuffer())
    const probe = await probeMedia(path)
    await readMetadata(path, probe)
    const handle = await open(path, 'r+')
    await handle.truncate(50 * 1024 * 1024)
    await handle.close()
    const start = performance.now()
    const metadata = await readMetadata(path, probe)
    expect(performance.now() - start).toBeLessThan(200)
    expect(metadata.camera?.make).toBe('Vitrine')
  })

  it('gives an empty answer for a picture whose structure went bad after the probe', async () => {
    const path = await file('changed.jpg', await picture().jpeg().toBuffer())
    const probe = await probeMedia(path)
    await file(
      'changed.jpg',
      await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    )
    expect((await readMetadata(path, probe)).warnings).toHaveLength(1)
  })
})
