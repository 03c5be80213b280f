import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { probeMedia } from '../../media/probe.ts'
import { readMetadata } from '../read.ts'
import { stripWebp, stripWebpPosition, writeWebpXmp } from './webp.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-webp-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const width = 33
const height = 17
const pixels = Buffer.from(Array.from({ length: width * height * 4 }, (_, index) => (index * 37) & 255))
const picture = () => sharp(pixels, { raw: { width, height, channels: 4 } })

const chunkOf = (type: string, payload: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(payload.length, 4)
  return Buffer.concat([head, payload, Buffer.alloc(payload.length & 1)])
}

/** With chunks at its end that its head need not announce. */
const withChunks = (webp: Buffer, ...chunks: Buffer[]): Buffer => {
  const bytes = Buffer.concat([webp, ...chunks])
  bytes.writeUInt32LE(bytes.length - 8, 4)
  return bytes
}

const written = async (before: Buffer, work: (path: string, target: string) => Promise<void>) => {
  const [path, target] = ['before.webp', 'after.webp'].map((name) => join(folder, name)) as [string, string]
  await Promise.all([rm(path, { force: true }), rm(target, { force: true })])
  await writeFile(path, before)
  await work(path, target)
  const bytes = await readFile(target)
  return { bytes, metadata: await readMetadata(target, await probeMedia(target)) }
}

const decoded = (bytes: Buffer) => sharp(bytes, { pages: -1 }).raw().toBuffer()

const title = (path: string, target: string) =>
  writeWebpXmp(path, target, [{ tag: 'XMP-dc:Title', values: ['Élan — 海'] }])

const located = async () =>
  withChunks(
    await picture()
      .webp()
      .withExif({
        IFD0: { Artist: 'Ana', Orientation: '6' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '7/1 0/1 0/1' },
      })
      .withXmp(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="51,30N" exif:GPSLongitude="7,0E" xmlns:my="urn:my" my:own="kept"/></rdf:RDF></x:xmpmeta>',
      )
      .toBuffer(),
    chunkOf('odd ', Buffer.from('odd')),
  )

describe('WebP', () => {
  it.each([
    ['lossy', () => picture().removeAlpha().webp().toBuffer()],
    ['lossy, with alpha', () => picture().webp().toBuffer()],
    ['lossless', () => picture().removeAlpha().webp({ lossless: true }).toBuffer()],
    ['lossless, with alpha', () => picture().webp({ lossless: true }).toBuffer()],
    [
      'animated',
      () =>
        sharp(Buffer.concat([pixels, Buffer.alloc(pixels.length, 90)]), {
          raw: { width, height: height * 2, channels: 4, pageHeight: height },
        })
          .webp({ loop: 3, delay: [50, 70] })
          .toBuffer(),
    ],
  ] as const)('is given a title and keeps its picture: %s', async (_name, make) => {
    const before = await make()
    const { bytes, metadata } = await written(before, title)
    expect(metadata.title).toBe('Élan — 海')
    expect(await decoded(bytes)).toEqual(await decoded(before))
    const about = async (of: Buffer) => {
      const { hasAlpha, pages, delay, loop, width, pageHeight } = await sharp(of, { pages: -1 }).metadata()
      return { hasAlpha, pages, delay, loop, width, pageHeight }
    }
    expect(await about(bytes)).toEqual(await about(before))
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8)
    // Once more, where there is a packet to replace.
    const again = await written(bytes, title)
    expect(again.bytes).toEqual(bytes)
  })

  it('keeps what is not known here, and what lies behind', async () => {
    const before = Buffer.concat([await located(), Buffer.from('behind')])
    const { bytes, metadata } = await written(before, title)
    expect(metadata).toMatchObject({ title: 'Élan — 海', author: 'Ana', latitude: 51.5, longitude: 7 })
    expect(bytes.includes(chunkOf('odd ', Buffer.from('odd')))).toBe(true)
    expect(bytes.includes('my:own="kept"')).toBe(true)
    expect(bytes.subarray(-6).toString()).toBe('behind')
  })

  it('loses its position and nothing else that is known', async () => {
    const before = await located()
    expect((await written(before, title)).metadata.latitude).toBe(51.5)
    const { bytes, metadata } = await written(before, stripWebpPosition)
    expect(metadata).toMatchObject({ latitude: null, longitude: null, author: 'Ana' })
    expect(bytes.includes('my:own="kept"')).toBe(true)
    expect(bytes.includes('odd ')).toBe(false)
    expect(await decoded(bytes)).toEqual(await decoded(before))
  })

  it('loses all but how it is turned', async () => {
    const before = await located()
    const { bytes, metadata } = await written(before, (path, target) => stripWebp(path, target, 6))
    expect(metadata).toMatchObject({ latitude: null, author: null, orientation: 6 })
    expect(bytes.includes('XMP ')).toBe(false)
    expect(await decoded(bytes)).toEqual(await decoded(before))
    const upright = await written(before, (path, target) => stripWebp(path, target, 1))
    expect(await sharp(upright.bytes).metadata()).not.toHaveProperty('exif')
  })

  it('is refused where there are two packets', async () => {
    const before = withChunks(await located(), chunkOf('XMP ', Buffer.from('<x/>')))
    await expect(written(before, title)).rejects.toMatchObject({ code: 'METADATA_NOT_WRITABLE' })
  })

  it('is refused where it is cut through', async () => {
    const before = await located()
    const path = join(folder, 'cut.webp')
    await writeFile(path, before.subarray(0, 200))
    await expect(title(path, join(folder, 'never.webp'))).rejects.toMatchObject({ code: 'MEDIA_TRUNCATED' })
  })
})
