import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { film as anotherFilm } from '../media-fixtures.ts'
import { pictureOf, refusalOf, type TestWorld } from '../world.ts'

const of = (bytes: Uint8Array, fileName = 'poster.jpg') => ({ content: Readable.from([bytes]), fileName })

const addFilm = async ({ system, addAlbum }: TestWorld) => {
  const album = (await addAlbum('Films')).id
  const content = Readable.from([anotherFilm()])
  return { album, film: (await system.photos.add({ content, fileName: 'film.mp4', album })).photo }
}

/** Red, 40 × 20 as stored, and to be turned by a quarter. */
const poster = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#f00' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

describeDialects('a picture that stands for a file', ({ openTestGallery }) => {
  it('is what all sizes are made of, until it is taken away', async () => {
    const world = await openTestGallery({ tools: false })
    const { system } = world
    const { album, film } = await addFilm(world)
    expect(film).toMatchObject({ derivatives: {}, hasRepresentative: false })
    const shown = await system.photos.setRepresentative(film.id, of(await poster()))
    expect(shown).toMatchObject({ id: film.id, hasRepresentative: true, sha256: film.sha256, mediaType: 'video' })
    expect(shown.derivatives.thumb).toMatchObject({ widthPx: 20, heightPx: 40 })
    const { bytes } = await system.derivatives.open(film.id, { size: 'thumb' })
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([20, 40])
    expect(data[0]).toBeGreaterThan(240)
    expect((await system.albums.get(album)).coverPhotoId).toBe(film.id)

    // Another takes its place, at another address.
    const next = await system.photos.setRepresentative(film.id, of(await pictureOf('another')))
    expect(next.derivatives.thumb?.key).not.toBe(shown.derivatives.thumb?.key)
    const rows = await world.db.read.selectFrom('photo_files').select('role').execute()
    expect(rows).toEqual([{ role: 'representative' }])

    const bare = await system.photos.removeRepresentative(film.id)
    expect(bare).toMatchObject({ derivatives: {}, hasRepresentative: false })
    expect((await system.albums.get(album)).coverPhotoId).toBeNull()
    await refusalOf(system.derivatives.open(film.id, { size: 'thumb' }), 'MEDIA_NOT_RENDERABLE')
  })

  it('goes when the photo gets a file that shows itself', async () => {
    const world = await openTestGallery({ tools: false })
    const { film } = await addFilm(world)
    await world.system.photos.setRepresentative(film.id, of(await poster()))
    const now = await world.system.photos.replaceFile(film.id, of(await pictureOf('itself'), 'itself.jpg'))
    expect(now).toMatchObject({ hasRepresentative: false, mediaType: 'image' })
    expect(now.derivatives.thumb).toMatchObject({ widthPx: 12, heightPx: 8 })
  })

  it('is a picture, for a file that is none, by somebody who may edit', async () => {
    const world = await openTestGallery({ tools: false })
    const { system, addPhoto, addUser, grant } = world
    const { album, film } = await addFilm(world)
    const photo = await addPhoto(album)
    const jpeg = await pictureOf('poster')
    await refusalOf(system.photos.setRepresentative(photo.id, of(jpeg)), 'INPUT_INVALID')
    const unshown = system.photos.setRepresentative(film.id, of(anotherFilm({ seconds: 3 }), 'other.mp4'))
    await refusalOf(unshown, 'MEDIA_NOT_RENDERABLE')
    const viewer = await addUser('viewer')
    await grant(album, [['user', viewer.id, 'view', 'download']])
    await refusalOf(viewer.as.photos.setRepresentative(film.id, of(jpeg)), 'FORBIDDEN')
    await refusalOf(viewer.as.photos.removeRepresentative(film.id), 'FORBIDDEN')
    expect(await system.photos.get(film.id)).toEqual(film)
  })
})
