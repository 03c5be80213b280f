import assert from 'node:assert/strict'
import type { HostConformanceCase } from './conformance.types.ts'
import { createVisitor } from './visitor.ts'

const codeOf = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { error?: { code?: unknown } }).error?.code

/** Addresses, methods, bodies and errors of the API. */
export const protocolCases: readonly HostConformanceCase[] = [
  {
    name: 'answers the API in JSON, with the headers that belong to it',
    async run(host) {
      const { ask } = createVisitor(host)
      const response = await ask('/api/v1/albums')
      assert.equal(response.status, 200)
      assert.match(response.headers.get('content-type') ?? '', /^application\/json/)
      assert.equal(response.headers.get('cache-control'), 'private, no-cache')
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
      assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/)
      assert.ok(Array.isArray(((await response.json()) as { items?: unknown }).items))
    },
  },
  {
    name: 'says that it lives and is ready',
    async run(host) {
      const { ask } = createVisitor(host)
      for (const path of ['/healthz', '/readyz']) assert.equal((await ask(path)).status, 200, path)
    },
  },
  {
    name: 'answers what is not there itself, not through a page of the host',
    async run(host) {
      const { ask } = createVisitor(host)
      const api = await ask('/api/v1/nothing/here')
      assert.deepEqual([api.status, await codeOf(api)], [404, 'ROUTE_NOT_FOUND'])
      const photo = await ask('/api/v1/photos/4000000000')
      assert.deepEqual([photo.status, await codeOf(photo)], [404, 'PHOTO_NOT_FOUND'])
      // The long one: some routers give up on parts of an address above a length.
      for (const path of ['/nothing-here', `/albums/${'far/'.repeat(60)}away`]) {
        const page = await ask(path)
        assert.equal(page.status, 404, path)
        assert.match(page.headers.get('content-type') ?? '', /^text\/html/, path)
        assert.match(await page.text(), /There is nothing here/, path)
      }
    },
  },
  {
    name: 'hands on every method, and says which ones an address takes',
    async run(host) {
      const { ask } = createVisitor(host)
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const response = await ask('/api/v1/photos', { method })
        assert.equal(response.status, 405, method)
        assert.equal(response.headers.get('allow'), 'GET, HEAD, POST', method)
      }
      assert.equal((await ask('/api/v1/uploads', { method: 'OPTIONS' })).headers.get('tus-version'), '1.0.0')
    },
  },
  {
    name: 'hands on queries as they were sent',
    async run(host) {
      const { ask } = createVisitor(host)
      const refused = await ask('/api/v1/photos?limit=0&sort=id%3Bx&q=a%26b')
      const { error } = (await refused.json()) as { error: { issues: { path: string }[] } }
      assert.deepEqual(error.issues.map(({ path }) => path).toSorted(), ['limit', 'sort'])
      const page = await (await ask('/search?q=%C3%8Dsland+%26+%22more%22')).text()
      assert.ok(page.includes('Ísland &amp; &quot;more&quot;'), 'the search page shows what was searched for')
    },
  },
  {
    name: 'refuses a malformed body by its fields, a wrong type, and one that is too large',
    async run(host) {
      const { ask } = createVisitor(host)
      const send = (body: string, type = 'application/json') =>
        ask('/api/v1/session', { method: 'POST', headers: { 'content-type': type }, body })
      const invalid = await send('{"username":1}')
      const { error } = (await invalid.json()) as { error: { code: string; issues: { path: string }[] } }
      assert.equal(error.code, 'INPUT_INVALID')
      assert.deepEqual(error.issues.map(({ path }) => path).toSorted(), ['password', 'username'])
      const typed = await send('<a/>', 'text/plain')
      assert.deepEqual([typed.status, await codeOf(typed)], [415, 'BODY_TYPE_UNSUPPORTED'])
      const large = await send(JSON.stringify({ username: 'a', password: 'x'.repeat(1100 * 1024) }))
      assert.deepEqual([large.status, await codeOf(large)], [413, 'BODY_TOO_LARGE'])
    },
  },
  {
    name: 'answers HEAD like GET, without the body',
    async run(host) {
      const { ask } = createVisitor(host)
      for (const path of ['/', '/api/v1/albums', '/healthz', '/api/v1/openapi.json']) {
        const [get, head] = [await ask(path), await ask(path, { method: 'HEAD' })]
        assert.equal(head.status, get.status, path)
        assert.equal(head.headers.get('content-type'), get.headers.get('content-type'), path)
        assert.equal(await head.text(), '', path)
        await get.text()
      }
    },
  },
]
