import { readFile, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import type { DuplicatePolicy } from '../src/duplicates/duplicate.types.ts'
import type { ActorGallery } from '../src/gallery.types.ts'
import { describeDialects } from './dialects.ts'
import { pictureOf, recount, refusalOf } from './world.ts'

interface Send extends Partial<DuplicatePolicy> {
  seed: string
  name?: string
}

const send = async (as: ActorGallery, album: number, { seed, name = 'a.jpg', ...onDuplicate }: Send) =>
  as.photos.add({ content: Readable.from([await pictureOf(seed)]), fileName: name, album, onDuplicate })

const sendPieces = async (as: ActorGallery, album: number, { seed, name = 'a.jpg', ...onDuplicate }: Send) => {
  const bytes = await pictureOf(seed)
  const { id } = await as.uploads.create({ bytes: bytes.length, fileName: name, album, onDuplicate })
  return { id, done: as.uploads.append(id, { offsetBytes: 0, content: Readable.from([bytes]) }) }
}

describeDialects('an upload that is here already', ({ openTestGallery }) => {
  it('is linked, refused or kept, by its bytes', async () => {
    const world = await openTestGallery()
    const { system } = world
    const [a, b] = [(await world.addAlbum('A')).id, (await world.addAlbum('B')).id]
    const first = await send(system, a, { seed: 'one' })
    const refused = await refusalOf(send(system, b, { seed: 'one', name: 'b.jpg', action: 'reject' }), 'PHOTO_EXISTS')
    expect(refused.details).toEqual({ photoId: first.photo.id })
    expect((await system.photos.get(first.photo.id)).albumIds).toEqual([a])
    const linked = await send(system, b, { seed: 'one', name: 'b.jpg' })
    expect(linked).toMatchObject({
      duplicate: true,
      photo: { id: first.photo.id, fileName: 'a.jpg', albumIds: [a, b] },
    })
    const kept = await send(system, a, { seed: 'one', name: 'b.jpg', action: 'keep' })
    expect(kept).toMatchObject({ duplicate: false, photo: { fileName: 'b.jpg', albumIds: [a] } })
    expect(kept.photo.id).not.toBe(first.photo.id)
    // Same bytes in the place of the same bytes: nothing to do.
    expect(await send(system, a, { seed: 'one', action: 'replace' })).toMatchObject({
      duplicate: true,
      photo: { id: first.photo.id },
    })
    expect(await world.files('originals')).toHaveLength(1)
    expect(await world.files('incoming')).toEqual([])
    expect(await recount(world.db)).toEqual([])
    // By its bytes, another name is no other photo, and the same name is not the same.
    expect(await send(system, a, { seed: 'two', action: 'reject' })).toMatchObject({ duplicate: false })
  })

  it('is one photo in all albums that it comes to at the same moment', async () => {
    const world = await openTestGallery()
    const albums = await Promise.all(['A', 'B', 'C', 'D'].map(async (name) => (await world.addAlbum(name)).id))
    for (const seed of ['one', 'two', 'three', 'four', 'five']) {
      const sent = await Promise.all(albums.map((album) => send(world.system, album, { seed })))
      expect(sent.map(({ duplicate }) => duplicate).sort(), seed).toEqual([false, true, true, true])
      expect(new Set(sent.map(({ photo }) => photo.id)).size).toBe(1)
    }
    expect(await world.files('originals')).toHaveLength(5)
    expect(await recount(world.db)).toEqual([])
  })

  it('puts back an original that has gone missing, refused or not', async () => {
    const world = await openTestGallery()
    const { system } = world
    const album = (await world.addAlbum('A')).id
    const { photo } = await send(system, album, { seed: 'one' })
    for (const action of ['link', 'reject'] as const) {
      const [original] = await world.files('originals')
      await rm(original as string)
      await send(system, album, { seed: 'one', action }).catch(() => {})
      expect(await world.files('originals')).toEqual([original])
      expect((await readFile(original as string)).length).toBe(photo.bytes)
    }
    // Other bytes of the same name are not those.
    const [original] = await world.files('originals')
    await rm(original as string)
    await send(system, album, { seed: 'two', by: 'name', action: 'link' })
    expect(await world.files('originals')).toEqual([])
  })

  it('is linked, refused or kept, by its name in the album', async () => {
    const world = await openTestGallery()
    const { system } = world
    const [a, b] = [(await world.addAlbum('A')).id, (await world.addAlbum('B')).id]
    const by = 'name'
    const first = await send(system, a, { seed: 'one' })
    const refused = await refusalOf(send(system, a, { seed: 'two', by, action: 'reject' }), 'PHOTO_EXISTS')
    expect(refused.details).toEqual({ photoId: first.photo.id })
    expect(await send(system, a, { seed: 'two', by, action: 'link' })).toMatchObject({
      duplicate: true,
      photo: { id: first.photo.id, sha256: first.photo.sha256 },
    })
    expect(await world.files('originals')).toHaveLength(1)
    // In another album, under another name, or in another case it is another photo, whatever its bytes.
    for (const [album, name] of [
      [b, 'a.jpg'],
      [a, 'c.jpg'],
      [a, 'A.JPG'],
    ] as const)
      expect(await send(system, album, { seed: 'one', name, by, action: 'reject' })).toMatchObject({ duplicate: false })
    expect(await send(system, a, { seed: 'two', by, action: 'keep' })).toMatchObject({ duplicate: false })
    expect(await recount(world.db)).toEqual([])
  })

  it('is refused by its name before any of its bytes are read', async () => {
    const world = await openTestGallery()
    const album = (await world.addAlbum('A')).id
    await send(world.system, album, { seed: 'one' })
    let read = 0
    const content = new Readable({
      read() {
        read += 1
        this.push(null)
      },
    })
    const onDuplicate = { by: 'name', action: 'reject' } as const
    await refusalOf(world.system.photos.add({ content, fileName: 'x/a.jpg', album, onDuplicate }), 'PHOTO_EXISTS')
    expect(read).toBe(0)
    await refusalOf(world.system.uploads.create({ bytes: 9, fileName: 'a.jpg', album, onDuplicate }), 'PHOTO_EXISTS')
  })

  it('AZ-25: says nothing of photos that the sender may not see', async () => {
    const world = await openTestGallery()
    const ann = await world.addUser('ann')
    const hidden = await world.addAlbum('Hidden', { visibility: 'private' })
    const drop = await world.addAlbum('Drop')
    await world.grant(drop.id, [['user', ann.id, 'upload']])
    await send(world.system, hidden.id, { seed: 'secret', name: 'secret.jpg' })
    const high = await send(world.system, drop.id, { seed: 'family', name: 'family.jpg' })
    await world.system.photos.update(high.photo.id, { level: 4 })
    const reject = { action: 'reject' } as const
    for (const [seed, name] of [
      ['secret', 'mine.jpg'],
      ['family', 'mine too.jpg'],
    ] as const)
      expect(await send(ann.as, drop.id, { seed, name, ...reject })).toMatchObject({ duplicate: false })
    const named = { seed: 'another', name: 'family.jpg', by: 'name', ...reject } as const
    expect(await send(ann.as, drop.id, named)).toMatchObject({ duplicate: false })
    // What it sees is told, also where it could not be linked.
    const open = await world.addAlbum('Open')
    const seen = await send(world.system, open.id, { seed: 'seen' })
    const refused = await refusalOf(send(ann.as, drop.id, { seed: 'seen', ...reject }), 'PHOTO_EXISTS')
    expect(refused.details).toEqual({ photoId: seen.photo.id })
  })

  it('in pieces is treated the same, and once', async () => {
    const world = await openTestGallery()
    const { system } = world
    const album = (await world.addAlbum('A')).id
    const first = await send(system, album, { seed: 'one' })
    const refused = await sendPieces(system, album, { seed: 'one', name: 'b.jpg', action: 'reject' })
    const error = await refusalOf(refused.done, 'PHOTO_EXISTS')
    expect(error.details).toEqual({ photoId: first.photo.id })
    // It will never be a photo: nothing of it is kept.
    await refusalOf(system.uploads.get(refused.id), 'UPLOAD_NOT_FOUND')
    const kept = await sendPieces(system, album, { seed: 'one', name: 'b.jpg', action: 'keep' })
    const { outcome } = await kept.done
    expect(outcome).toMatchObject({ duplicate: false })
    expect((await system.uploads.get(kept.id)).outcome).toEqual(outcome)
    expect(await world.files('originals')).toHaveLength(1)
    // What was its own doing a moment ago is no reason to refuse it.
    const own = await sendPieces(system, album, { seed: 'own', name: 'own.jpg', action: 'reject' })
    const done = await own.done
    expect(done.outcome).toMatchObject({ duplicate: false })
    expect((await system.uploads.get(own.id)).outcome).toEqual(done.outcome)
  })

  it('takes the place of the file of the same name, whose photo stays', async () => {
    const world = await openTestGallery()
    const { system } = world
    const album = (await world.addAlbum('A')).id
    const { photo } = await send(system, album, { seed: 'one' })
    await system.photos.update(photo.id, { title: 'Mine', tags: ['sea'] })
    const replace = { by: 'name', action: 'replace' } as const
    const replaced = await send(system, album, { seed: 'two', ...replace })
    expect(replaced).toMatchObject({ duplicate: true, photo: { id: photo.id, title: 'Mine', fileName: 'a.jpg' } })
    expect(replaced.photo.sha256).not.toBe(photo.sha256)
    expect(await world.files('originals')).toHaveLength(2)
    // The same once more changes nothing, and in pieces it is the same.
    expect(await send(system, album, { seed: 'two', ...replace })).toMatchObject({ photo: replaced.photo })
    const pieces = await sendPieces(system, album, { seed: 'three', ...replace })
    expect((await pieces.done).outcome).toEqual({ photoId: photo.id, duplicate: true })
    expect((await system.photos.versions.list(photo.id)).length).toBe(2)
    expect(await world.files('incoming').then((paths) => paths.filter((path) => !path.includes('settled')))).toEqual([])
    // Where there is none of that name it is a new photo.
    expect(await send(system, album, { seed: 'four', name: 'd.jpg', ...replace })).toMatchObject({ duplicate: false })

    const ann = await world.addUser('ann')
    await world.grant(album, [['user', ann.id, 'upload']])
    await refusalOf(send(ann.as, album, { seed: 'five', ...replace }), 'FORBIDDEN')
    expect((await system.photos.get(photo.id)).sha256).not.toBe(photo.sha256)
    expect(await world.files('originals')).toHaveLength(4)
    expect(await recount(world.db)).toEqual([])
  })

  it('sent many times at once is refused all but once', async () => {
    const world = await openTestGallery()
    const album = (await world.addAlbum('A')).id
    for (const by of ['checksum', 'name'] as const) {
      const sent = await Promise.allSettled(
        Array.from({ length: 8 }, () =>
          send(world.system, album, { seed: `at once ${by}`, name: `${by}.jpg`, by, action: 'reject' }),
        ),
      )
      const added = sent.flatMap((each) => (each.status === 'fulfilled' ? [each.value.photo.id] : []))
      const codes = sent.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))
      expect(added).toHaveLength(1)
      expect(new Set(codes)).toEqual(new Set(['PHOTO_EXISTS']))
    }
    expect(await world.files('originals')).toHaveLength(2)
    expect(await world.files('incoming')).toEqual([])
    expect(await recount(world.db)).toEqual([])
  })

  it('is treated as administrators say, unless the upload or the program says otherwise', async () => {
    const on = await openTestGallery()
    const { system } = on
    const album = (await on.addAlbum('A')).id
    expect(await system.settings.duplicates()).toEqual({ policy: { by: 'checksum', action: 'link' }, locked: [] })
    const user = await on.addUser('ann')
    await refusalOf(user.as.settings.duplicates(), 'FORBIDDEN')
    await refusalOf(user.as.settings.setDuplicates({ action: 'keep' }), 'FORBIDDEN')
    await refusalOf(system.settings.setDuplicates({ action: 'burn' as never }), 'INPUT_INVALID')
    const set = await system.settings.setDuplicates({ action: 'reject' })
    expect(set.policy).toEqual({ by: 'checksum', action: 'reject' })
    await send(system, album, { seed: 'one' })
    await refusalOf(send(system, album, { seed: 'one' }), 'PHOTO_EXISTS')
    expect(await send(system, album, { seed: 'one', action: 'link' })).toMatchObject({ duplicate: true })
    await refusalOf(send(system, album, { seed: 'one', action: 'burn' as never }), 'INPUT_INVALID')

    const fixed = await openTestGallery({ on: on.database, duplicates: { action: 'keep' } })
    expect(await fixed.system.settings.duplicates()).toEqual({
      policy: { by: 'checksum', action: 'keep' },
      locked: ['action'],
    })
    await refusalOf(fixed.system.settings.setDuplicates({ action: 'link' }), 'INPUT_INVALID')
    expect((await fixed.system.settings.setDuplicates({ by: 'name' })).policy).toEqual({ by: 'name', action: 'keep' })
    expect(await send(fixed.system, album, { seed: 'one' })).toMatchObject({ duplicate: false })
  })
})
