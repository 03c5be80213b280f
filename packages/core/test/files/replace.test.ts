import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { pictureOf, recount, refusalOf } from '../world.ts'

const of = (bytes: Uint8Array, fileName = 'new.jpg') => ({ content: Readable.from([bytes]), fileName })
const read = async (file: { open(): Promise<Readable> }) => buffer(await file.open())

describeDialects('replacing the file of a photo', ({ openTestGallery }) => {
  it('keeps what the photo is, and the file it had', async () => {
    const world = await openTestGallery()
    const { system, addAlbum, addPhoto } = world
    const [album, other] = [await addAlbum('One'), await addAlbum('Two')]
    const first = await pictureOf('first', '2020:01:31 10:00:00')
    const photo = await addPhoto(album.id, {
      seed: 'first',
      taken: '2020:01:31 10:00:00',
      fileName: 'IMG_0001.jpg',
      tags: ['sea'],
      author: 'Ada',
    })
    await system.photos.update(photo.id, { title: 'By hand', rating: 4, albumIds: [album.id, other.id] })
    const second = await pictureOf('second', '2021:05:05 10:00:00')
    const after = await system.photos.replaceFile(photo.id, of(second, 'IMG_0001-edited.jpg'))

    expect(after).toMatchObject({
      id: photo.id,
      title: 'By hand',
      author: 'Ada',
      rating: 4,
      albumIds: [album.id, other.id],
      addedAt: photo.addedAt,
      takenAtLocal: '2021-05-05T10:00:00',
      fileName: 'IMG_0001-edited.jpg',
      sourceFileName: 'IMG_0001.jpg',
      bytes: second.length,
    })
    expect(after.tags.map(({ name }) => name)).toEqual(['sea'])
    expect(after.sha256).not.toBe(photo.sha256)
    expect(after.derivatives.thumb?.key).not.toBe(photo.derivatives.thumb?.key)
    expect(await read(await system.photos.original(photo.id))).toEqual(second)

    const [version, ...rest] = await system.photos.versions.list(photo.id)
    expect(rest).toEqual([])
    expect(version).toMatchObject({
      number: 1,
      fileName: 'IMG_0001.jpg',
      mimeType: 'image/jpeg',
      bytes: first.length,
      sha256: photo.sha256,
      widthPx: 12,
      heightPx: 8,
      replacedBy: null,
    })
    const kept = await system.photos.versions.open(photo.id, version?.id as number)
    expect(await read(kept)).toEqual(first)
    expect(await buffer(await kept.open({ start: 2, end: 5 }))).toEqual(first.subarray(2, 6))
    expect(await recount(world.db)).toEqual([])
    // What the lists go by follows the new file.
    const { items } = await system.photos.list({ album: album.id, q: 'created:2021' })
    expect(items.map(({ id }) => id)).toEqual([photo.id])
  })

  it('keeps values that the new file has none of, unless they are to go', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const album = await addAlbum('Album')
    const photo = await addPhoto(album.id, { taken: '2020:01:31 10:00:00' })
    const kept = await system.photos.replaceFile(photo.id, of(await pictureOf('bare')))
    expect(kept.takenAtLocal).toBe('2020-01-31T10:00:00')
    const cleared = await system.photos.replaceFile(photo.id, { ...of(await pictureOf('barer')), clears: true })
    expect(cleared.takenAtLocal).toBeNull()
  })

  it('with the same file changes nothing', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const photo = await addPhoto((await addAlbum('Album')).id, { seed: 'same' })
    expect(await system.photos.replaceFile(photo.id, of(await pictureOf('same')))).toEqual(photo)
    expect(await system.photos.versions.list(photo.id)).toEqual([])
  })

  it('can be taken back, and each content is a version once', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const photo = await addPhoto((await addAlbum('Album')).id, { seed: 'a', fileName: 'a.jpg' })
    await system.photos.replaceFile(photo.id, of(await pictureOf('b'), 'b.jpg'))
    await system.photos.replaceFile(photo.id, of(await pictureOf('c'), 'c.jpg'))
    const list = async () =>
      (await system.photos.versions.list(photo.id)).map(({ number, fileName }) => `${number} ${fileName}`)
    expect(await list()).toEqual(['2 b.jpg', '1 a.jpg'])
    const [, a] = await system.photos.versions.list(photo.id)
    const restored = await system.photos.versions.restore(photo.id, a?.id as number)
    expect(restored).toMatchObject({ sha256: photo.sha256, fileName: 'a.jpg' })
    expect(await list()).toEqual(['3 c.jpg', '2 b.jpg'])
    await refusalOf(system.photos.versions.restore(photo.id, a?.id as number), 'VERSION_NOT_FOUND')
    await refusalOf(system.photos.versions.open(photo.id, 99_999), 'VERSION_NOT_FOUND')
  })

  it('is refused where the file is none, and leaves all as it was', async () => {
    const world = await openTestGallery({ limits: { maxBytes: 100_000 } })
    const { system, addAlbum, addPhoto } = world
    const photo = await addPhoto((await addAlbum('Album')).id)
    const replace = (bytes: Uint8Array, more = {}) => system.photos.replaceFile(photo.id, { ...of(bytes), ...more })
    const jpeg = await pictureOf('next')
    await refusalOf(replace(Buffer.from('<html>')), 'MEDIA_UNSUPPORTED')
    await refusalOf(replace(jpeg.subarray(0, jpeg.length >> 1)), 'MEDIA_TRUNCATED')
    await refusalOf(replace(Buffer.alloc(200_000, 1)), 'MEDIA_TOO_LARGE')
    await refusalOf(replace(jpeg, { bytes: 3 }), 'UPLOAD_INVALID')
    await refusalOf(replace(jpeg, { fileName: '' }), 'INPUT_INVALID')
    await refusalOf(replace(jpeg, { replaces: 'x' }), 'INPUT_INVALID')
    await refusalOf(replace(jpeg, { replaces: '0'.repeat(64) }), 'CONFLICT')
    expect(await system.photos.get(photo.id)).toEqual(photo)
    expect(await system.photos.versions.list(photo.id)).toEqual([])
    expect(await world.files('incoming')).toEqual([])
    expect(await replace(jpeg, { replaces: photo.sha256 })).toMatchObject({ id: photo.id })
  })

  it('twice at once loses neither file', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const photo = await addPhoto((await addAlbum('Album')).id, { seed: 'before' })
    const names = ['one', 'two', 'three', 'four']
    await Promise.all(
      names.map(async (name) => system.photos.replaceFile(photo.id, of(await pictureOf(name), `${name}.jpg`))),
    )
    const now = await system.photos.get(photo.id)
    const versions = await system.photos.versions.list(photo.id)
    expect(versions.map(({ number }) => number)).toEqual([4, 3, 2, 1])
    expect(new Set([now.sha256, ...versions.map(({ sha256 }) => sha256)]).size).toBe(5)
    for (const { id, bytes } of versions)
      expect((await read(await system.photos.versions.open(photo.id, id))).length).toBe(bytes)
  })

  it('while the photo is deleted is one or the other', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const album = await addAlbum('Album')
    for (let round = 0; round < 4; round++) {
      const photo = await addPhoto(album.id)
      const content = await pictureOf(`late ${round}`)
      const [replaced] = await Promise.allSettled([
        system.photos.replaceFile(photo.id, of(content)),
        system.photos.delete([photo.id]),
      ])
      if (replaced.status === 'rejected') expect(replaced.reason).toMatchObject({ code: 'PHOTO_NOT_FOUND' })
      await refusalOf(system.photos.get(photo.id), 'PHOTO_NOT_FOUND')
    }
  })

  it('is for those who may edit; former files for those who may also download', async () => {
    const { gallery, system, addAlbum, addPhoto, addUser, grant, ...world } = await openTestGallery()
    const album = await addAlbum('Album', { visibility: 'private' })
    const photo = await addPhoto(album.id)
    const [viewer, editor, loader, stranger] = [
      await addUser('viewer'),
      await addUser('editor'),
      await addUser('loader'),
      await addUser('stranger'),
    ]
    await grant(album.id, [
      ['user', viewer.id, 'view', 'download'],
      ['user', editor.id, 'view', 'edit'],
      ['user', loader.id, 'view', 'edit', 'download'],
    ])
    const jpeg = await pictureOf('next')
    await refusalOf(stranger.as.photos.replaceFile(photo.id, of(jpeg)), 'PHOTO_NOT_FOUND')
    await refusalOf(viewer.as.photos.replaceFile(photo.id, of(jpeg)), 'FORBIDDEN')
    await refusalOf(gallery.as({ kind: 'guest' }).photos.replaceFile(photo.id, of(jpeg)), 'PHOTO_NOT_FOUND')
    const preview = system.viewAs({ user: editor.id })
    await refusalOf(preview.photos.replaceFile(photo.id, of(jpeg)), 'PREVIEW_READ_ONLY')
    await editor.as.photos.replaceFile(photo.id, of(jpeg))

    const [version] = await editor.as.photos.versions.list(photo.id)
    expect(version?.replacedBy).toBe(editor.id)
    const id = version?.id as number
    await refusalOf(stranger.as.photos.versions.list(photo.id), 'PHOTO_NOT_FOUND')
    await refusalOf(viewer.as.photos.versions.list(photo.id), 'FORBIDDEN')
    await refusalOf(viewer.as.photos.versions.open(photo.id, id), 'FORBIDDEN')
    await refusalOf(editor.as.photos.versions.open(photo.id, id), 'FORBIDDEN')
    expect((await read(await loader.as.photos.versions.open(photo.id, id))).length).toBe(version?.bytes)
    await refusalOf(viewer.as.photos.versions.restore(photo.id, id), 'FORBIDDEN')
    await refusalOf(loader.as.photos.versions.delete(photo.id, id), 'FORBIDDEN')
    await refusalOf(stranger.as.photos.versions.delete(photo.id, id), 'PHOTO_NOT_FOUND')
    // A version of another photo is none of this one.
    const other = await addPhoto(album.id)
    await refusalOf(loader.as.photos.versions.open(other.id, id), 'VERSION_NOT_FOUND')
    gallery.hooks.gate('download.authorize', () => ({ rejected: true }) as never, { owner: 'closed' })
    await refusalOf(loader.as.photos.versions.open(photo.id, id), 'HOOK_REJECTED')
    expect(await recount(world.db)).toEqual([])
  })
})
