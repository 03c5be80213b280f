import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createServer } from 'vitrine'
import { describeServer, password } from '../api/world.ts'
import { sendRaw } from './raw.ts'

const pages = ['/', '/tags', '/search?q=red', '/sign-in', '/nothing-here']

describeServer('headers', (world) => {
  /** Addresses of pictures of the photo that only administrators see. */
  const hiddenPictures = async (): Promise<string[]> => {
    const admin = await world().as('admin')
    const photo = await admin.photos.get({ id: world().photos.hidden.id })
    const urls = Object.values(photo.derivatives).map(({ url }) => new URL(url, world().baseUrl).pathname)
    return [...urls, `/api/v1/photos/${photo.id}/original`]
  }

  it('HD-01, HD-11: pages allow no inline script and no frame, errors too', async () => {
    for (const path of pages) {
      const { headers } = await world().request(path)
      const policy = headers.get('content-security-policy') ?? ''
      for (const part of [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ])
        expect(policy, path).toContain(part)
      expect(policy, path).not.toMatch(/unsafe-|\*|data:/)
      expect(headers.get('x-frame-options'), path).toBe('DENY')
    }
  })

  it('HD-02: every answer says what browsers may make of it', async () => {
    for (const path of [...pages, '/api/v1/photos', '/api/v1/nothing', '/healthz', '/metrics']) {
      const { headers } = await world().request(path)
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('referrer-policy'), path).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin')
      if (headers.get('content-type')?.startsWith('text/html'))
        expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
    }
  })

  it('HD-04, HD-05, HD-06: what is private is kept by no shared cache, and carries no cookie', async () => {
    const cookie = await world().cookieOf('admin')
    for (const path of ['/', `/photos/${world().photos.hidden.id}`, '/api/v1/photos', ...(await hiddenPictures())]) {
      const own = await world().request(path, { headers: { cookie } })
      const caching = own.headers.get('cache-control') ?? ''
      expect(caching, path).toMatch(/private|no-store/)
      expect(caching, path).not.toMatch(/public|s-maxage/)
      // Rendered pictures stay in the browser of whoever saw them, under an address that only the picture has (decision 0042).
      if (caching.includes('no-cache')) expect(own.headers.get('vary'), path).toMatch(/cookie/i)
      expect(own.headers.get('set-cookie'), path).toBeNull()
    }
    for (const path of await hiddenPictures()) {
      const { status } = await world().request(path)
      expect([401, 404], path).toContain(status)
    }
  })

  it('HD-07: another ending of an address is not the page', async () => {
    const cookie = await world().cookieOf('admin')
    for (const path of [
      '/admin/webhooks/x.css',
      '/tags/x.css',
      '/api/v1/session/x.css',
      '/healthz/x.css',
      '/admin.css',
    ]) {
      const { status } = await world().request(path, { headers: { cookie } })
      expect(status, path).toBe(404)
    }
  })

  it('HD-08: errors are kept by nobody, and have a name to be found by', async () => {
    for (const path of ['/nothing-here', '/api/v1/nothing', '/api/v1/photos/999999', '/media/nothing', '/admin']) {
      const { status, headers } = await world().request(path)
      expect(status, path).toBeGreaterThanOrEqual(400)
      expect(headers.get('cache-control'), path).toBe('no-store')
      expect(headers.get('x-request-id'), path).toMatch(/^[\w-]{36}$/)
    }
  })

  it('HD-09: the right to see comes before the question whether it changed', async () => {
    const cookie = await world().cookieOf('admin')
    for (const path of await hiddenPictures()) {
      const own = await world().request(path, { headers: { cookie } })
      const etag = own.headers.get('etag')
      if (etag === null) continue
      const again = await world().request(path, { headers: { cookie, 'if-none-match': etag } })
      expect(again.status, path).toBe(304)
      const { status } = await world().request(path, { headers: { 'if-none-match': etag } })
      expect([401, 404], path).toContain(status)
    }
  })

  it('HD-10: no other site may read an answer', async () => {
    for (const origin of ['https://evil.example', 'null'])
      for (const path of ['/', '/api/v1/photos', '/api/v1/session']) {
        const { headers } = await world().request(path, { headers: { origin } })
        expect(headers.get('access-control-allow-origin'), path).toBeNull()
        expect(headers.get('access-control-allow-credentials'), path).toBeNull()
      }
  })

  it('HD-13: a file that somebody sent can do nothing', async () => {
    const cookie = await world().cookieOf('admin')
    const { headers } = await world().request(`/api/v1/photos/${world().photos.open.id}/original`, {
      headers: { cookie },
    })
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('HD-14: nothing tells what answers', async () => {
    for (const path of pages) {
      const { headers } = await world().request(path)
      for (const name of ['server', 'x-powered-by', 'via']) expect(headers.get(name), path).toBeNull()
    }
  })

  it('HD-15: methods that nobody asked for are refused', async () => {
    for (const path of ['/', '/api/v1/photos', '/healthz', '/metrics'])
      for (const method of ['PROPFIND', 'LINK']) {
        const { status } = await world().request(path, { method })
        expect([404, 405], `${method} ${path}`).toContain(status)
      }
  })

  it('DO-05, DO-22: bodies that are too large, too deep or packed are refused', async () => {
    const send = (body: string, headers: Record<string, string> = {}) =>
      world().request('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
    expect((await send(`{"username":"${'x'.repeat(1024 * 1024)}"}`)).status).toBe(413)
    expect((await send(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)).status).toBe(400)
    expect((await send('{}', { 'content-encoding': 'gzip' })).status).toBe(415)
    const form = await world().request('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `username=${'x'.repeat(256 * 1024)}`,
    })
    expect(form.status).toBe(413)
  })
})

describeServer(
  'headers of a gallery whose public address is https',
  (world) => {
    it('HD-03, HD-12: its cookie stays on that host, and browsers come back encrypted', async () => {
      const answer = await world().request('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'member', password }),
      })
      const [cookie = ''] = answer.headers.getSetCookie()
      expect(cookie).toMatch(/^__Host-vitrine_session=/)
      for (const part of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
      expect(cookie).not.toMatch(/domain=/i)
      for (const path of pages) {
        const { headers } = await world().request(path)
        expect(
          Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1]),
        ).toBeGreaterThanOrEqual(31_536_000)
      }
    })
  },
  { baseUrl: 'https://photos.example.org' },
)

describeServer('requests that no browser sends', (world) => {
  it('HD-15, HD-16, DO-17: are refused before anything looks at them', async () => {
    const server = createServer(world().gallery)
    const http = createHttpServer(server.nodeHandler)
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const { port } = http.address() as AddressInfo
    const statusOf = async (text: string) => /^HTTP\/1\.1 (\d{3})/.exec(await sendRaw(port, text))?.[1]
    const start = 'Host: gallery\r\nConnection: close\r\n'
    const both = `${start}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`
    expect(await statusOf(`POST /api/v1/session HTTP/1.1\r\n${both}`)).toBe('400')
    expect(
      await statusOf(`POST /api/v1/session HTTP/1.1\r\n${start}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`),
    ).toBe('400')
    expect(await statusOf(`GET / HTTP/1.1\r\n${start}Cookie: a=${'x'.repeat(20_000)}\r\n\r\n`)).toBe('431')
    expect(['414', '431']).toContain(await statusOf(`GET /?${'x'.repeat(20_000)} HTTP/1.1\r\n${start}\r\n`))
    expect(['400', '404', '405']).toContain(await statusOf(`TRACE / HTTP/1.1\r\n${start}\r\n`))
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
    await server.close()
  })
})
