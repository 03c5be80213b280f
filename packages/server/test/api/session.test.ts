import { expect, it } from 'vitest'
import { describeServer, password } from './world.ts'

const signIn = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

describeServer('session', (world) => {
  it('signs in, says who asks, signs out, and does not take the old cookie again', async () => {
    const { request } = world()
    const answer = await request('/api/v1/session', signIn({ username: 'member', password }))
    const { user, csrfToken } = (await answer.json()) as { user: { username: string }; csrfToken: string }
    expect(user.username).toBe('member')
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^vitrine_session=[\w-]{43,}; .*Path=\//)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Secure|Domain/)

    const headers = { cookie: cookie.split(';')[0] ?? '', 'x-csrf-token': csrfToken }
    const whoami = async () => (await request('/api/v1/session', { headers })).json()
    expect(await whoami()).toMatchObject({ user: { username: 'member' }, csrfToken })
    const out = await request('/api/v1/session', { method: 'DELETE', headers })
    expect(out.status).toBe(204)
    expect(out.headers.getSetCookie()[0]).toMatch(/^vitrine_session=; .*Max-Age=0/)
    expect(await whoami()).toMatchObject({ user: null, csrfToken: null, kind: 'guest' })
  })

  it('AU-06: ends the session that came along with a sign-in', async () => {
    const { request } = world()
    const first = await request('/api/v1/session', signIn({ username: 'member', password }))
    const old = first.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const second = await request('/api/v1/session', signIn({ username: 'member', password }, { cookie: old }))
    expect(second.headers.getSetCookie()[0]).not.toContain(old)
    const whoami = await request('/api/v1/session', { headers: { cookie: old } })
    expect(await whoami.json()).toMatchObject({ user: null, csrfToken: null, kind: 'guest' })
  })

  it('AU-01: answers the same for an unknown user and a wrong password, and never repeats what was sent', async () => {
    const { request } = world()
    const secret = 'hunter2-canary'
    const wrong = await request('/api/v1/session', signIn({ username: 'member', password: secret }))
    const unknown = await request('/api/v1/session', signIn({ username: 'nobody-canary', password: secret }))
    const texts = await Promise.all([wrong.text(), unknown.text()])
    expect(wrong.status).toBe(401)
    expect(unknown.status).toBe(401)
    expect(texts[0]).toBe(texts[1])
    expect(JSON.parse(texts[0]).error.code).toBe('CREDENTIALS_INVALID')

    for (const body of [
      { username: secret, password: 12345 },
      { username: 7, password: secret },
      { [secret]: 1 },
      [],
      null,
      secret,
    ]) {
      const answer = await request('/api/v1/session', signIn(body))
      expect(answer.status).toBe(400)
      const text = await answer.text()
      if (!(typeof body === 'object' && body && secret in body)) expect(text).not.toContain(secret)
      expect(text).not.toContain('12345')
    }
  })

  it('names each field that is wrong', async () => {
    const { client } = world()
    const error = await client()
      .session.create({ username: '', password: 1 as unknown as string })
      .catch((each: unknown) => each)
    expect(error).toMatchObject({
      status: 400,
      code: 'INPUT_INVALID',
      issues: [
        { path: 'username', message: 'Expected at least 1 characters' },
        { path: 'password', message: 'Expected string, received number' },
      ],
    })
  })

  it('AU-21, AU-24, AU-25: refuses writes of other sites, and writes by cookie without its token', async () => {
    const { request, gallery, baseUrl } = world()
    const answer = await request('/api/v1/session', signIn({ username: 'admin', password }))
    const { csrfToken } = (await answer.json()) as { csrfToken: string }
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const create = (headers: Record<string, string>) =>
      request('/api/v1/albums', {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ name: 'csrf' }),
      })
    const good = { 'x-csrf-token': csrfToken }
    const refused: Record<string, string>[] = [
      {},
      { 'x-csrf-token': '' },
      { 'x-csrf-token': `${csrfToken}x` },
      { ...good, 'sec-fetch-site': 'cross-site' },
      { ...good, 'sec-fetch-site': 'same-site' },
      { ...good, origin: 'https://evil.example' },
      { ...good, origin: 'null' },
    ]
    for (const headers of refused) {
      const response = await create(headers)
      expect(response.status, JSON.stringify(headers)).toBe(403)
      expect(await response.json()).toMatchObject({ error: { code: 'CSRF_REJECTED' } })
    }
    const before = (await gallery.asSystem('test').albums.list({ parent: null })).items
    expect(before.filter(({ name }) => name === 'csrf')).toEqual([])
    expect((await create({ ...good, origin: new URL(baseUrl).origin })).status).toBe(201)
    expect((await create({ ...good, 'sec-fetch-site': 'same-origin' })).status).toBe(201)

    const foreign = await request(
      '/api/v1/session',
      signIn({ username: 'admin', password }, { origin: 'https://evil.example' }),
    )
    expect(foreign.status).toBe(403)
  })

  it('refuses an unknown key, and never takes its owner for a guest', async () => {
    const response = await world().request('/api/v1/albums', { headers: { authorization: 'Bearer nope' } })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(await response.json()).toMatchObject({ error: { code: 'UNAUTHENTICATED' } })
  })

  it('AU-13: limits guessing, and says when to try again', async () => {
    const { request } = world()
    let last: Response | undefined
    for (let attempt = 0; attempt < 30 && last?.status !== 429; attempt++) {
      last = await request('/api/v1/session', signIn({ username: 'guessed', password: `wrong ${attempt}` }))
    }
    expect(last?.status).toBe(429)
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await last?.json()).toMatchObject({ error: { code: 'RATE_LIMITED' } })
  })
})

describeServer(
  'session behind https',
  (world) => {
    it('names the cookie so that browsers keep others from planting it', async () => {
      const answer = await world().request('/api/v1/session', signIn({ username: 'member', password }))
      const [cookie = ''] = answer.headers.getSetCookie()
      expect(cookie).toMatch(/^__Host-vitrine_session=/)
      expect(cookie).toMatch(/Secure/)
      expect(cookie).toMatch(/Path=\/(;|$)/)
      expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
      const value = cookie.split(';')[0]?.split('=')[1] ?? ''
      const plain = await world().request('/api/v1/session', { headers: { cookie: `vitrine_session=${value}` } })
      expect(await plain.json()).toMatchObject({ user: null, csrfToken: null, kind: 'guest' })
    })
  },
  { baseUrl: 'https://photos.example.org' },
)

describeServer(
  'session below a base path',
  (world) => {
    it('keeps cookie, addresses and pictures below it', async () => {
      const { as, baseUrl, request, photos } = world()
      const client = await as('member')
      const photo = await client.photos.get({ id: photos.open.id })
      const url = photo.derivatives.square?.url ?? ''
      expect(url).toMatch(/^\/gallery\/media\//)
      expect((await request(url.slice('/gallery'.length))).status).toBe(200)
      const answer = await request('/api/v1/session', signIn({ username: 'member', password }))
      expect(answer.headers.getSetCookie()[0]).toMatch(/Path=\/gallery(;|$)/)
      const outside = await world().fetch(new Request(new URL('/api/v1/albums', baseUrl)))
      expect(outside.status).toBe(404)
    })
  },
  { basePath: '/gallery/' },
)
