import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { sha256Of, unzip } from '../../../core/test/archives/unzip.ts'
import { describeServer, jpeg, outcomeOf } from './world.ts'

const unzipped = async (response: Response) => unzip(Readable.fromWeb(response.body as ReadableStream))

describeServer('archives over HTTP', (world) => {
  /** Noise does not fit into the buffers between a disk and a client that does not read. */
  const fill = async (count: number, widthPx = 60) => {
    const { gallery, albums } = world()
    const system = gallery.asSystem('test')
    for (let i = 0; i < count; i++) {
      const content = await jpeg(`rgb(${i % 250}, ${i % 13}, 7)`, { width: widthPx, height: widthPx + i })
      // Readers of JPEG stop at its end.
      const padded = Buffer.concat([content, Buffer.alloc(widthPx * 4_000, i % 251)])
      await system.photos.add({ content: Readable.from([padded]), fileName: `IMG ${i}.jpg`, album: albums.granted.id })
    }
  }

  it('gives originals, byte by byte, as an attachment that nobody keeps', async () => {
    const { as, albums, gallery } = world()
    await fill(3)
    const member = await as('member')
    const response = await member.archives.create({ album: albums.granted.id, sort: 'id' })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename=Granted.zip',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-photo-count': '3',
    })
    const files = await unzipped(response)
    const { items } = await gallery.asSystem('test').photos.list({ album: albums.granted.id, sort: 'id' })
    expect([...files].map(([name, bytes]) => [name, sha256Of(bytes)])).toEqual(
      items.map(({ fileName, sha256 }) => [fileName, sha256]),
    )
    const estimate = await member.archives.estimate({ album: albums.granted.id })
    expect(estimate).toEqual({ photos: 3, bytes: items.reduce((sum, { bytes }) => sum + bytes, 0), leftOut: 0 })
  })

  it('AZ-33: holds nothing of what is hidden, and says so like what is not there', async () => {
    const { as, client, albums, photos } = world()
    const member = await as('member')
    expect(await outcomeOf(member.archives.create({ album: albums.hidden.id }))).toBe('404 ALBUM_NOT_FOUND')
    expect(await outcomeOf(member.archives.create({ photoIds: [photos.hidden.id] }))).toBe('404 PHOTO_NOT_FOUND')
    expect(await member.archives.estimate({ photoIds: [photos.hidden.id, 4_711] })).toEqual({
      photos: 0,
      bytes: 0,
      leftOut: 0,
    })
    expect(await outcomeOf(client().archives.create({ album: albums.granted.id }))).toBe('404 ALBUM_NOT_FOUND')
    expect(await outcomeOf(client().archives.create({}))).toBe('400 INPUT_INVALID')
  })

  it('DO-11: is one at a time for each user; a client that goes away leaves its place at once', async () => {
    const { as, albums } = world()
    await fill(12, 900)
    const member = await as('member')
    const asked = { album: albums.granted.id }
    const response = await member.archives.create(asked)
    const reader = response.body!.getReader()
    await reader.read()
    expect(await outcomeOf(member.archives.create(asked))).toBe('429 ARCHIVE_UNDER_WAY')
    await reader.cancel()
    for (let tries = 0; ; tries++) {
      const outcome = await outcomeOf(member.archives.create(asked).then((again) => again.body?.cancel()))
      if (outcome === 'ok') break
      expect([outcome, tries < 100]).toEqual(['429 ARCHIVE_UNDER_WAY', true])
      await sleep(50)
    }
  })

  it('keeps to the limits that administrators set', async () => {
    const { as, albums } = world()
    const [member, admin] = [await as('member'), await as('admin')]
    expect(await outcomeOf(member.archives.setLimits({ enabled: false }))).toBe('403 FORBIDDEN')
    expect(await admin.archives.setLimits({ maxPhotos: 2 })).toMatchObject({ enabled: true, maxPhotos: 2 })
    expect(await outcomeOf(member.archives.create({ album: albums.granted.id }))).toBe('413 ARCHIVE_TOO_LARGE')
    await admin.archives.setLimits({ enabled: false, maxPhotos: 10_000 })
    expect(await outcomeOf(member.archives.estimate({ album: albums.granted.id }))).toBe('403 ARCHIVES_OFF')
    await admin.archives.setLimits({ enabled: true })
    expect(await member.archives.limits()).toMatchObject({ enabled: true })
  })
})
