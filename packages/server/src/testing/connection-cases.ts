import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HostConformanceCase } from './conformance.types.ts'
import { addPicture, drawPicture, openAlbum, sha256 } from './upload-cases.ts'
import type { Visitor } from './visitor.ts'

const countPhotos = async ({ ask }: Visitor, album: number): Promise<unknown> =>
  ((await (await ask(`/api/v1/photos?album=${album}`)).json()) as { total: unknown }).total

/** Some hosts send everything in chunks (Next does) and leave it out; a wrong one would break the answer off. */
const assertLength = ({ headers }: Response, bytes: number): void => {
  const length = headers.get('content-length')
  assert.ok(length === null || length === String(bytes), `content-length is ${length} of ${bytes}`)
}

/** The bytes of a multipart request that breaks off in the middle of its file. */
const brokenOff = (album: number, bytes: Uint8Array): ReadableStream<Uint8Array> => {
  const head = `--b\r\ncontent-disposition: form-data; name="album"\r\n\r\n${album}\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="half.jpg"\r\n\r\n`
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(new TextEncoder().encode(head))
      controller.enqueue(new Uint8Array(bytes.subarray(0, bytes.length / 2)))
      await sleep(100)
      controller.error(new Error('The client went away.'))
    },
  })
}

/** Bytes on their way out, caches, and clients that go away. */
export const connectionCases: readonly HostConformanceCase[] = [
  {
    name: 'hands out originals whole and in ranges',
    async run(host) {
      const { visitor, album } = await openAlbum(host)
      const bytes = await drawPicture()
      const { id } = await addPicture(visitor, album, bytes)
      const path = `/api/v1/photos/${id}/original`
      const range = (value: string) => visitor.ask(path, { headers: { range: value } })

      const whole = await visitor.ask(path)
      assert.equal(whole.headers.get('accept-ranges'), 'bytes')
      assertLength(whole, bytes.length)
      assert.equal(sha256(new Uint8Array(await whole.arrayBuffer())), sha256(bytes))
      for (const [asked, from, to] of [
        ['bytes=0-0', 0, 0],
        ['bytes=1000-250000', 1000, 250_000],
        ['bytes=-500', bytes.length - 500, bytes.length - 1],
      ] as const) {
        const part = await range(asked)
        assert.equal(part.status, 206, asked)
        assert.equal(part.headers.get('content-range'), `bytes ${from}-${to}/${bytes.length}`)
        assert.ok(bytes.subarray(from, to + 1).equals(new Uint8Array(await part.arrayBuffer())), asked)
      }
      const outside = await range(`bytes=${bytes.length}-`)
      assert.deepEqual([outside.status, outside.headers.get('content-range')], [416, `bytes */${bytes.length}`])
      const head = await visitor.ask(path, { method: 'HEAD' })
      assertLength(head, bytes.length)
      assert.equal(await head.text(), '')
    },
  },
  {
    name: 'answers 304 to whoever has the current copy',
    async run(host) {
      const { visitor, album } = await openAlbum(host)
      const { id } = await addPicture(visitor, album, await drawPicture(200))
      const path = `/api/v1/photos/${id}/original`
      const first = await visitor.ask(path)
      await first.arrayBuffer()
      const etag = first.headers.get('etag') ?? ''
      assert.match(etag, /^"[^"]+"$/)
      assert.match(first.headers.get('cache-control') ?? '', /private/)
      const again = await visitor.ask(path, { headers: { 'if-none-match': etag } })
      assert.deepEqual([again.status, again.headers.get('etag'), await again.text()], [304, etag, ''])
      const changed = await visitor.ask(path, { headers: { 'if-range': '"another"', range: 'bytes=0-9' } })
      assert.equal(changed.status, 200)
      await changed.arrayBuffer()
    },
  },
  {
    name: 'renders pictures, and negotiates their format',
    async run(host) {
      const { visitor, album } = await openAlbum(host)
      const { id } = await addPicture(visitor, album, await drawPicture(200))
      const photo = (await (await visitor.ask(`/api/v1/photos/${id}`)).json()) as {
        derivatives: Record<string, { url: string }>
      }
      const url = photo.derivatives.thumb?.url ?? ''
      const { pathname } = new URL(host.baseUrl)
      assert.ok(url.startsWith(`${pathname.replace(/\/$/, '')}/media/`), `${url} lies below the base path`)
      const path = url.slice(pathname.replace(/\/$/, '').length)
      for (const [accept, type] of [
        ['image/webp,*/*', 'image/webp'],
        ['image/jpeg', 'image/jpeg'],
      ] as const) {
        const picture = await visitor.ask(path, { headers: { accept } })
        assert.deepEqual([picture.status, picture.headers.get('content-type')], [200, type])
        assert.match(picture.headers.get('vary') ?? '', /Accept/)
        assert.doesNotMatch(picture.headers.get('cache-control') ?? '', /public/)
        assert.ok((await picture.arrayBuffer()).byteLength > 500)
      }
    },
  },
  {
    name: 'stores nothing of an upload whose sender goes away, and answers on',
    async run(host) {
      const { visitor, album } = await openAlbum(host)
      const init = {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
        body: brokenOff(album, await drawPicture()),
        duplex: 'half',
      } as RequestInit
      // Where the connection is gone, nobody hears an answer; where there is none (`fetch` called directly), it says no.
      const answer = await visitor.ask('/api/v1/photos', init).catch(() => null)
      assert.ok(answer === null || answer.status >= 400, `an upload that broke off answers ${answer?.status}`)
      assert.equal(await countPhotos(visitor, album), 0)
      await addPicture(visitor, album, await drawPicture(100))
      assert.equal(await countPhotos(visitor, album), 1)
    },
  },
  {
    name: 'bears clients that go away in the middle of an answer',
    async run(host) {
      const { visitor, album } = await openAlbum(host)
      const { id } = await addPicture(visitor, album, await drawPicture(1200))
      for (let round = 0; round < 5; round++) {
        const response = await visitor.ask(`/api/v1/photos/${id}/original`)
        const reader = response.body?.getReader()
        assert.ok(((await reader?.read())?.value?.byteLength ?? 0) > 0)
        await reader?.cancel()
      }
      assert.equal((await visitor.ask('/healthz')).status, 200)
    },
  },
  {
    name: 'answers many at once, each its own answer',
    async run(host) {
      const { visitor, album } = await openAlbum(host)
      const asked = Array.from({ length: 40 }, (_, index) => index % 3)
      const got = await Promise.all(
        asked.map(async (kind) => {
          const path = kind === 0 ? '/' : kind === 1 ? `/api/v1/albums/${album}` : '/api/v1/albums/4000000000'
          const response = await visitor.ask(path)
          await response.arrayBuffer()
          return response.status
        }),
      )
      assert.deepEqual(
        got,
        asked.map((kind) => (kind === 2 ? 404 : 200)),
      )
    },
  },
]
