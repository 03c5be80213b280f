import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { reject } from '../src/hooks/rejection.ts'
import type { NewPhoto } from '../src/photos/photo.types.ts'
import { describeDialects } from './dialects.ts'
import { animation, picture } from './media-fixtures.ts'
import { pictureOf, recount, refusalOf, type TestWorld } from './world.ts'

/** Nothing of an upload that failed may be left: no row, no link, no word, no file. */
const expectNothing = async ({ db, files }: TestWorld): Promise<void> => {
  for (const table of ['photos', 'album_photos', 'photo_tags', 'photo_terms', 'tags'] as const)
    expect(await db.read.selectFrom(table).selectAll().execute(), table).toEqual([])
  expect(await db.read.selectFrom('album_counts').select('photos').where('photos', '>', 0).execute()).toEqual([])
  expect(await files('originals')).toEqual([])
  expect(await files('incoming')).toEqual([])
}

const send = (world: TestWorld, album: number, bytes: Uint8Array, more: Partial<NewPhoto> = {}) =>
  world.system.photos.add({ content: Readable.from([bytes]), fileName: 'x.jpg', album, tags: ['kept'], ...more })

describeDialects('an upload', ({ openTestGallery }) => {
  it('that is refused leaves nothing behind', async () => {
    const world = await openTestGallery({ limits: { maxBytes: 200_000, maxPixels: 1_000_000, maxFrames: 5 } })
    const album = (await world.addAlbum('Album')).id
    const jpeg = await picture().jpeg().toBuffer()
    const png = await picture().png().toBuffer()
    const hugePng = Buffer.from(png)
    hugePng.writeUInt32BE(60_000, 16)
    hugePng.writeUInt32BE(60_000, 20)
    for (const [bytes, code] of [
      [Buffer.alloc(0), 'MEDIA_EMPTY'],
      [Buffer.from('<html><script>alert(1)</script>'), 'MEDIA_UNSUPPORTED'],
      [Buffer.from('<?php system($_GET[0]);'), 'MEDIA_UNSUPPORTED'],
      [Buffer.from('MZ\x90\0\x03'), 'MEDIA_UNSUPPORTED'],
      [jpeg.subarray(0, jpeg.length >> 1), 'MEDIA_TRUNCATED'],
      [png.subarray(0, png.length - 20), 'MEDIA_TRUNCATED'],
      [hugePng, 'MEDIA_TOO_MANY_PIXELS'],
      [await animation('gif', 9), 'MEDIA_TOO_MANY_FRAMES'],
      [Buffer.concat([jpeg, Buffer.alloc(300_000)]), 'MEDIA_TOO_LARGE'],
    ] as const)
      await refusalOf(send(world, album, bytes), code)
    await expectNothing(world)
  })

  it('that is broken off, or of another length than was said, leaves nothing behind', async () => {
    const world = await openTestGallery()
    const album = (await world.addAlbum('Album')).id
    const bytes = await picture().jpeg().toBuffer()
    const brokenOff = new Readable({ read() {} })
    const pending = world.system.photos.add({ content: brokenOff, fileName: 'x.jpg', album })
    brokenOff.push(bytes.subarray(0, 500))
    setTimeout(() => brokenOff.destroy(), 50)
    await refusalOf(pending, 'UPLOAD_INVALID')
    const failing = Readable.from(
      (async function* () {
        yield bytes.subarray(0, 500)
        throw new Error('the wire was cut')
      })(),
    )
    await expect(world.system.photos.add({ content: failing, fileName: 'x.jpg', album })).rejects.toThrow('wire')
    await refusalOf(send(world, album, bytes, { bytes: bytes.length - 1 }), 'UPLOAD_INVALID')
    await refusalOf(send(world, album, bytes, { bytes: bytes.length + 1 }), 'UPLOAD_INVALID')
    await expectNothing(world)
  })

  it('of something that is not allowed reads no byte', async () => {
    const world = await openTestGallery()
    const album = (await world.addAlbum('Album')).id
    let read = 0
    const content = () =>
      new Readable({
        read() {
          read += 1
          this.push(Buffer.alloc(100))
        },
      })
    for (const [photo, code] of [
      [{ album: 999 }, 'ALBUM_NOT_FOUND'],
      [{ level: 3 }, 'INPUT_INVALID'],
      [{ fileName: '' }, 'INPUT_INVALID'],
      [{ title: 'x'.repeat(300) }, 'INPUT_INVALID'],
      [{ tags: [''] }, 'INPUT_INVALID'],
    ] as const) {
      const stream = content()
      await refusalOf(
        world.system.photos.add({ ...{ content: stream, fileName: 'x.jpg', album }, ...photo } as NewPhoto),
        code,
      )
      expect(stream.destroyed).toBe(true)
    }
    world.gallery.hooks.gate('upload.authorize', () => reject('closed', 'Not today.'), { owner: 'closed' })
    const error = await refusalOf(
      world.system.photos.add({ content: content(), fileName: 'x.jpg', album }),
      'HOOK_REJECTED',
    )
    expect(error.issues).toEqual([{ path: 'file', message: 'Not today.' }])
    expect(read).toBe(0)
  })

  it('can be refused by a plugin that has seen what it is', async () => {
    const world = await openTestGallery()
    const album = (await world.addAlbum('Album')).id
    const seen: unknown[] = []
    const remove = world.gallery.hooks.gate('upload.validate', (file) => {
      seen.push(file)
      return file.mimeType === 'image/png' ? reject('screenshot', 'No screenshots.', 'file') : undefined
    })
    const png = await picture().png().toBuffer()
    await refusalOf(send(world, album, png, { fileName: '../../../etc/passwd.jpg' }), 'HOOK_REJECTED')
    expect(seen).toEqual([{ albumId: album, fileName: 'passwd.jpg', mimeType: 'image/png', bytes: png.length }])
    await expectNothing(world)
    remove()
    // A gate that breaks has said no.
    world.gallery.hooks.gate('upload.validate', () => {
      throw new Error('broken')
    })
    await refusalOf(send(world, album, png), 'HOOK_REJECTED')
    await expectNothing(world)
  })

  it('is kept byte for byte under a name made from its content', async () => {
    const world = await openTestGallery()
    const album = (await world.addAlbum('Album')).id
    const bytes = await picture().png().toBuffer()
    for (const [fileName, shown] of [
      ['..', 'unnamed'],
      ['.htaccess', '.htaccess'],
      ['x.php', 'x.php'],
      ['-rf $(x);`y`.jpg', '-rf $(x);`y`.jpg'],
      ['a\r\nb\0.jpg', 'ab.jpg'],
      ['CON', 'CON'],
      [`${'e\u0301'.repeat(400)}.jpg`, /^é{100,}….jpg$/u],
    ] as const) {
      const seed = await pictureOf(fileName)
      const { photo } = await send(world, album, seed, { fileName })
      expect(photo.fileName).toEqual(typeof shown === 'string' ? shown : expect.stringMatching(shown))
      expect(photo.fileName.length).toBeLessThanOrEqual(255)
    }
    const { photo, duplicate } = await send(world, album, bytes, { fileName: 'shot.jpg', bytes: bytes.length })
    expect(duplicate).toBe(false)
    expect(photo).toMatchObject({ mimeType: 'image/png', bytes: bytes.length, fileName: 'shot.jpg' })
    expect(photo.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    const stored = (await world.files('originals')).find((path) => path.endsWith(`${photo.sha256}.png`))
    expect(stored).toBeDefined()
    expect(await world.files('incoming')).toEqual([])
    const original = await world.system.photos.original(photo.id)
    expect(Buffer.concat(await (await original.open()).toArray())).toEqual(bytes)
    expect(await recount(world.db)).toEqual([])
  })

  it('of bytes that are there already puts that photo into the album', async () => {
    const world = await openTestGallery()
    const [a, b] = [await world.addAlbum('A'), await world.addAlbum('B')]
    const bytes = await picture().jpeg().toBuffer()
    const first = await send(world, a.id, bytes)
    const again = await send(world, a.id, bytes)
    const other = await send(world, b.id, bytes)
    expect([first.duplicate, again.duplicate, other.duplicate]).toEqual([false, true, true])
    expect(again.photo.id).toBe(first.photo.id)
    expect(other.photo).toMatchObject({ id: first.photo.id, albumIds: [a.id, b.id] })
    expect(await world.files('originals')).toHaveLength(1)
    expect(await recount(world.db)).toEqual([])
    // One in the trash is no photo any more: the upload is a new one.
    await world.system.photos.delete([first.photo.id])
    const after = await send(world, a.id, bytes)
    expect(after).toMatchObject({ duplicate: false })
    expect(after.photo.id).not.toBe(first.photo.id)
    expect(await world.files('originals')).toHaveLength(1)
  })

  it('does not tell of bytes in an album that the sender may not see', async () => {
    const world = await openTestGallery()
    const ann = await world.addUser('ann')
    const hidden = await world.addAlbum('Hidden', { visibility: 'private' })
    const drop = await world.addAlbum('Drop')
    await world.grant(drop.id, [['user', ann.id, 'upload']])
    const secret = await world.addPhoto(hidden.id, { seed: 'twin', title: 'Secret', tags: ['secret'] })
    const content = Readable.from([await pictureOf('twin')])
    const { photo, duplicate } = await ann.as.photos.add({ content, fileName: 'mine.jpg', album: drop.id })
    expect(duplicate).toBe(false)
    expect(photo).toMatchObject({ title: null, tags: [], albumIds: [drop.id], fileName: 'mine.jpg' })
    expect(photo.id).not.toBe(secret.id)
    expect((await world.system.photos.get(secret.id)).albumIds).toEqual([hidden.id])
    // Sent once more, it is the sender's own that is found.
    const again = { content: Readable.from([await pictureOf('twin')]), fileName: 'mine.jpg', album: drop.id }
    expect(await ann.as.photos.add(again)).toMatchObject({ duplicate: true, photo: { id: photo.id } })
  })

  it('sent thirty times at once is one photo and one file', async () => {
    const world = await openTestGallery()
    const [a, b] = [await world.addAlbum('A'), await world.addAlbum('B')]
    const bytes = await picture().jpeg().toBuffer()
    const sent = await Promise.all(
      Array.from({ length: 30 }, (_, index) => send(world, index % 2 === 0 ? a.id : b.id, bytes)),
    )
    expect(await world.files('originals')).toHaveLength(1)
    expect(await world.files('incoming')).toEqual([])
    expect(await recount(world.db)).toEqual([])
    // Into two albums at the same moment, each may find nothing in the other yet.
    expect(new Set(sent.map(({ photo }) => photo.id)).size).toBeLessThanOrEqual(2)
    expect((await world.system.albums.get(a.id)).counts.photos).toBeLessThanOrEqual(2)
  })

  it('of many at once gives every photo its own row, tags and counters', async () => {
    const world = await openTestGallery()
    const albums = await Promise.all(['A', 'B', 'C'].map((name) => world.addAlbum(name)))
    const sent = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        world.addPhoto(albums[index % 3]?.id ?? 0, {
          seed: `many ${index}`,
          tags: [`t${index % 4}`, 'Shared', `own ${index}`],
          level: index % 2 === 0 ? 0 : 4,
        }),
      ),
    )
    expect(new Set(sent.map((photo) => photo.id)).size).toBe(30)
    for (const [index, photo] of sent.entries()) {
      expect(photo.fileName).toBe(`many ${index}.jpg`)
      expect(photo.tags.map((tag) => tag.name)).toEqual([`own ${index}`, 'Shared', `t${index % 4}`])
    }
    expect(await recount(world.db)).toEqual([])
    expect((await world.system.tags.list()).items.find((tag) => tag.name === 'Shared')?.photos).toBe(30)
  })

  it('into an album that is deleted meanwhile is refused or gone with it', async () => {
    const world = await openTestGallery()
    for (let round = 0; round < 6; round++) {
      const album = await world.addAlbum('Album')
      const [upload] = await Promise.allSettled([
        world.addPhoto(album.id),
        (async () => {
          await new Promise((resolve) => setTimeout(resolve, round * 4))
          await world.system.albums.delete(album.id)
        })(),
      ])
      if (upload?.status === 'rejected')
        expect(['ALBUM_NOT_FOUND', 'PHOTO_NOT_FOUND', 'CONFLICT']).toContain(upload.reason.code)
    }
    expect(await recount(world.db)).toEqual([])
  })
})
