import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { pictureOf, recount, refusalOf, type TestWorld } from '../world.ts'

const taken = '2020:01:31 10:00:00'
const of = (bytes: Uint8Array, fileName: string) => ({ content: Readable.from([bytes]), fileName })
/** The same picture as a TIFF: a file to work on. */
const tiffOf = async (seed: string): Promise<Buffer> =>
  sharp(await pictureOf(seed))
    .tiff()
    .toBuffer()

const upload = async ({ system }: Pick<TestWorld, 'system'>, album: number, bytes: Uint8Array, fileName: string) =>
  (await system.photos.add({ ...of(bytes, fileName), album })).photo

describeDialects('formats of a photo', ({ openTestGallery }) => {
  it('are put beside it, given, and taken away', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const photo = await addPhoto((await addAlbum('Album')).id, { seed: 'one' })
    expect(photo.formatCount).toBe(0)
    const tiff = await tiffOf('one')
    const { format, duplicate } = await system.photos.formats.add(photo.id, of(tiff, '../one.TIF'))
    expect(duplicate).toBe(false)
    expect(format).toMatchObject({
      fileName: 'one.TIF',
      mimeType: 'image/tiff',
      bytes: tiff.length,
      widthPx: 12,
      heightPx: 8,
      addedBy: null,
    })
    // The same again is the one that is there.
    expect(await system.photos.formats.add(photo.id, of(tiff, 'other.tif'))).toEqual({ format, duplicate: true })
    await refusalOf(system.photos.formats.add(photo.id, of(await pictureOf('one'), 'one.jpg')), 'INPUT_INVALID')
    await refusalOf(system.photos.formats.add(photo.id, of(Buffer.from('<html>'), 'one.cr2')), 'MEDIA_UNSUPPORTED')
    expect(await system.photos.formats.list(photo.id)).toEqual([format])
    expect((await system.photos.get(photo.id)).formatCount).toBe(1)

    const file = await system.photos.formats.open(photo.id, format.id)
    expect(await buffer(await file.open())).toEqual(tiff)
    expect(await buffer(await file.open({ start: 1, end: 3 }))).toEqual(tiff.subarray(1, 4))
    await system.photos.formats.delete(photo.id, format.id)
    await refusalOf(system.photos.formats.open(photo.id, format.id), 'FORMAT_NOT_FOUND')
    await refusalOf(system.photos.formats.delete(photo.id, format.id), 'FORMAT_NOT_FOUND')
    expect((await system.photos.get(photo.id)).formatCount).toBe(0)
  })

  it('are originals in every rule', async () => {
    const { gallery, system, addAlbum, addPhoto, addUser, grant } = await openTestGallery()
    const album = await addAlbum('Album', { visibility: 'private' })
    const photo = await addPhoto(album.id, { level: 2 })
    const { format } = await system.photos.formats.add(photo.id, of(await tiffOf('x'), 'x.tif'))
    const [viewer, loader, low, stranger] = [
      await addUser('viewer', { level: 2 }),
      await addUser('loader', { level: 2 }),
      await addUser('low', { level: 1 }),
      await addUser('stranger', { level: 8 }),
    ]
    await grant(album.id, [
      ['user', viewer.id, 'view'],
      ['user', loader.id, 'view', 'download'],
      ['user', low.id, 'view', 'download', 'edit'],
    ])
    const tries = (as: typeof system) => [
      () => as.photos.formats.list(photo.id),
      () => as.photos.formats.open(photo.id, format.id),
    ]
    for (const look of tries(loader.as)) await look()
    for (const look of tries(viewer.as)) await refusalOf(look(), 'FORBIDDEN')
    for (const as of [low.as, stranger.as, gallery.as({ kind: 'guest' })])
      for (const look of tries(as)) await refusalOf(look(), 'PHOTO_NOT_FOUND')
    expect((await loader.as.photos.get(photo.id)).formatCount).toBe(1)
    expect((await viewer.as.photos.get(photo.id)).formatCount).toBe(0)
    const write = () => of(Buffer.from('x'), 'x.tif')
    await refusalOf(loader.as.photos.formats.add(photo.id, write()), 'FORBIDDEN')
    await refusalOf(loader.as.photos.formats.delete(photo.id, format.id), 'FORBIDDEN')
    await refusalOf(low.as.photos.formats.add(photo.id, write()), 'PHOTO_NOT_FOUND')

    // Whoever sees the photo marked gets no original, and no format.
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    const { picture } = await system.settings.addWatermarkPicture(png)
    const mark = { name: 'mark', picture, position: 'centre', opacityPercent: 50, marginPercent: 0 } as const
    const watermark = { ...mark, widthPercent: 20, minWidthPx: 0, minHeightPx: 0, sizes: null }
    await system.settings.setDerivatives({ watermarks: [watermark], usualWatermark: 'mark' })
    for (const look of tries(loader.as)) await refusalOf(look(), 'FORBIDDEN')
    expect((await loader.as.photos.get(photo.id)).formatCount).toBe(0)
  })

  it('come by their names where the settings say so, in either order', async () => {
    const world = await openTestGallery({ files: { attachesFormats: true } })
    const album = (await world.addAlbum('Album')).id
    const jpeg = await upload(world, album, await pictureOf('a', taken), 'IMG_1.JPG')
    const same = await upload(world, album, await tiffOf('a'), 'img_1.tif')
    expect(same).toMatchObject({ id: jpeg.id, formatCount: 1, fileName: 'IMG_1.JPG' })
    // Once more is the same once more.
    expect(await upload(world, album, await tiffOf('a'), 'img_1.tif')).toMatchObject({ id: jpeg.id, formatCount: 1 })

    const lone = await upload(world, album, await tiffOf('b'), 'IMG_2.TIF')
    expect(lone).toMatchObject({ mimeType: 'image/tiff', formatCount: 0 })
    const shown = await upload(world, album, await pictureOf('b', taken), 'IMG_2.jpg')
    expect(shown).toMatchObject({
      id: lone.id,
      mimeType: 'image/jpeg',
      fileName: 'IMG_2.jpg',
      sourceFileName: 'IMG_2.TIF',
      formatCount: 1,
    })
    expect((await world.system.photos.formats.list(lone.id)).map(({ fileName }) => fileName)).toEqual(['IMG_2.TIF'])
    expect(await world.system.photos.versions.list(lone.id)).toEqual([])
    expect((await world.system.photos.list({ album })).total).toBe(2)
    expect(await recount(world.db)).toEqual([])
  })

  it('that come at once meet', async () => {
    const world = await openTestGallery({ files: { attachesFormats: true } })
    const album = (await world.addAlbum('Album')).id
    const [jpeg, tiff] = [await pictureOf('both', taken), await tiffOf('both')]
    const [one, two] = await Promise.all([
      upload(world, album, tiff, 'BOTH.tif'),
      upload(world, album, jpeg, 'both.jpg'),
    ])
    expect(one.id).toBe(two.id)
    expect(await world.system.photos.get(one.id)).toMatchObject({ mimeType: 'image/jpeg', formatCount: 1 })
  })

  it('are photos of their own where it is not certain', async () => {
    const world = await openTestGallery()
    const { system, addUser, grant } = world
    const [album, other] = [(await world.addAlbum('Album')).id, (await world.addAlbum('Other')).id]
    const jpeg = await upload(world, album, await pictureOf('a', taken), 'IMG_1.JPG')
    const own = async (bytes: Uint8Array, fileName: string, into = album) =>
      expect((await upload(world, into, bytes, fileName)).id).not.toBe(jpeg.id)
    // Off, as it is at first.
    await own(await tiffOf('off'), 'IMG_1.TIF')
    await system.settings.setFiles({ attachesFormats: true })
    // Another moment, album, name; a picture to look at like the other; and somebody else's photo.
    await own(await tiffOf('elsewhere'), 'IMG_1.TIF', other)
    const [lone] = (await system.photos.list({ album: other })).items
    await system.photos.update(lone?.id as number, { takenAt: '2021-01-31T10:00:00Z' })
    expect((await upload(world, other, await pictureOf('c', taken), 'IMG_1.jpg')).id).not.toBe(lone?.id)
    await own(await tiffOf('name'), 'IMG_10.TIF')
    await own(await pictureOf('like', taken), 'IMG_1.jpeg')
    const sender = await addUser('sender')
    await grant(album, [['user', sender.id, 'view', 'upload']])
    const sent = await sender.as.photos.add({ ...of(await tiffOf('theirs'), 'IMG_1.TIF'), album })
    expect(sent.photo.id).not.toBe(jpeg.id)
    // Two of that name by now.
    await own(await tiffOf('which'), 'IMG_1.TIF')
    expect((await system.photos.get(jpeg.id)).formatCount).toBe(0)
  })
})
