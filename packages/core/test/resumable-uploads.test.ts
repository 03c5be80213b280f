import { createHash } from 'node:crypto'
import { appendFile, cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import { VitrineError } from '../src/errors/vitrine-error.ts'
import type { ActorGallery } from '../src/gallery.types.ts'
import type { TestGallery } from '../src/testing/test-gallery.ts'
import { uploadSweepQueue } from '../src/uploads/upload.service.ts'
import type { UploadPiece } from '../src/uploads/upload.types.ts'
import { describeDialects } from './dialects.ts'
import { pictureOf, recount, refusalOf, type TestWorld } from './world.ts'

const day = 24 * 60 * 60_000

const piece = (bytes: Uint8Array, from: number, to = bytes.length, more: Partial<UploadPiece> = {}): UploadPiece => ({
  offsetBytes: from,
  content: Readable.from([bytes.subarray(from, to)]),
  ...more,
})

const photosOf = async ({ db }: Pick<TestWorld, 'db'>): Promise<number> =>
  (await db.read.selectFrom('photos').select('id').execute()).length

describeDialects('a file that comes in pieces', ({ openTestGallery, migratedDatabase }) => {
  const begin = async (world: TestWorld & TestGallery, as: ActorGallery = world.system) => {
    const album = (await world.addAlbum('Album')).id
    const bytes = await pictureOf('in pieces')
    const upload = await as.uploads.create({
      album,
      fileName: 'Strönd.jpg',
      title: 'Beach',
      tags: ['sea'],
      bytes: bytes.length,
    })
    return { album, bytes, id: upload.id, upload }
  }

  it('becomes a photo with its last piece, with all that was said of it', async () => {
    const world = await openTestGallery()
    const { album, bytes, id, upload } = await begin(world)
    expect(upload).toMatchObject({ bytes: bytes.length, offsetBytes: 0, outcome: null })
    expect(new Date(upload.expiresAt).getTime() - world.clock().getTime()).toBe(3 * day)
    const { uploads } = world.system
    expect(await uploads.append(id, piece(bytes, 0, 100))).toMatchObject({ offsetBytes: 100, outcome: null })
    expect(await uploads.get(id)).toMatchObject({ offsetBytes: 100, outcome: null })
    const { outcome, offsetBytes } = await uploads.append(id, piece(bytes, 100))
    expect(offsetBytes).toBe(bytes.length)
    expect(outcome?.duplicate).toBe(false)
    const photo = await world.system.photos.get(outcome?.photoId ?? 0)
    expect(photo).toMatchObject({ fileName: 'Strönd.jpg', title: 'Beach', albumIds: [album], bytes: bytes.length })
    expect(photo.tags.map(({ name }) => name)).toEqual(['sea'])
    expect(photo.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    // Told as often as it is asked, by the last piece too, and nothing is done again.
    expect((await uploads.get(id)).outcome).toEqual(outcome)
    expect((await uploads.append(id, piece(bytes, bytes.length))).outcome).toEqual(outcome)
    await refusalOf(uploads.append(id, piece(bytes, 100)), 'CONFLICT')
    expect(await photosOf(world)).toBe(1)
    expect((await world.files('incoming')).filter((path) => path.endsWith('.part'))).toEqual([])
    expect(await recount(world.db)).toEqual([])
  })

  it('is told to be a duplicate where the same bytes are there', async () => {
    const world = await openTestGallery()
    const { album, bytes, id } = await begin(world)
    const other = await world.addAlbum('Other')
    const { photo } = await world.system.photos.add({
      album: other.id,
      fileName: 'a.jpg',
      content: Readable.from([bytes]),
    })
    const { outcome } = await world.system.uploads.append(id, piece(bytes, 0))
    expect(outcome).toEqual({ photoId: photo.id, duplicate: true })
    expect((await world.system.photos.get(photo.id)).albumIds.toSorted()).toEqual([album, other.id].toSorted())
  })

  it('keeps what came before a connection was lost, and goes on after a restart', async () => {
    const on = await migratedDatabase()
    const first = await openTestGallery({ on })
    const { bytes, id } = await begin(first)
    const lost = new Readable({ read() {} })
    const sending = first.system.uploads.append(id, { offsetBytes: 0, content: lost })
    lost.push(bytes.subarray(0, 70))
    setTimeout(() => lost.destroy(), 50)
    await refusalOf(sending, 'UPLOAD_INVALID')
    expect((await first.system.uploads.get(id)).offsetBytes).toBe(70)
    await first.gallery.close()
    const options = { stagingFolder: join(first.folder, 'incoming'), clock: first.clock }
    const second = await openTestGallery({ on, ...options })
    expect((await second.system.uploads.get(id)).offsetBytes).toBe(70)
    const { outcome } = await second.system.uploads.append(id, piece(bytes, 70))
    expect((await second.system.photos.get(outcome?.photoId ?? 0)).bytes).toBe(bytes.length)
  })

  it('is added once, wherever the end of it was cut short', async () => {
    const world = await openTestGallery()
    const { bytes, id } = await begin(world)
    const { uploads } = world.system
    // The original has its place, the transaction fails.
    let faults = 2
    world.gallery.hooks.filter('photo.adding', (value) => {
      if (faults-- > 0) throw new Error('the power was cut')
      return value
    })
    await expect(uploads.append(id, piece(bytes, 0))).rejects.toThrow()
    expect(await photosOf(world)).toBe(0)
    await expect(uploads.get(id)).rejects.toThrow()
    // The transaction went through, and nobody wrote down what came of it.
    const folder = join(world.folder, 'incoming', 'uploads', 'system')
    const before = join(world.folder, 'before')
    await cp(folder, before, { recursive: true })
    const { outcome } = await uploads.get(id)
    expect(outcome?.duplicate).toBe(false)
    await rm(folder, { recursive: true })
    await cp(before, folder, { recursive: true })
    expect((await uploads.append(id, piece(bytes, bytes.length))).outcome).toEqual(outcome)
    expect(await photosOf(world)).toBe(1)
    expect(await recount(world.db)).toEqual([])
  })

  it('is added once where many finish it at the same time', async () => {
    const on = await migratedDatabase()
    const first = await openTestGallery({ on })
    const { bytes, id } = await begin(first)
    const second = await openTestGallery({ on, stagingFolder: join(first.folder, 'incoming'), clock: first.clock })
    const staged = join(first.folder, 'incoming', 'uploads', 'system', `${id}.part`)
    await first.system.uploads.append(id, piece(bytes, 0, bytes.length - 1))
    await appendFile(staged, bytes.subarray(-1))
    const asked = [first, second, first, second].map(({ system }) => system.uploads.get(id))
    const outcomes = (await Promise.allSettled(asked)).flatMap((each) =>
      each.status === 'fulfilled' ? [each.value.outcome?.photoId] : [],
    )
    expect(new Set(outcomes).size).toBe(1)
    expect(await photosOf(first)).toBe(1)
  })

  it('takes a piece only where it stands, as long as was said, and as its checksum says', async () => {
    const world = await openTestGallery()
    const { bytes, id } = await begin(world)
    const { uploads } = world.system
    await uploads.append(id, piece(bytes, 0, 50))
    for (const offsetBytes of [0, 49, 51, bytes.length, -1, 1.5])
      await refusalOf(uploads.append(id, { ...piece(bytes, 0), offsetBytes }), 'CONFLICT')
    const digest = (algorithm: string) => createHash(algorithm).update(bytes.subarray(50, 80)).digest()
    const checksum = { algorithm: 'sha256', digest: digest('sha1') } as const
    await refusalOf(uploads.append(id, piece(bytes, 50, 80, { checksum })), 'UPLOAD_CHECKSUM_MISMATCH')
    expect((await uploads.get(id)).offsetBytes).toBe(50)
    for (const algorithm of ['sha1', 'sha256', 'md5'] as const) {
      const right = { algorithm, digest: createHash(algorithm).update(bytes.subarray(50, 80)).digest() }
      if (algorithm === 'md5') await uploads.append(id, piece(bytes, 50, 80, { checksum: right }))
      else
        await refusalOf(
          uploads.append(id, piece(bytes, 51, 80, { offsetBytes: 50, checksum: right })),
          'UPLOAD_CHECKSUM_MISMATCH',
        )
    }
    const tooMuch = { offsetBytes: 80, content: Readable.from([bytes.subarray(80), Buffer.from('x')]) }
    await refusalOf(uploads.append(id, tooMuch), 'UPLOAD_INVALID')
    expect((await uploads.get(id)).offsetBytes).toBe(80)
    expect((await uploads.append(id, piece(bytes, 80))).outcome).not.toBeNull()
  })

  it('of two clients, one sends and the other is told to wait; a dead connection gives way', async () => {
    const world = await openTestGallery()
    const { bytes, id } = await begin(world)
    const { uploads } = world.system
    const slow = new Readable({ read() {} })
    const first = uploads.append(id, { offsetBytes: 0, content: slow })
    const failed = refusalOf(first, 'CONFLICT')
    slow.push(bytes.subarray(0, 10))
    await new Promise((resolve) => setTimeout(resolve, 50))
    // Nothing comes any more: after two seconds the second one has it, and finds it further on.
    await refusalOf(uploads.append(id, piece(bytes, 0)), 'CONFLICT')
    await failed
    expect((await uploads.get(id)).offsetBytes).toBe(10)
    const both = await Promise.allSettled([uploads.append(id, piece(bytes, 10)), uploads.append(id, piece(bytes, 10))])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await photosOf(world)).toBe(1)
  })

  it('is nobody else’s, and of nobody who may not', async () => {
    const world = await openTestGallery()
    const ann = await world.addUser('Ann')
    const bob = await world.addUser('Bob')
    const album = await world.addAlbum('Private', { visibility: 'private' })
    const bytes = await pictureOf('hers')
    const file = { album: album.id, fileName: 'a.jpg', bytes: bytes.length }
    await refusalOf(ann.as.uploads.create(file), 'ALBUM_NOT_FOUND')
    await world.grant(album.id, [
      ['user', ann.id, 'view', 'upload'],
      ['user', bob.id, 'view'],
    ])
    await refusalOf(bob.as.uploads.create(file), 'FORBIDDEN')
    await refusalOf(world.gallery.as(guest).uploads.create(file), 'UNAUTHENTICATED')
    const { id } = await ann.as.uploads.create(file)
    for (const other of [bob.as, world.system]) {
      await refusalOf(other.uploads.get(id), 'UPLOAD_NOT_FOUND')
      await refusalOf(other.uploads.append(id, piece(bytes, 0)), 'UPLOAD_NOT_FOUND')
      await refusalOf(other.uploads.remove(id), 'UPLOAD_NOT_FOUND')
    }
    for (const wrong of ['', '.', '../x', `../user-${ann.id}/${id}`, id.toUpperCase(), `${id}\0`, 'settled'])
      await refusalOf(ann.as.uploads.get(wrong), 'UPLOAD_NOT_FOUND')
    // Rights that end while it is on its way end it, and their return lets it go on.
    await ann.as.uploads.append(id, piece(bytes, 0, 40))
    await world.grant(album.id, [['user', ann.id, 'view']])
    await refusalOf(ann.as.uploads.append(id, piece(bytes, 40)), 'FORBIDDEN')
    await world.grant(album.id, [])
    await refusalOf(ann.as.uploads.append(id, piece(bytes, 40)), 'ALBUM_NOT_FOUND')
    expect(await photosOf(world)).toBe(0)
    await world.grant(album.id, [['user', ann.id, 'view', 'upload']])
    expect((await ann.as.uploads.append(id, piece(bytes, 40))).outcome).not.toBeNull()
  })

  it('whose right ends while the last piece arrives is not added', async () => {
    const world = await openTestGallery()
    const ann = await world.addUser('Ann')
    const album = await world.addAlbum('Album')
    await world.grant(album.id, [['user', ann.id, 'view', 'upload']])
    const bytes = await pictureOf('late')
    const { id } = await ann.as.uploads.create({ album: album.id, fileName: 'a.jpg', bytes: bytes.length })
    const content = new Readable({ read() {} })
    const sending = refusalOf(ann.as.uploads.append(id, { offsetBytes: 0, content }), 'FORBIDDEN')
    content.push(bytes)
    await world.grant(album.id, [['user', ann.id, 'view']])
    content.push(null)
    await sending
    expect(await photosOf(world)).toBe(0)
  })

  it('is bounded: length, number, sum, and what the fields may hold', async () => {
    const uploads = { maxUnfinished: 3, maxUnfinishedBytes: 5_000 }
    const world = await openTestGallery({ uploads, limits: { maxBytes: 4_000 } })
    const album = (await world.addAlbum('Album')).id
    const file = { album, fileName: 'a.jpg', bytes: 1_000 }
    const { system } = world
    await refusalOf(system.uploads.create({ ...file, bytes: 4_001 }), 'MEDIA_TOO_LARGE')
    await refusalOf(system.uploads.create({ ...file, bytes: 0 }), 'MEDIA_EMPTY')
    for (const bytes of [-1, 1.5, Number.NaN, 2 ** 60])
      expect((await refusalOf(system.uploads.create({ ...file, bytes }), 'INPUT_INVALID')).issues[0]?.path).toBe(
        'bytes',
      )
    const invalid = await refusalOf(system.uploads.create({ ...file, title: 'x'.repeat(300) }), 'INPUT_INVALID')
    expect(invalid.issues[0]?.path).toBe('title')
    await refusalOf(system.uploads.create({ ...file, album: 999 }), 'ALBUM_NOT_FOUND')
    const made = await Promise.allSettled(Array.from({ length: 8 }, () => system.uploads.create(file)))
    const refused = made.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refused.map((each) => VitrineError.is(each) && each.code)).toEqual(Array(5).fill('UPLOAD_LIMIT_REACHED'))
    const [first] = made.flatMap((each) => (each.status === 'fulfilled' ? [each.value.id] : []))
    await system.uploads.remove(first ?? '')
    await refusalOf(system.uploads.create({ ...file, bytes: 3_001 }), 'UPLOAD_LIMIT_REACHED')
    await system.uploads.create({ ...file, bytes: 3_000 })
    // Others have room of their own.
    const ann = await world.addUser('Ann', { role: 'admin' })
    await ann.as.uploads.create(file)
  })

  it('that can never be a photo is let go of at once', async () => {
    const world = await openTestGallery()
    const album = (await world.addAlbum('Album')).id
    const bytes = Buffer.from('no picture at all, whatever its name says')
    const { id } = await world.system.uploads.create({ album, fileName: 'a.jpg', bytes: bytes.length })
    await refusalOf(world.system.uploads.append(id, piece(bytes, 0)), 'MEDIA_UNSUPPORTED')
    await refusalOf(world.system.uploads.get(id), 'UPLOAD_NOT_FOUND')
    expect(await world.files('incoming')).toEqual([])
    expect(await world.files('originals')).toEqual([])
  })

  it('expires, is removed by a job, and leaves room for others', async () => {
    const world = await openTestGallery({ uploads: { maxUnfinished: 1 } })
    const { bytes, id, album } = await begin(world)
    await world.system.uploads.append(id, piece(bytes, 0, 10))
    const folder = join(world.folder, 'incoming', 'uploads', 'system')
    await mkdir(join(folder, 'of somebody'), { recursive: true })
    world.clock.advance(3 * day - 1)
    expect((await world.system.uploads.get(id)).offsetBytes).toBe(10)
    world.clock.advance(1)
    await refusalOf(world.system.uploads.get(id), 'UPLOAD_NOT_FOUND')
    await refusalOf(world.system.uploads.append(id, piece(bytes, 10)), 'UPLOAD_NOT_FOUND')
    expect(await world.gallery.jobs.runNext()).toBe(false)
    world.clock.advance(60 * 60_000)
    expect(await world.gallery.jobs.runNext()).toBe(true)
    expect((await world.gallery.jobs.list()).map(({ queue, state }) => [queue, state])).toEqual([
      [uploadSweepQueue, 'done'],
    ])
    expect((await readdir(folder)).toSorted()).toEqual(['of somebody', 'settled'])
    await world.system.uploads.create({ album, fileName: 'b.jpg', bytes: 10 })
  })

  it('writes nothing for whoever looks through other eyes', async () => {
    const world = await openTestGallery()
    const { album, id } = await begin(world)
    const ann = await world.addUser('Ann')
    const preview = world.system.viewAs({ user: ann.id })
    await expect(preview.uploads.create({ album, fileName: 'a.jpg', bytes: 10 })).rejects.toBeInstanceOf(Error)
    await expect(preview.uploads.get(id)).rejects.toBeInstanceOf(Error)
    expect(await photosOf(world)).toBe(0)
  })
})
