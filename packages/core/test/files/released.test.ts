import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { pictureOf, refusalOf } from '../world.ts'

const of = (bytes: Uint8Array, fileName = 'x.jpg') => ({ content: Readable.from([bytes]), fileName })
const dayMs = 24 * 3_600_000

describeDialects('originals that something stopped naming', ({ openTestGallery }) => {
  const open = async (options: Parameters<typeof openTestGallery>[0] = {}) => {
    const world = await openTestGallery(options)
    const wait = async (ms: number) => {
      world.clock.advance(ms)
      while (await world.gallery.jobs.runNext());
    }
    return { ...world, wait, album: (await world.addAlbum('Album')).id }
  }

  it('go after a day, where nothing names them then', async () => {
    const { system, files, album, addPhoto, wait } = await open()
    const photo = await addPhoto(album, { seed: 'a' })
    await system.photos.replaceFile(photo.id, of(await pictureOf('b')))
    const [version] = await system.photos.versions.list(photo.id)
    await system.photos.versions.delete(photo.id, version?.id as number)
    await refusalOf(system.photos.versions.delete(photo.id, version?.id as number), 'VERSION_NOT_FOUND')
    await wait(dayMs / 2)
    expect(await files('originals')).toHaveLength(2)
    await wait(dayMs)
    expect(await files('originals')).toEqual([expect.stringContaining((await system.photos.get(photo.id)).sha256)])
  })

  it('stay for another photo, in the trash too, and for another file of one', async () => {
    const { system, files, album, addPhoto, addUser, grant, wait } = await open({ files: { maxVersions: 0 } })
    const photo = await addPhoto(album, { seed: 'shared' })
    // Somebody who may not put that photo elsewhere has one of their own, of the same bytes.
    const sender = await addUser('sender')
    const theirs = await system.albums.create({ name: 'Theirs', visibility: 'private' })
    await grant(theirs.id, [['user', sender.id, 'view', 'upload']])
    const twin = await sender.as.photos.add({ ...of(await pictureOf('shared')), album: theirs.id })
    expect(twin.photo.id).not.toBe(photo.id)
    await system.photos.replaceFile(photo.id, of(await pictureOf('next')))
    expect(await system.photos.versions.list(photo.id)).toEqual([])
    await system.photos.delete([twin.photo.id])
    await wait(2 * dayMs)
    expect(await files('originals')).toHaveLength(2)

    const { format } = await system.photos.formats.add(photo.id, of(await pictureOf('also')))
    const other = await addPhoto(album, { seed: 'other' })
    await system.photos.formats.add(other.id, of(await pictureOf('also')))
    await system.photos.formats.delete(photo.id, format.id)
    await wait(2 * dayMs)
    expect(await files('originals')).toHaveLength(4)
  })

  it('stay where the same bytes come again meanwhile', async () => {
    const { system, db, files, album, addPhoto, wait } = await open({ files: { maxVersions: 0 } })
    const photo = await addPhoto(album, { seed: 'a' })
    await system.photos.replaceFile(photo.id, of(await pictureOf('b')))
    await addPhoto(album, { seed: 'a' })
    expect(await db.read.selectFrom('released_originals').selectAll().execute()).toEqual([])
    await wait(2 * dayMs)
    expect(await files('originals')).toHaveLength(2)
  })

  it('are the oldest versions, where there are more than are kept', async () => {
    const { system, files, album, addPhoto, wait } = await open({ files: { maxVersions: 2 } })
    const photo = await addPhoto(album, { seed: 'v0' })
    for (const seed of ['v1', 'v2', 'v3', 'v4']) await system.photos.replaceFile(photo.id, of(await pictureOf(seed)))
    expect((await system.photos.versions.list(photo.id)).map(({ number }) => number)).toEqual([4, 3])
    await wait(2 * dayMs)
    expect(await files('originals')).toHaveLength(3)
  })
})
