import assert from 'node:assert/strict'
import type { HostConformanceCase } from './conformance.types.ts'
import { basePathOf, createVisitor } from './visitor.ts'

const form = (values: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(values).toString(),
})

/** Signing in and out, cookies, and writes that a page of another site makes. */
export const sessionCases: readonly HostConformanceCase[] = [
  {
    name: 'signs in by the API, with a cookie that no script and no other path gets',
    async run(host) {
      const visitor = createVisitor(host)
      const response = await visitor.signIn()
      const cookie = response.headers.getSetCookie().find((line) => line.includes('vitrine_session=')) ?? ''
      assert.match(cookie, /; HttpOnly/i)
      assert.match(cookie, /; SameSite=Lax/i)
      assert.match(cookie, new RegExp(`; Path=${basePathOf(host) || '/'}(;|$)`, 'i'))
      const session = (await (await visitor.ask('/api/v1/session')).json()) as { user: { username: string } }
      assert.equal(session.user.username, host.account.username)
      assert.equal((await visitor.ask('/api/v1/session', { method: 'DELETE' })).status, 204)
      assert.equal(((await (await visitor.ask('/api/v1/session')).json()) as { user: unknown }).user, null)
    },
  },
  {
    name: 'refuses a wrong password with 401',
    async run(host) {
      const visitor = createVisitor(host)
      const body = { username: host.account.username, password: 'not the password' }
      const { error } = await visitor.write('POST', '/api/v1/session', body, 401)
      assert.equal((error as { code: string }).code, 'CREDENTIALS_INVALID')
    },
  },
  {
    name: 'sets several cookies with one answer',
    async run(host) {
      const visitor = createVisitor(host)
      const secure = new URL(host.baseUrl).protocol === 'https:'
      const prefix = secure ? (basePathOf(host) === '' ? '__Host-' : '__Secure-') : ''
      const response = await visitor.ask('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `${prefix}vitrine_link=x; ${prefix}vitrine_view_as=y` },
        body: JSON.stringify(host.account),
      })
      assert.equal(response.status, 200)
      const names = response.headers.getSetCookie().map((line) => line.split('=')[0]?.replace(/^__\w+-/, ''))
      assert.deepEqual(names.toSorted(), ['vitrine_link', 'vitrine_session', 'vitrine_view_as'])
    },
  },
  {
    name: 'signs in and out by the forms of the pages, with redirects inside the base path',
    async run(host) {
      const visitor = createVisitor(host)
      const base = basePathOf(host)
      const signedIn = await visitor.ask('/sign-in', form({ ...host.account, return: `${base}/tags` }))
      assert.deepEqual([signedIn.status, signedIn.headers.get('location')], [303, `${base}/tags`])
      const page = await (await visitor.ask('/')).text()
      const [, token = ''] = /name="csrfToken" value="([^"]+)"/.exec(page) ?? []
      assert.notEqual(token, '', 'the page has a form to sign out')
      const signedOut = await visitor.ask('/sign-out', form({ csrfToken: token }))
      assert.deepEqual([signedOut.status, signedOut.headers.get('location')], [303, `${base}/`])
    },
  },
  {
    name: 'takes writes with the token of the session only, and none from another site',
    async run(host) {
      const visitor = createVisitor(host)
      const draft = { name: 'Written by a host' }
      assert.equal((await visitor.write('POST', '/api/v1/albums', draft, 401)).id, undefined)
      await visitor.signIn()
      const album = await visitor.write('POST', '/api/v1/albums', draft, 201)
      const send = (headers: Record<string, string>) =>
        visitor.ask('/api/v1/albums', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(draft),
        })
      assert.equal((await send({ 'x-csrf-token': 'made-up' })).status, 403)
      assert.equal((await send({ origin: 'https://evil.example' })).status, 403)
      assert.equal((await send({ origin: new URL(host.baseUrl).origin })).status, 201)
      assert.equal((await visitor.ask(`/api/v1/albums/${album.id}`, { method: 'DELETE' })).status, 204)
    },
  },
]
