import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createServer } from 'vitrine'
import { watchPace } from '../../src/cli/watch-pace.ts'
import { describeServer } from '../api/world.ts'
import { sendRaw } from './raw.ts'
import { openSlow } from './slow-connections.ts'

const token = 'a-token-for-the-watch'

describeServer(
  'metrics',
  (world) => {
    const read = async (headers: Record<string, string> = { authorization: `Bearer ${token}` }) => {
      const answer = await world().request('/metrics', { headers })
      return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') }
    }

    it('count requests by the template of their route, however many addresses there are', async () => {
      for (let count = 0; count < 30; count++) await world().request(`/api/v1/photos/${count + 1_000}`)
      for (let count = 0; count < 30; count++) await world().request(`/made-up-${Math.random()}`)
      const { status, text, type } = await read()
      expect(status).toBe(200)
      expect(type).toContain('text/plain')
      expect(text).toContain('vitrine_http_requests_total{method="GET",route="/api/v1/photos/:id",status="404"} 30')
      expect(text).toContain('vitrine_http_requests_total{method="GET",route="none",status="404"} 30')
      expect(text).not.toContain('made-up')
      expect(text).toMatch(/vitrine_jobs\{state="waiting"\} \d+/)
      expect(text).toMatch(/vitrine_renderings\{state="active"\} 0/)
      expect(text).toMatch(/vitrine_cache_lookups\{found="disk"\} \d+/)
      expect(text).toMatch(/vitrine_nodejs_eventloop_lag_seconds/)
      expect(text.match(/^vitrine_http_request_duration_seconds_count\{.*\} \d+$/gm)?.length).toBeLessThan(20)
    })

    it('are for administrators and for whoever has the token', async () => {
      expect((await read({})).status).toBe(401)
      expect((await read({ authorization: 'Bearer wrong' })).status).toBe(401)
      expect((await read({ authorization: `Bearer ${token}x` })).status).toBe(401)
      const admin = await world().cookieOf('admin')
      expect((await read({ cookie: admin })).status).toBe(200)
      expect((await read({ cookie: await world().cookieOf('member') })).status).toBe(403)
    })

    it('are each server’s own', async () => {
      const other = createServer(world().gallery, { metricsToken: token })
      const answer = await other.fetch(
        new Request('http://other.test/metrics', { headers: { authorization: `Bearer ${token}` } }),
      )
      expect(await answer.text()).not.toContain('/api/v1/photos/:id')
      await other.close()
    })
  },
  { metricsToken: token },
)

describeServer(
  'limits of costly routes',
  (world) => {
    it('DO-07: hold back a visitor who searches without end, and nobody else', async () => {
      const search = (client: ReturnType<ReturnType<typeof world>['client']>) => client.photos.list({ q: 'red' })
      const member = await world().as('member')
      const refused = await (async () => {
        for (let count = 0; count < 40; count++) {
          const answer = await world().request('/api/v1/photos?q=red')
          if (answer.status === 429) return answer
          expect(answer.status).toBe(200)
        }
        return null
      })()
      expect(refused?.status).toBe(429)
      expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
      // Pages that cost little go on, and so does everybody who signed in.
      expect((await world().request('/api/v1/photos')).status).toBe(200)
      expect((await world().request('/')).status).toBe(200)
      expect((await world().request('/search?q=red')).status).toBe(429)
      expect((await search(member)).items).toBeDefined()
    })
  },
  { costlyPerMinute: 30 },
)

describeServer(
  'limits of what feeds cost',
  (world) => {
    it('NOT-03, DO-07: hold back who asks for feeds without end, with keys of their own or guessed ones', async () => {
      for (const path of ['/feeds/recent.atom', `/feeds/personal.atom?key=vf_${'A'.repeat(43)}`]) {
        const statuses: number[] = []
        for (let count = 0; count < 8; count++) statuses.push((await world().request(path)).status)
        expect(statuses.at(-1)).toBe(429)
      }
      expect((await world().request('/')).status).toBe(200)
    })
  },
  { costlyPerMinute: 30, baseUrl: 'http://photos.example.org' },
)

describeServer('the name of a request', (world) => {
  it('is ours where nobody is trusted, and stands in the log beside the template of the route', async () => {
    const answer = await world().request('/api/v1/photos/999', { headers: { 'x-request-id': 'from-outside' } })
    const id = answer.headers.get('x-request-id')
    expect(id).toMatch(/^[\w-]{36}$/)
    expect(world().logged.filter(({ fields }) => (fields as { requestId?: string })?.requestId === id)).toMatchObject([
      { level: 'debug', fields: { route: '/api/v1/photos/:id', status: 404, method: 'GET' } },
    ])
  })

  it('DO-21: bad requests, however long and however many, leave no line in the usual log, and short ones in the long one', async () => {
    const { logged, request } = world()
    const from = logged.length
    const long = 'x'.repeat(8_000)
    for (let count = 0; count < 200; count++) {
      await request(`/${long}${count}`)
      await request(`/api/v1/photos?q=${long}&sort=${count}`)
      await request('/api/v1/photos/x', { headers: { authorization: `Bearer ${long}` } })
      const headers = { 'content-type': 'application/json', 'user-agent': long }
      await request('/api/v1/session', { method: 'POST', headers, body: `{"username":"${long}` })
    }
    const lines = logged.slice(from)
    expect(lines.length).toBeLessThanOrEqual(800)
    expect(lines.filter(({ level }) => level !== 'debug')).toEqual([])
    expect(Math.max(...lines.map((line) => JSON.stringify(line).length))).toBeLessThan(500)
  })

  it('is made of nothing that is in an address: keys stay out of the log', async () => {
    await world().request('/s/a-secret-key')
    await world().request('/set-up/a-secret-token')
    await world().request('/api/v1/photos?q=secret-words')
    const told = JSON.stringify(world().logged)
    for (const word of ['a-secret-key', 'a-secret-token', 'secret-words']) expect(told).not.toContain(word)
  })
})

describeServer(
  'the name of a request behind a proxy',
  (world) => {
    it('is the proxy’s where it is trusted, and a plain one', async () => {
      const idOf = async (named: string) =>
        (await world().request('/nothing', { headers: { 'x-request-id': named } })).headers.get('x-request-id')
      const isSocket = world().baseUrl.includes('127.0.0.1')
      // Without a connection there is no proxy to trust.
      if (isSocket) expect(await idOf('proxy-1.a_b')).toBe('proxy-1.a_b')
      else expect(await idOf('proxy-1.a_b')).not.toBe('proxy-1.a_b')
      for (const odd of ['with space', 'x'.repeat(129), '<b>']) expect(await idOf(odd)).not.toBe(odd)
    })
  },
  { trustProxy: 'loopback' },
)

describe('connections that dawdle', () => {
  it('DO-08: are cut off where headers or body come a byte at a time, three hundred of them, and others are not', async () => {
    // Checked more often than by default, or this would take a minute; the long tests wait for the real limits.
    const server = createHttpServer({ connectionsCheckingInterval: 100, headersTimeout: 500 }, (request, response) => {
      watchPace(request, response, { minBytesPerSecond: 512, lookEveryMs: 100 })
      request.resume()
      request.once('end', () => response.end('done'))
      request.once('error', () => {})
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const slow = await openSlow(port, 300, 50)
    const startedAt = performance.now()
    const steady = await sendRaw(
      port,
      `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc`,
    )
    expect(steady).toContain('done')
    await slow.allCut()
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})
