import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, fsStorage, sqlite } from '@vitrine/core'
import { createClient } from '@vitrine/sdk'
import { Upload } from 'tus-js-client'
import { expect, it } from 'vitest'
import { createServer } from 'vitrine'
import { describeServer, jpeg, password, type World } from './world.ts'

const pieceType = 'application/offset+octet-stream'
const encode = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(String(value)).toString('base64')}`)
    .join(',')

const signIn = async ({ request }: World, username: string): Promise<Record<string, string>> => {
  const response = await request('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const { csrfToken } = (await response.json()) as { csrfToken: string }
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', 'x-csrf-token': csrfToken }
}

describeServer(
  'resumable uploads',
  (world) => {
    /** Past the checks of the world: an answer to `HEAD` has no body to hold against the contract. */
    const unchecked = (request: Request): Promise<Response> =>
      world().baseUrl.startsWith('http://gallery.test') ? world().server.fetch(request) : fetch(request)

    /** Speaks the protocol by hand. */
    const speak = async (username: 'admin' | 'member' | null = 'admin') => {
      const identity = username === null ? {} : await signIn(world(), username)
      const send = (method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array) => {
        const init = { method, headers: { 'tus-resumable': '1.0.0', ...identity, ...headers } }
        const url = `${world().baseUrl}/api/v1/uploads${path}`
        return unchecked(new Request(url, body ? { ...init, body: new Uint8Array(body) } : init))
      }
      return {
        send,
        create: async (bytes: number, metadata: Record<string, string | number>, more = {}) => {
          const headers = { 'upload-length': String(bytes), 'upload-metadata': encode(metadata), ...more }
          const response = await send('POST', '', headers)
          return { response, id: response.headers.get('location')?.split('/').at(-1) ?? '' }
        },
        patch: (id: string, offset: number, body: Uint8Array, more: Record<string, string> = {}) =>
          send('PATCH', `/${id}`, { 'upload-offset': String(offset), 'content-type': pieceType, ...more }, body),
        head: async (id: string) => (await send('HEAD', `/${id}`)).headers,
      }
    }
    const codeOf = async (response: Response) =>
      ((await response.json()) as { error: { code: string; issues?: { path: string }[] } }).error

    it('says what it can do', async () => {
      const { send } = await speak(null)
      const response = await send('OPTIONS', '')
      expect(response.status).toBe(204)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'tus-version': '1.0.0',
        'tus-resumable': '1.0.0',
        'tus-extension': 'creation,creation-with-upload,expiration,checksum,termination',
        'tus-checksum-algorithm': 'sha1,sha256,md5',
      })
      // Open to no other site.
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    })

    it('takes a file piece by piece, tells how far it is, and which photo it became', async () => {
      const tus = await speak()
      const bytes = await jpeg('#12a', { width: 400, height: 300 })
      const album = world().albums.open.id
      const { response, id } = await tus.create(bytes.length, {
        filename: 'Höfn.jpg',
        album,
        tags: '["port","ísland"]',
      })
      expect(response.status).toBe(201)
      const { pathname } = new URL(world().baseUrl)
      expect(response.headers.get('location')).toBe(`${pathname.replace(/\/$/, '')}/api/v1/uploads/${id}`)
      expect(Date.parse(response.headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now())
      const first = await tus.patch(id, 0, bytes.subarray(0, 500))
      expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '500'])
      const standing = await tus.head(id)
      expect([standing.get('upload-offset'), standing.get('upload-length')]).toEqual(['500', String(bytes.length)])
      expect(standing.get('cache-control')).toBe('no-store')
      const last = await tus.patch(id, 500, bytes.subarray(500), { accept: 'application/json' })
      const photo = (await last.json()) as { id: number; fileName: string; tags: { name: string }[]; bytes: number }
      expect(last.status).toBe(200)
      expect(photo).toMatchObject({ fileName: 'Höfn.jpg', bytes: bytes.length })
      expect(photo.tags.map(({ name }) => name).toSorted()).toEqual(['port', 'ísland'])
      const after = await tus.head(id)
      expect([after.get('vitrine-photo-id'), after.get('vitrine-duplicate')]).toEqual([String(photo.id), 'false'])
      const again = await tus.patch(id, bytes.length, new Uint8Array())
      expect([again.status, again.headers.get('vitrine-photo-id')]).toEqual([204, String(photo.id)])
    })

    it('takes the whole file with the announcement', async () => {
      const tus = await speak()
      const bytes = await jpeg('#21b')
      const headers = {
        'upload-length': String(bytes.length),
        'upload-metadata': encode({ filename: 'a.jpg', album: world().albums.open.id }),
        'content-type': pieceType,
      }
      const response = await tus.send('POST', '', headers, bytes)
      expect(response.status).toBe(201)
      expect(response.headers.get('upload-offset')).toBe(String(bytes.length))
      expect(Number(response.headers.get('vitrine-photo-id'))).toBeGreaterThan(0)
    })

    it('refuses what is wrong, by name, and leaves the upload as it was', async () => {
      const tus = await speak()
      const album = world().albums.open.id
      const bytes = await jpeg('#313')
      for (const [metadata, path] of [
        [{ filename: 'a.jpg' }, 'album'],
        [{ filename: 'a.jpg', album: 'x' }, 'album'],
        [{ filename: 'a.jpg', album, level: 3 }, 'level'],
        [{ filename: 'a.jpg', album, title: 'x'.repeat(300) }, 'title'],
        [{ filename: 'a.jpg', album, tags: 'no json' }, 'tags'],
        [{ filename: 'a.jpg', album, storageKey: '../x' }, 'storageKey'],
        [{ filename: 'x'.repeat(1001), album }, 'fileName'],
      ] as const) {
        const { response } = await tus.create(bytes.length, metadata as Record<string, string | number>)
        expect(response.status, path).toBe(400)
        expect((await codeOf(response)).issues?.[0]?.path).toBe(path)
      }
      for (const header of [
        'album !!!',
        'album MQ== MQ==',
        'album MQ==,album MQ==',
        `album ${Buffer.from([0xff]).toString('base64')}`,
      ]) {
        const response = await tus.send('POST', '', { 'upload-length': '5', 'upload-metadata': header })
        expect([response.status, (await codeOf(response)).code], header).toEqual([400, 'UPLOAD_INVALID'])
      }
      for (const length of ['-1', '1e3', '', 'x', '9'.repeat(20)]) {
        const response = await tus.send('POST', '', { 'upload-length': length, 'upload-metadata': encode({ album }) })
        expect((await codeOf(response)).issues?.[0]?.path, length).toBe('upload-length')
      }
      const { response: large } = await tus.create(2_000_001, { filename: 'a.jpg', album })
      expect([large.status, (await codeOf(large)).code]).toEqual([413, 'MEDIA_TOO_LARGE'])
      const old = await tus.send('POST', '', { 'tus-resumable': '0.2.2', 'upload-length': '5' })
      expect([old.status, old.headers.get('tus-version')]).toEqual([412, '1.0.0'])

      const { id } = await tus.create(bytes.length, { filename: 'a.jpg', album })
      const half = bytes.subarray(0, 100)
      for (const [promise, status, code] of [
        [tus.patch(id, 7, half), 409, 'CONFLICT'],
        [tus.patch(id, 0, half, { 'content-type': 'image/jpeg' }), 415, 'BODY_TYPE_UNSUPPORTED'],
        [tus.patch(id, 0, half, { 'content-encoding': 'gzip' }), 415, 'BODY_TYPE_UNSUPPORTED'],
        [tus.patch(id, 0, half, { 'upload-offset': 'x' }), 400, 'INPUT_INVALID'],
        [tus.patch(id, 0, half, { 'upload-checksum': 'crc32 AAAA' }), 400, 'INPUT_INVALID'],
        [tus.patch(id, 0, half, { 'upload-checksum': 'sha1 AAAA' }), 460, 'UPLOAD_CHECKSUM_MISMATCH'],
        [tus.patch(id, 0, Buffer.concat([bytes, bytes])), 400, 'UPLOAD_INVALID'],
        [tus.patch('00000000-0000-0000-0000-000000000000', 0, half), 404, 'UPLOAD_NOT_FOUND'],
        [tus.patch('..%2f..%2fx', 0, half), 404, 'UPLOAD_NOT_FOUND'],
        [tus.send('GET', `/${id}`), 405, 'METHOD_NOT_ALLOWED'],
      ] as const) {
        const response = await promise
        expect([response.status, (await codeOf(response)).code]).toEqual([status, code])
        expect(response.headers.get('tus-resumable')).toBe('1.0.0')
      }
      expect((await tus.head(id)).get('upload-offset')).toBe('0')
      const digest = createHash('sha1').update(half).digest('base64')
      expect((await tus.patch(id, 0, half, { 'upload-checksum': `sha1 ${digest}` })).status).toBe(204)
      const overridden = { 'x-http-method-override': 'PATCH', 'upload-offset': '100', 'content-type': pieceType }
      expect(
        (await tus.send('POST', `/${id}`, overridden, bytes.subarray(100, 150))).headers.get('upload-offset'),
      ).toBe('150')
      expect((await tus.send('DELETE', `/${id}`)).status).toBe(204)
      expect((await tus.send('HEAD', `/${id}`)).status).toBe(404)
    })

    it('is for those who may, from pages of this gallery, and nobody else’s', async () => {
      const album = world().albums.granted.id
      const guests = await speak(null)
      expect((await guests.create(5, { album })).response.status).toBe(401)
      const member = await speak('member')
      const { id, response } = await member.create(500, { filename: 'a.jpg', album })
      expect(response.status).toBe(201)
      expect((await member.create(5, { album: world().albums.open.id })).response.status).toBe(403)
      expect((await member.create(5, { album: world().albums.hidden.id })).response.status).toBe(404)
      const admin = await speak()
      for (const method of ['HEAD', 'DELETE']) expect((await admin.send(method, `/${id}`)).status).toBe(404)
      for (const headers of [
        { 'x-csrf-token': 'wrong' },
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'https://evil.example' },
      ]) {
        expect((await member.create(5, { album }, headers)).response.status).toBe(403)
        expect((await member.patch(id, 0, Buffer.from('x'), headers)).status).toBe(403)
        expect((await member.send('DELETE', `/${id}`, headers)).status).toBe(403)
      }
      expect((await member.head(id)).get('upload-offset')).toBe('0')
    })

    it('is spoken by the client that most apps use, which goes on where it was stopped', async ({ skip }) => {
      skip(!world().baseUrl.startsWith('http://127.0.0.1'), 'It opens connections of its own: there is no server here.')
      const bytes = await jpeg('#c0ffee', { width: 1600, height: 1200 })
      const options = {
        endpoint: `${world().baseUrl}/api/v1/uploads`,
        headers: await signIn(world(), 'admin'),
        chunkSize: 4_000,
        retryDelays: null,
        metadata: { filename: 'Höfn 2.jpg', filetype: 'image/jpeg', album: String(world().albums.open.id) },
      }
      const url = await new Promise<string>((resolve, reject) => {
        const first = new Upload(bytes, {
          ...options,
          onChunkComplete: (_size, sent) => {
            if (sent < 8_000) return
            void first.abort().then(() => resolve(first.url ?? ''))
          },
          onError: reject,
        })
        first.start()
      })
      const offsets: number[] = []
      const photoId = await new Promise<string | undefined>((resolve, reject) => {
        const second = new Upload(bytes, {
          ...options,
          uploadUrl: url,
          onChunkComplete: (_size, sent) => offsets.push(sent),
          onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('vitrine-photo-id')),
          onError: reject,
        })
        second.start()
      })
      expect(offsets[0]).toBeGreaterThan(8_000)
      const photo = await world().gallery.asSystem('test').photos.get(Number(photoId))
      expect(photo).toMatchObject({ fileName: 'Höfn 2.jpg', bytes: bytes.length })
      expect(photo.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    })

    it('goes on by itself in the SDK: after faults, from an id, with progress, and not after it was stopped', async () => {
      const bytes = await jpeg('#818', { width: 1500, height: 1500 })
      const album = world().albums.open.id
      let faults = 0
      const flaky = createClient({
        baseUrl: world().baseUrl,
        fetch: async (request) => {
          if (request.method === 'HEAD') return unchecked(request)
          // Every second piece is lost, one of them after it arrived.
          if (request.method !== 'PATCH' || faults >= 3) return world().fetch(request)
          faults += 1
          if (faults === 2) await world().fetch(request)
          throw new TypeError('The line is dead.')
        },
      })
      await flaky.session.create({ username: 'admin', password })
      const seen: number[] = []
      let id = ''
      const { photo, duplicate } = await flaky.uploads.resumable({
        file: new File([new Uint8Array(bytes)], 'lost and found.jpg'),
        album,
        tags: ['a', 'b'],
        retryDelayMs: 1,
        onProgress: ({ sentBytes }) => seen.push(sentBytes),
        onCreated: (created) => {
          id = created
        },
      })
      expect(duplicate).toBe(false)
      expect(photo).toMatchObject({ fileName: 'lost and found.jpg', bytes: bytes.length })
      expect(faults).toBe(2)
      const file = new File([new Uint8Array(bytes)], 'x.jpg')
      expect((await flaky.uploads.resumable({ file, album, resume: id })).photo.id).toBe(photo.id)
      const gone = await flaky.uploads.resumable({ file, album, resume: '00000000-0000-0000-0000-000000000000' })
      expect(gone).toMatchObject({ duplicate: true, photo: { id: photo.id } })

      const refused = flaky.uploads.resumable({ file: new File(['nothing'], 'x.jpg'), album })
      await expect(refused).rejects.toMatchObject({ code: 'MEDIA_UNSUPPORTED' })
      const stop = AbortSignal.abort(new Error('enough'))
      await expect(flaky.uploads.resumable({ file, album, signal: stop })).rejects.toThrow('enough')
    })
  },
  { basePath: '/gallery', maxUploadBytes: 2_000_000 },
)

it('goes on after the server was stopped in the middle of a piece and started again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-tus-'))
  const start = async (port: number) => {
    const gallery = await createGallery({
      database: sqlite({ file: join(folder, 'gallery.db') }),
      storage: fsStorage({ root: join(folder, 'data') }),
      cacheFolder: join(folder, 'cache'),
      stagingFolder: join(folder, 'incoming'),
      passwordCost: { N: 16, r: 8, p: 1 },
    })
    const server = createServer(gallery)
    const http = createHttpServer(server.nodeHandler)
    await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
    const close = async () => {
      const closed = new Promise((resolve) => http.close(resolve))
      http.closeAllConnections()
      await closed
      await server.close()
      await gallery.close()
    }
    return { gallery, close, port: (http.address() as AddressInfo).port }
  }
  try {
    const first = await start(0)
    const { port } = first
    const system = first.gallery.asSystem('test')
    await system.users.create({ username: 'admin', password, role: 'webmaster' })
    const album = (await system.albums.create({ name: 'Album' })).id
    const baseUrl = `http://127.0.0.1:${port}`
    const login = await fetch(`${baseUrl}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password }),
    })
    const { csrfToken } = (await login.json()) as { csrfToken: string }
    const headers = {
      cookie: login.headers.getSetCookie()[0]?.split(';')[0] ?? '',
      'x-csrf-token': csrfToken,
      'tus-resumable': '1.0.0',
    }
    const bytes = await jpeg('#a1b', { width: 1200, height: 900 })
    const metadata = encode({ filename: 'a.jpg', album })
    const created = await fetch(`${baseUrl}/api/v1/uploads`, {
      method: 'POST',
      headers: { ...headers, 'upload-length': String(bytes.length), 'upload-metadata': metadata },
    })
    const url = new URL(created.headers.get('location') ?? '', baseUrl)
    // A piece of which only the beginning comes, on a raw connection.
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    const lines = Object.entries({
      ...headers,
      'upload-offset': '0',
      'content-type': pieceType,
      'content-length': String(bytes.length),
    })
    socket.write(
      `PATCH ${url.pathname} HTTP/1.1\r\nhost: x\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    )
    socket.write(bytes.subarray(0, 1000))
    await new Promise((resolve) => setTimeout(resolve, 300))
    await first.close()
    socket.destroy()
    const second = await start(port)
    const head = await fetch(url, { method: 'HEAD', headers })
    expect([head.status, head.headers.get('upload-offset')]).toEqual([200, '1000'])
    const rest = await fetch(url, {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': '1000', 'content-type': pieceType },
      body: new Uint8Array(bytes.subarray(1000)),
    })
    expect(rest.status).toBe(204)
    const photo = await second.gallery.asSystem('test').photos.get(Number(rest.headers.get('vitrine-photo-id')))
    expect(photo.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    await second.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 20_000)
