import { expect, it } from 'vitest'
import { describeServer } from './world.ts'

const json = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
})

describeServer('the protocol', (world) => {
  it('answers unknown addresses and methods in JSON', async () => {
    const { request } = world()
    for (const path of ['/api', '/api/v2/albums', '/api/v1/nope', '/api/v1/albums/1/x', '/api/v1/albums/1/style.css']) {
      const response = await request(path)
      expect(response.status, path).toBe(404)
      expect(await response.json()).toMatchObject({ error: { code: 'ROUTE_NOT_FOUND' } })
    }
    const cases: [string, string, string][] = [
      ['PUT', '/api/v1/albums', 'GET, HEAD, POST'],
      ['DELETE', '/api/v1/tags', 'GET, HEAD, POST'],
      ['OPTIONS', '/api/v1/photos/1', 'GET, HEAD, PATCH, DELETE'],
      ['POST', '/api/v1/openapi.json', 'GET, HEAD'],
    ]
    for (const [method, path, allow] of cases) {
      const response = await request(path, { method })
      expect(response.status, `${method} ${path}`).toBe(405)
      expect(response.headers.get('allow')).toBe(allow)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('AU-22: never writes on a read: no operation is reached by GET or HEAD but reads', async () => {
    const { request } = world()
    for (const path of ['/api/v1/albums/1/move', '/api/v1/tags/merge', '/api/v1/library/roots/1/sync']) {
      expect((await request(path)).status, path).toBe(405)
    }
  })

  it('answers HEAD like GET, without the body', async () => {
    const { server, photos, baseUrl } = world()
    for (const path of ['/api/v1/albums', `/api/v1/photos/${photos.open.id}`, '/healthz', '/api/v1/openapi.json']) {
      const ask = (method: string) => server.fetch(new Request(`${baseUrl}${path}`, { method }))
      const [get, head] = await Promise.all([ask('GET'), ask('HEAD')])
      expect(head.status, path).toBe(get.status)
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
      expect(await head.text()).toBe('')
    }
  })

  it('IN-02, IN-03: checks query and path by type, and refuses what it does not know', async () => {
    const { request } = world()
    const issuesOf = async (path: string) => {
      const response = await request(`/api/v1${path}`)
      const body = (await response.json()) as { error: { code: string; issues?: { path: string; message: string }[] } }
      return { status: response.status, code: body.error?.code, issues: body.error?.issues }
    }
    const bad: [string, string, string][] = [
      ['/photos?limit=501', 'limit', 'Expected at most 500'],
      ['/photos?limit=0', 'limit', 'Expected at least 1'],
      ['/photos?limit=1.5', 'limit', 'Expected a whole number'],
      ['/photos?limit=', 'limit', 'Expected number, received string'],
      ['/photos?album=1%20OR%201=1', 'album', 'Expected number, received string'],
      ['/photos?album=-1', 'album', 'Expected at least 1'],
      ['/photos?album=1e3', 'album', 'Expected number, received string'],
      ['/photos?album=1&album=2', 'album', 'Expected number, received a list'],
      ['/photos?recursive=maybe', 'recursive', 'Expected boolean, received string'],
      ['/photos?owner=1', 'owner', 'This field is not known'],
      ['/photos?__proto__=1', '__proto__', 'This field is not known'],
      ['/photos?q=%00', 'q', 'Expected well-formed text without control characters'],
      ['/photos/abc', 'id', 'Expected number, received string'],
      ['/photos/0', 'id', 'Expected at least 1'],
      ['/photos/01', 'id', 'Expected number, received string'],
      ['/photos/99999999999999999', 'id', 'Expected number, received string'],
    ]
    for (const [path, field, message] of bad) {
      expect(await issuesOf(path), path).toEqual({
        status: 400,
        code: 'INPUT_INVALID',
        issues: [{ path: field, message }],
      })
    }
    const sorted = await issuesOf('/photos?sort=id%3Bdrop')
    expect(sorted).toMatchObject({ status: 400, issues: [{ path: 'sort' }] })
    expect(JSON.stringify(sorted)).not.toContain('drop')
    expect((await request('/api/v1/photos?recursive=1&limit=2&album=1')).status).toBe(200)
    expect(await issuesOf('/photos?cursor=made-up')).toMatchObject({ status: 400, code: 'CURSOR_INVALID' })
    expect((await request('/api/v1/photos/%E0%A4%A')).status).toBe(400)
  })

  it('AU-23: takes JSON as application/json only, in UTF-8, of a bounded size', async () => {
    const { request } = world()
    const body = JSON.stringify({ username: 'a', password: 'b' })
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      '',
      'application/jsonx',
    ]) {
      const response = await request('/api/v1/session', json(body, { 'content-type': type }))
      expect(response.status, type).toBe(415)
      expect(await response.json()).toMatchObject({ error: { code: 'BODY_TYPE_UNSUPPORTED' } })
    }
    expect((await request('/api/v1/session', json(body, { 'content-encoding': 'gzip' }))).status).toBe(415)
    const withCharset = await request(
      '/api/v1/session',
      json(body, { 'content-type': 'application/json; charset=utf-8' }),
    )
    expect(withCharset.status).toBe(401)

    const large = JSON.stringify({ username: 'a', password: 'x'.repeat(1024 * 1024) })
    const refused = await request('/api/v1/session', json(large))
    expect(refused.status).toBe(413)
    expect(await refused.json()).toMatchObject({ error: { code: 'BODY_TOO_LARGE' } })
    const chunked = { ...json(''), body: new Blob([large]).stream(), duplex: 'half' } as RequestInit
    expect((await request('/api/v1/session', chunked)).status).toBe(413)

    for (const broken of ['{', 'undefined', '{"username":"a\xff', '']) {
      expect((await request('/api/v1/session', json(broken))).status, broken).toBe(400)
    }
    const invalid = new Uint8Array([...Buffer.from('{"username":"'), 0xff, 0xfe, ...Buffer.from('","password":"b"}')])
    const bytes = await request('/api/v1/session', { ...json(''), body: invalid })
    expect(await bytes.json()).toMatchObject({ error: { issues: [{ path: '', message: 'Expected JSON in UTF-8' }] } })
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
    expect((await request('/api/v1/session', json(deep))).status).toBe(400)
  })

  it('IN-24: lets no field name reach a prototype', async () => {
    const { request } = world()
    const body = '{"username":"a","password":"b","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'
    await request('/api/v1/session', json(body))
    await request('/api/v1/photos?constructor[prototype][polluted]=1&__proto__[polluted]=1')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('says whether it lives and is ready, and no more', async () => {
    const { request } = world()
    for (const path of ['/healthz', '/readyz']) {
      const response = await request(path)
      expect(await response.json()).toEqual({ status: 'ok' })
      expect(response.headers.get('cache-control')).toBe('no-store')
      for (const name of ['server', 'x-powered-by']) expect(response.headers.get(name)).toBeNull()
    }
  })

  it('keeps private answers out of shared caches', async () => {
    const { request } = world()
    const response = await request('/api/v1/albums')
    expect(response.headers.get('cache-control')).toBe('private, no-cache')
    expect(response.headers.get('vary')).toBe('Cookie, Authorization')
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })
})

describeServer('a gallery that is closed', (world) => {
  it('AZ-38: answers 503 with when to come back, shows no insides, and logs them', async () => {
    const { gallery, request, logged } = world()
    await gallery.close()
    for (const path of ['/readyz', '/api/v1/albums']) {
      const response = await request(path)
      expect(response.status, path).toBe(503)
      expect(response.headers.get('retry-after')).toMatch(/^\d+$/)
      const text = await response.text()
      expect(text).not.toMatch(/\.ts|at |node_modules|sqlite/i)
    }
    expect(logged.length).toBeGreaterThan(0)
    expect(JSON.stringify(logged)).toMatch(/GALLERY_CLOSED/)
  })
})
