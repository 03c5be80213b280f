import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { animation, picture } from '../media-fixtures.ts'
import { refusalOf, type TestWorld } from '../world.ts'

const scaleUploads = { maxWidthPx: 60, maxHeightPx: 40, quality: 90 }

const upload = async ({ system }: TestWorld, album: number, bytes: Uint8Array, fileName = 'x.jpg') =>
  system.photos.add({ content: Readable.from([bytes]), fileName, album })
const kept = async ({ system }: TestWorld, id: number) => buffer(await (await system.photos.original(id)).open())

describeDialects('uploads that are made smaller', ({ openTestGallery }) => {
  it('keep their metadata, their colours and their turn', async () => {
    const world = await openTestGallery({ files: { scaleUploads } })
    const album = (await world.addAlbum('Album')).id
    const bytes = await picture(160, 80)
      .withIccProfile('p3')
      .withExif({ IFD0: { Artist: 'Ada' }, IFD2: { DateTimeOriginal: '2020:01:31 10:00:00' } })
      .withMetadata({ orientation: 6 })
      .withXmp(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>sea</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>',
      )
      .jpeg({ quality: 100 })
      .toBuffer()
    const { photo } = await upload(world, album, bytes)
    // 80 × 160 as shown.
    expect(photo).toMatchObject({
      widthPx: 20,
      heightPx: 40,
      orientation: 6,
      author: 'Ada',
      takenAtLocal: '2020-01-31T10:00:00',
    })
    expect(photo.tags.map(({ name }) => name)).toEqual(['sea'])
    const original = await kept(world, photo.id)
    expect(original.length).toBe(photo.bytes)
    const [before, after] = await Promise.all([sharp(bytes).metadata(), sharp(original).metadata()])
    expect(after).toMatchObject({ width: 40, height: 20, orientation: 6, format: 'jpeg' })
    expect(after.icc).toEqual(before.icc)
    const mean = async (file: Buffer) => (await sharp(file).stats()).channels.map((channel) => channel.mean)
    const [was, is] = [await mean(bytes), await mean(original)]
    for (const [index, value] of is.entries()) expect(Math.abs(value - (was[index] as number))).toBeLessThan(3)
    expect(await world.files('incoming')).toEqual([])
  })

  it('are known again, also after the settings changed', async () => {
    const world = await openTestGallery()
    const { system } = world
    const album = (await world.addAlbum('Album')).id
    await system.settings.setFiles({ scaleUploads })
    const bytes = await picture(160, 80).jpeg().toBuffer()
    const { photo } = await upload(world, album, bytes)
    expect(await upload(world, album, bytes)).toMatchObject({ duplicate: true, photo: { id: photo.id } })
    await system.settings.setFiles({ scaleUploads: { ...scaleUploads, quality: 50 } })
    expect(await upload(world, album, bytes)).toMatchObject({ duplicate: true, photo: { id: photo.id } })
    // What was kept is known as well.
    expect(await upload(world, album, await kept(world, photo.id))).toMatchObject({ duplicate: true })
    expect((await system.photos.list({ album })).total).toBe(1)
    const twice = await picture(170, 80).jpeg().toBuffer()
    const both = await Promise.all([upload(world, album, twice), upload(world, album, twice)])
    expect(both.map(({ duplicate }) => duplicate).sort()).toEqual([false, true])
  })

  it('are left alone where they are small enough, move, or are no plain pictures', async () => {
    const world = await openTestGallery({ files: { scaleUploads } })
    const album = (await world.addAlbum('Album')).id
    const deep = sharp({ create: { width: 100, height: 100, channels: 3, background: '#369' } })
    for (const bytes of [
      await picture(60, 40).jpeg().toBuffer(),
      await animation('gif', 3),
      await animation('webp', 3),
      await picture(100, 100).tiff().toBuffer(),
      await picture(100, 100).jpeg().toColourspace('cmyk').toBuffer(),
      await deep.toColourspace('rgb16').png().toBuffer(),
    ]) {
      const { photo } = await upload(world, album, bytes)
      expect(await kept(world, photo.id)).toEqual(bytes)
    }
    for (const format of ['png', 'webp'] as const) {
      const { photo } = await upload(world, album, await picture(100, 100, 4)[format]().toBuffer())
      expect(photo).toMatchObject({ widthPx: 40, heightPx: 40, mimeType: `image/${format}` })
      expect((await sharp(await kept(world, photo.id)).metadata()).hasAlpha).toBe(true)
    }
  })

  it('are off at first, and set by administrators, as far as the program does not fix it', async () => {
    const { system, addUser } = await openTestGallery({ files: { maxVersions: 5 } })
    expect(await system.settings.files()).toEqual({
      rules: { attachesFormats: false, maxVersions: 5, scaleUploads: null },
      locked: ['maxVersions'],
    })
    await refusalOf(system.settings.setFiles({ maxVersions: 1 }), 'INPUT_INVALID')
    await refusalOf(system.settings.setFiles({ scaleUploads: { ...scaleUploads, quality: 0 } }), 'INPUT_INVALID')
    const { as } = await addUser('user')
    await refusalOf(as.settings.files(), 'FORBIDDEN')
    await refusalOf(as.settings.setFiles({ attachesFormats: true }), 'FORBIDDEN')
    const set = await system.settings.setFiles({ attachesFormats: true, scaleUploads })
    expect(set.rules).toEqual({ attachesFormats: true, maxVersions: 5, scaleUploads })
    const { rules } = await system.settings.setFiles({ scaleUploads: null })
    expect(rules).toEqual({ attachesFormats: true, maxVersions: 5, scaleUploads: null })
  })
})
