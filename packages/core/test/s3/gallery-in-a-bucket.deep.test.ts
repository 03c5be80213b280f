import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterEach, expect, it } from 'vitest'
import { s3Storage } from '../../src/storage/s3/s3-storage.ts'
import { toS3Options } from '../../src/storage/s3/s3-url.ts'
import type { Storage } from '../../src/storage/types.ts'
import { describeWith } from '../../src/testing/environment.ts'
import type { TestGallery } from '../../src/testing/test-gallery.ts'
import { describeDialects } from '../dialects.ts'
import { film } from '../media-fixtures.ts'
import { refusalOf } from '../world.ts'

/** What is done to requests on their way to a real service. */
type Fault = 'none' | 'busy' | 'slow' | 'cut' | 'gone' | 'unanswered'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A way to the service that can be made bad. What is signed is for the service's own name, which the header keeps. */
const openWay = async (endpoint: string) => {
  const way = { fault: 'none' as Fault, requests: 0, endpoint: '' }
  const target = new URL(endpoint)
  const server = createServer((incoming, outgoing) => {
    way.requests += 1
    if (way.fault === 'busy' && way.requests % 3 !== 0) {
      incoming.resume().once('end', () => outgoing.writeHead(503).end('<Error><Code>SlowDown</Code></Error>'))
      return
    }
    if (way.fault === 'gone') {
      incoming.socket.destroy()
      return
    }
    const { hostname, port } = target
    const { method, url, headers } = incoming
    const onward = ask({ hostname, port, method, path: url, headers }, (answer) => {
      // The service has done what it was asked to, and is gone before anybody hears of it.
      if (way.fault === 'unanswered' && method === 'PUT') {
        way.fault = 'gone'
        incoming.socket.destroy()
        return
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      // Half of what comes, and then nothing: of every second answer with a body.
      if (way.fault === 'cut' && way.requests % 2 === 0 && method === 'GET') {
        answer.once('data', (chunk: Buffer) => {
          outgoing.write(chunk.subarray(0, chunk.length >> 1))
          setTimeout(() => outgoing.destroy(), 20)
        })
      } else answer.pipe(outgoing)
    })
    onward.once('error', () => outgoing.destroy())
    if (way.fault === 'cut' && way.requests % 2 === 0 && method === 'PUT')
      setTimeout(() => incoming.socket.destroy(), 20)
    if (way.fault === 'slow') setTimeout(() => incoming.pipe(onward), 300)
    else incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  way.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return way
}

const keysOf = async (storage: Storage): Promise<string[]> => {
  const keys: string[] = []
  for await (const { key } of storage.list()) keys.push(key)
  return keys
}

const noisyPicture = (side: number): Promise<Buffer> =>
  sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer()

const hourMs = 60 * 60_000

const runJobs = async ({ gallery }: Pick<TestGallery, 'gallery'>): Promise<void> => {
  while (await gallery.jobs.runNext());
}

/** What was planned for then is done; nobody asks for it here. Files have the time of this machine, not that of the gallery. */
const aDayLater = async (world: TestGallery): Promise<void> => {
  world.clock.advance(Date.now() + 25 * hourMs - world.clock().getTime())
  await runJobs(world)
}

describeWith('s3', 'with originals in a bucket,', ({ s3 }) => {
  const openStorage = (more: object = {}) =>
    s3Storage({ ...toS3Options(s3), prefix: `gallery/${randomUUID()}`, ...more })

  describeDialects('a gallery', ({ openTestGallery }) => {
    it('takes photos in, renders them, sends them in parts and forgets nothing', async () => {
      const storage = openStorage()
      const world = await openTestGallery({ storage })
      const album = (await world.addAlbum('Bucket')).id
      const bytes = await noisyPicture(2_400)
      expect(bytes.length).toBeGreaterThan(8 * 1024 * 1024)
      const add = (content: Buffer, fileName: string) =>
        world.system.photos.add({ content: Readable.from([content]), fileName, album })
      const { photo } = await add(bytes, 'large.jpg')
      expect(photo).toMatchObject({ widthPx: 2_400, bytes: bytes.length })
      expect(await world.files('originals')).toEqual([])
      expect(await world.files('incoming')).toEqual([])
      expect(await keysOf(storage)).toEqual([expect.stringMatching(/^originals\/..\/..\/[0-9a-f]{64}\.jpg$/)])

      const { width } = await sharp(
        (await world.system.derivatives.open(photo.id, { size: 'medium' })).bytes,
      ).metadata()
      expect(width).toBe(594)
      const original = await world.system.photos.original(photo.id)
      const part = await buffer(await original.open({ start: 8_000_000, end: 8_999_999 }))
      expect(part.equals(bytes.subarray(8_000_000, 9_000_000))).toBe(true)
      const hash = createHash('sha256')
      for await (const chunk of await original.open()) hash.update(chunk as Buffer)
      expect(hash.digest('hex')).toBe(photo.sha256)

      expect((await add(bytes, 'again.jpg')).duplicate).toBe(true)
      await world.system.photos.delete([photo.id])
      expect(await keysOf(storage), 'what is in the trash keeps its original').toHaveLength(1)
      expect(await world.system.storage.check()).toMatchObject({ outcome: 'well', objects: 1, hashed: 1 })
    })

    it('is as it was when the service goes away in the middle of an upload, and goes on when it is back', async () => {
      const { endpoint = '' } = toS3Options(s3)
      const way = await openWay(endpoint)
      const storage = openStorage({ endpoint: way.endpoint, attempts: 3, timeoutMs: 2_000 })
      const world = await openTestGallery({ storage })
      const album = (await world.addAlbum('Bucket')).id
      const bytes = await noisyPicture(2_400)
      const add = () => world.system.photos.add({ content: Readable.from([bytes]), fileName: 'a.jpg', album })
      await world.gallery.checkHealth()

      // The first part goes through, and then nothing.
      way.requests = 0
      const goingAway = setInterval(() => {
        if (way.requests >= 2) way.fault = 'gone'
      }, 1)
      await refusalOf(add(), 'STORAGE_FAILED')
      clearInterval(goingAway)
      await refusalOf(world.gallery.checkHealth(), 'STORAGE_FAILED')
      expect((await world.system.photos.list({})).items).toEqual([])
      // Nobody can tell now whether the original is there: the note that says so is for the sweep.
      expect(await world.files('incoming')).toEqual([expect.stringMatching(/incoming\/placing-/)])

      way.fault = 'none'
      expect(await keysOf(storage)).toEqual([])
      // What the service still holds of the upload that was cut short is found and given back.
      expect(await storage.sweepTemporary?.({ olderThanMs: 0 })).toBeLessThanOrEqual(1)
      const { photo } = await add()
      expect(photo.bytes).toBe(bytes.length)
      await world.gallery.checkHealth()
      // The same bytes belong to a photo meanwhile: the note goes, and they stay.
      await aDayLater(world)
      expect(await world.files('incoming')).toEqual([])
      expect(await keysOf(storage)).toHaveLength(1)
      expect(await world.system.storage.check()).toMatchObject({ outcome: 'well', objects: 1, hashed: 1 })
    })

    it('gives back what the service stored and went away before it said so', async () => {
      const { endpoint = '' } = toS3Options(s3)
      const way = await openWay(endpoint)
      const storage = openStorage({ endpoint: way.endpoint, attempts: 3, timeoutMs: 2_000 })
      const world = await openTestGallery({ storage })
      const album = (await world.addAlbum('Bucket')).id
      await world.gallery.checkHealth()
      const content = Readable.from([await noisyPicture(300)])
      way.fault = 'unanswered'
      await refusalOf(world.system.photos.add({ content, fileName: 'a.jpg', album }), 'STORAGE_FAILED')
      way.fault = 'none'
      expect((await world.system.photos.list({})).items).toEqual([])
      expect(await keysOf(storage)).toHaveLength(1)
      expect(await world.files('incoming')).toHaveLength(1)

      way.fault = 'gone'
      await aDayLater(world)
      expect(await world.files('incoming'), 'the service is still gone').toHaveLength(1)
      way.fault = 'none'
      world.clock.advance(2 * hourMs)
      await runJobs(world)
      expect(await world.files('incoming')).toEqual([])
      expect(await keysOf(storage)).toEqual([])
    })

    it('stays whole while the service is busy, slow, or loses connections', async () => {
      const { endpoint = '' } = toS3Options(s3)
      const way = await openWay(endpoint)
      const storage = openStorage({ endpoint: way.endpoint, attempts: 10, timeoutMs: 5_000 })
      const world = await openTestGallery({ storage })
      const album = (await world.addAlbum('Bucket')).id
      for (const fault of ['busy', 'slow', 'cut'] as const) {
        const bytes = await noisyPicture(900)
        way.fault = fault
        const content = Readable.from([bytes])
        const { photo } = await world.system.photos.add({ content, fileName: `${fault}.jpg`, album })
        const original = await world.system.photos.original(photo.id)
        expect((await buffer(await original.open())).equals(bytes), fault).toBe(true)
        expect((await world.system.derivatives.open(photo.id, { size: 'small' })).bytes.length).toBeGreaterThan(0)
      }
      way.fault = 'none'
      expect(await world.system.storage.check()).toMatchObject({ outcome: 'well', objects: 3, hashed: 3 })
    })
  })

  describeWith('ffmpeg', 'a film', () => {
    describeDialects('with programs', ({ openTestGallery }) => {
      it('has its poster made of a copy that goes again', async () => {
        const storage = openStorage()
        const world = await openTestGallery({ storage, tools: {} })
        const album = (await world.addAlbum('Bucket')).id
        const content = Readable.from([film()])
        const { photo } = await world.system.photos.add({ content, fileName: 'film.mp4', album })
        await world.system.derivatives.open(photo.id, { size: 'small' }).catch(() => null)
        expect(await world.files('incoming')).toEqual([])
      })
    })
  })
})
