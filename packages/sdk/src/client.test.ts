import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createClient } from './client.ts'
import { contract, listOperations, type Operation } from './contract/index.ts'
import { VitrineApiError, VitrineConnectionError } from './errors.ts'

type Answer = { status?: number; headers?: Record<string, string | string[]>; body?: unknown; text?: string }
type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer }

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A real server on a free port that answers what the test says, and remembers what it was asked. */
const listen = async (answer: (seen: Seen, count: number) => Answer) => {
  const seen: Seen[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const one = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks),
    }
    seen.push(one)
    const { status = 200, headers = {}, body, text } = answer(one, seen.length)
    response.writeHead(status, headers).end(text ?? (body === undefined ? undefined : JSON.stringify(body)))
  }
  const server = createServer((request, response) => {
    // A client that goes away in the middle is part of what is tested here.
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => server.close(() => resolve())))
  return { seen, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gallery/` }
}

const user = { id: 1, username: 'ada', email: null, role: 'user', level: 0, disabled: false, createdAt: '' }

describe('createClient', () => {
  it('puts each value where the contract says', async () => {
    const { baseUrl, seen } = await listen(({ method }) => ({ status: method === 'DELETE' ? 204 : 200, body: {} }))
    const client = createClient({ baseUrl, apiKey: 'k-1' })
    await client.photos.list({ album: 3, recursive: true, q: 'a&b=ü', cursor: undefined })
    await client.albums.list({ parent: null })
    await client.albums.update({ id: 7, name: 'Ísland', description: null })
    expect(await client.albums.delete({ id: 7, photos: 'keep' })).toBeUndefined()
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /gallery/api/v1/photos?album=3&recursive=true&q=a%26b%3D%C3%BC',
      'GET /gallery/api/v1/albums',
      'PATCH /gallery/api/v1/albums/7',
      'DELETE /gallery/api/v1/albums/7?photos=keep',
    ])
    expect(JSON.parse(seen[2]?.body.toString() ?? '')).toEqual({ name: 'Ísland', description: null })
    expect(seen[2]?.headers['content-type']).toBe('application/json')
    expect(seen[0]?.headers.authorization).toBe('Bearer k-1')
    await expect(client.photos.get({ id: undefined as unknown as number })).rejects.toThrow(TypeError)
  })

  it('keeps the cookie and the token of a session, and drops them with it', async () => {
    const { baseUrl, seen } = await listen(({ method, url }) => {
      if (!url.endsWith('/session')) return { body: {} }
      if (method === 'DELETE') return { status: 204, headers: { 'set-cookie': 'vitrine_session=; Max-Age=0; Path=/' } }
      const cookies = ['vitrine_session=s3cret; Path=/; HttpOnly', 'other=1']
      return { headers: { 'set-cookie': cookies }, body: { user, csrfToken: 'c-1' } }
    })
    const client = createClient({ baseUrl })
    await client.session.create({ username: 'ada', password: 'correct horse' })
    await client.albums.create({ name: 'x' })
    await client.albums.list()
    await client.session.delete()
    await client.albums.create({ name: 'y' })
    expect(seen[0]?.headers['x-csrf-token']).toBeUndefined()
    expect(seen[1]?.headers).toMatchObject({ cookie: 'vitrine_session=s3cret; other=1', 'x-csrf-token': 'c-1' })
    expect(seen[2]?.headers['x-csrf-token']).toBeUndefined()
    expect(seen[4]?.headers.cookie).toBe('other=1')
    expect(seen[4]?.headers['x-csrf-token']).toBeUndefined()
  })

  it('turns answers into typed errors, also those that no Vitrine wrote', async () => {
    const issues = [{ path: 'name', message: 'This field is required' }]
    const { baseUrl } = await listen((_, count) =>
      count === 1
        ? { status: 400, body: { error: { code: 'INPUT_INVALID', message: 'No.', issues } } }
        : { status: 502, text: '<html>bad gateway</html>' },
    )
    const client = createClient({ baseUrl })
    const first = await client.albums.create({ name: '' }).catch((error: unknown) => error)
    expect(first).toBeInstanceOf(VitrineApiError)
    expect(first).toMatchObject({ status: 400, code: 'INPUT_INVALID', message: 'No.', issues })
    await expect(client.albums.list()).rejects.toMatchObject({ status: 502, code: 'BAD_RESPONSE', issues: [] })
  })

  it('tries reads again after 429 and 503, never writes, and not for ever', async () => {
    const busy = { status: 503, body: { error: { code: 'DATABASE_BUSY', message: 'Busy.' } } }
    const { baseUrl, seen } = await listen((_, count) => (count < 3 ? busy : { body: { ok: true } }))
    const client = createClient({ baseUrl, retryDelayMs: 1 })
    expect(await client.albums.get({ id: 1 })).toEqual({ ok: true })
    expect(seen).toHaveLength(3)

    const never = await listen(() => busy)
    const stubborn = createClient({ baseUrl: never.baseUrl, retryDelayMs: 1, maxRetries: 1 })
    await expect(stubborn.albums.get({ id: 1 })).rejects.toMatchObject({ status: 503, code: 'DATABASE_BUSY' })
    expect(never.seen).toHaveLength(2)
    await expect(stubborn.albums.create({ name: 'x' })).rejects.toMatchObject({ status: 503 })
    expect(never.seen).toHaveLength(3)
  })

  it('obeys Retry-After where it is short, hands it on where it is long, and stops when told', async () => {
    const limited = (seconds: string): Answer => ({
      status: 429,
      headers: { 'retry-after': seconds },
      body: { error: { code: 'RATE_LIMITED', message: 'Wait.' } },
    })
    const long = await listen(() => limited('600'))
    const error = await createClient({ baseUrl: long.baseUrl })
      .session.get()
      .catch((each: unknown) => each)
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 600 })
    expect(long.seen).toHaveLength(1)

    const short = await listen(() => limited('5'))
    const client = createClient({ baseUrl: short.baseUrl })
    await expect(client.session.get({}, { signal: AbortSignal.timeout(200) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
    expect(short.seen).toHaveLength(1)
  })

  it('walks a list page by page, and asks for no page that is not wanted', async () => {
    const { baseUrl, seen } = await listen(({ url }) => {
      const cursor = new URL(url, 'http://x').searchParams.get('cursor')
      return {
        body: { items: [{ id: cursor ? 3 : 1 }, { id: cursor ? 4 : 2 }], nextCursor: cursor ? null : 'c2', total: 4 },
      }
    })
    const client = createClient({ baseUrl })
    const ids: number[] = []
    for await (const { id } of client.photos.iterate({ album: 1, limit: 2 })) ids.push(id)
    expect(ids).toEqual([1, 2, 3, 4])
    expect(seen).toHaveLength(2)
    for await (const { id } of client.photos.iterate({ album: 1 })) if (id === 1) break
    expect(seen).toHaveLength(3)
  })

  it('tries reads again after a lost connection and a proxy without a server, and says so when it stays that way', async () => {
    const { baseUrl, seen } = await listen((_, count) => (count === 1 ? { status: 502 } : { body: { ok: true } }))
    expect(await createClient({ baseUrl, retryDelayMs: 1 }).albums.get({ id: 1 })).toEqual({ ok: true })
    expect(seen).toHaveLength(2)

    let asked = 0
    const fetch = async (request: Request): Promise<Response> => {
      if (++asked === 1) throw new TypeError('socket hang up')
      return globalThis.fetch(request)
    }
    expect(await createClient({ baseUrl, fetch, retryDelayMs: 1 }).albums.get({ id: 1 })).toEqual({ ok: true })
    expect(asked).toBe(2)

    const lost = createClient({ baseUrl: 'http://127.0.0.1:1', retryDelayMs: 1 })
    const error = await lost.albums.list().catch((each: unknown) => each)
    expect(error).toBeInstanceOf(VitrineConnectionError)
    expect(error).toMatchObject({ kind: 'lost', cause: expect.any(TypeError) })
    let writes = 0
    const broken = createClient({
      retryDelayMs: 1,
      baseUrl,
      fetch: async () => {
        writes++
        throw new TypeError('reset')
      },
    })
    await expect(broken.albums.create({ name: 'x' })).rejects.toMatchObject({ kind: 'lost' })
    expect(writes).toBe(1)
  })

  it('gives up when the time is over, by its own limit or that of a call', async () => {
    const { baseUrl } = await listen(() => ({ body: {} }))
    const slow = (request: Request): Promise<Response> =>
      new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason)))
    const client = createClient({ baseUrl, fetch: slow, timeoutMs: 30 })
    await expect(client.albums.list()).rejects.toMatchObject({ name: 'VitrineConnectionError', kind: 'timeout' })
    const patient = createClient({ baseUrl, fetch: slow })
    await expect(patient.albums.list({}, { timeoutMs: 30 })).rejects.toMatchObject({ kind: 'timeout' })
    const mine = new Error('mine')
    const controller = new AbortController()
    setTimeout(() => controller.abort(mine), 20)
    await expect(patient.albums.list({}, { signal: controller.signal })).rejects.toBe(mine)
  })

  it('comes by a share link, walks any list, and calls what plugins add', async () => {
    const { baseUrl, seen } = await listen(({ url }) => ({
      body: { items: [{ id: url.includes('cursor') ? 2 : 1 }], nextCursor: url.includes('cursor') ? null : 'c' },
    }))
    const likes = {
      id: 'likes.set',
      method: 'PUT',
      path: '/plugins/likes/:photoId',
      encoding: 'json',
      answer: 'json',
      summary: '',
      input: {},
      output: null,
      status: 200,
      errors: [],
      auth: 'user',
      csrf: true,
    } as const satisfies Operation
    const client = createClient({ baseUrl, link: 'k3y', operations: [{ likes: { set: likes } }] })
    const ids: unknown[] = []
    for await (const tag of client.tags.list.all()) ids.push(tag.id)
    expect(ids).toEqual([1, 2])
    expect(seen[0]?.headers.authorization).toBe('Link k3y')
    await client.likes.set({ photoId: 4, stars: 5 } as object)
    expect([seen[2]?.method, seen[2]?.url, seen[2]?.body.toString()]).toEqual([
      'PUT',
      '/gallery/api/v1/plugins/likes/4',
      '{"stars":5}',
    ])
    expect(() => createClient({ operations: [{ albums: { set: likes } }] })).toThrow(TypeError)
  })

  it('has a function for every operation', () => {
    const client = createClient() as unknown as Record<string, Record<string, unknown>>
    // Only this one goes by another name than its operation.
    const names: Readonly<Record<string, string>> = { 'photos.create': 'photos.upload' }
    const missing = listOperations(contract).filter(({ id }) => {
      const [group = '', name = ''] = (names[id] ?? id).split('.')
      return typeof client[group]?.[name] !== 'function'
    })
    expect(missing.map(({ id }) => id)).toEqual([])
  })
})

describe('photos.upload', () => {
  const parse = (one: Seen | undefined): Promise<FormData> =>
    new Response(new Uint8Array(one?.body ?? []), {
      headers: { 'content-type': one?.headers['content-type'] ?? '' },
    }).formData()

  it('streams fields, then the file, and tells how far it is', async () => {
    const { baseUrl, seen } = await listen(() => ({ status: 201, body: { id: 9 } }))
    const size = 3_000_000
    let left = size
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const bytes = Math.min(left, 500_000)
        left -= bytes
        if (bytes === 0) controller.close()
        else controller.enqueue(new Uint8Array(bytes).fill(7))
      },
    })
    const progress: number[] = []
    const answer = await createClient({ baseUrl, apiKey: 'k' }).photos.upload({
      file: { stream, name: 'a"\r\nb ü.jpg', size },
      album: 4,
      title: 'Sea, “blue”',
      tags: ['a', 'b'],
      onProgress: ({ sentBytes, totalBytes }) => {
        expect(totalBytes).toBe(size)
        progress.push(sentBytes)
      },
    })
    expect(answer).toEqual({ photo: { id: 9 }, duplicate: false, waits: false })
    expect(progress).toEqual([500_000, 1_000_000, 1_500_000, 2_000_000, 2_500_000, 3_000_000])
    expect(seen[0]?.headers.authorization).toBe('Bearer k')
    const form = await parse(seen[0])
    expect([...form.keys()]).toEqual(['album', 'title', 'tags', 'tags', 'file'])
    expect(form.get('title')).toBe('Sea, “blue”')
    const file = form.get('file') as File
    expect(file.size).toBe(size)
    expect(file.name).toContain('b ü.jpg')
  })

  it('takes a Blob, and says when the photo was there already', async () => {
    const { baseUrl, seen } = await listen(() => ({ status: 200, body: { id: 9 } }))
    const file = new File([new Uint8Array(10)], 'x.png')
    expect(await createClient({ baseUrl }).photos.upload({ file, album: 1 })).toMatchObject({ duplicate: true })
    expect(((await parse(seen[0])).get('file') as File).name).toBe('x.png')
  })

  it('lets go of the file when it is stopped', async () => {
    const { baseUrl } = await listen(() => ({ status: 201, body: {} }))
    const controller = new AbortController()
    let cancelled = false
    const stream = new ReadableStream<Uint8Array>({
      pull: (each) => each.enqueue(new Uint8Array(64 * 1024)),
      cancel: () => {
        cancelled = true
      },
    })
    const upload = createClient({ baseUrl }).photos.upload({
      file: { stream, name: 'x', size: 1e9 },
      album: 1,
      signal: controller.signal,
      onProgress: ({ sentBytes }) => {
        if (sentBytes > 1_000_000) controller.abort(new Error('enough'))
      },
    })
    await expect(upload).rejects.toThrow()
    await expect.poll(() => cancelled).toBe(true)
  })
})
